from datetime import timedelta
from random import Random
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from ..models import stock_warehouse_range
from ..models.retail_range_verdict import IN_RANGE
from .common import AssortmentCommon

ZONES = ["UTC", "Pacific/Auckland", "America/Los_Angeles"]


class RandomChain(AssortmentCommon):
    """Builds groups, stores, categories, products and assortments at random."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["stock.warehouse"].search([]).is_store = False

    def _build(self, random):
        """Build groups, stores, categories, products and assortments at random."""
        groups = self.env["retail.store.group"]
        for number in range(5):
            parent = (
                random.choice(list(groups))
                if groups and random.random() < 0.7
                else None
            )
            groups |= self._create_group(f"Group {number}", parent)
        for number in range(4):
            self.stores |= self._create_store(
                f"Store {number}",
                f"X{random.randrange(10**4):04}",
                tz=random.choice(ZONES),
                store_group_id=random.choice([False, *groups.ids]),
            )
        categories = self.env["product.category"]
        for number in range(6):
            parent = (
                random.choice(list(categories))
                if categories and random.random() < 0.6
                else None
            )
            categories |= self._create_category(f"Category {number}", parent)
        for number in range(14):
            values = {
                "categ_id": random.choice([False, *categories.ids]),
                "company_id": random.choice(
                    [False, False, self.company.id, self.other_company.id]
                ),
            }
            if random.random() < 0.5:
                self.variants |= self._create_variants(
                    f"Product {number}", ("a", "b", "c"), **values
                )
            else:
                self.variants |= self._create_product(f"Product {number}", **values)
        for variant in random.sample(list(self.variants), 4):
            variant.active = False
        for template in random.sample(list(self.variants.product_tmpl_id), 2):
            template.sale_ok = False
        for _i in range(5):
            self._build_block(random)
        targets = [*categories, *self.variants.product_tmpl_id, *self.variants]
        for number in range(7):
            self._build_assortment(random, number, groups, targets)

    def _build_block(self, random):
        variant = random.choice(list(self.variants))
        self.env["retail.sale.block"].create(
            {
                "product_tmpl_id": variant.product_tmpl_id.id,
                "product_id": random.choice([False, variant.id]),
                "kind": random.choice(["stopped", "stopped", "blocked"]),
                "company_id": random.choice([False, *self.env.companies.ids]),
                "message": "Recalled",
                "date_start": False,
                **self._random_dates(random),
            }
        )

    def _random_dates(self, random):
        today = fields.Date.today()
        start, end = sorted(
            today + timedelta(days=random.randint(-2, 2)) for _i in "ab"
        )
        return {
            "date_start": random.choice([False, False, start]),
            "date_end": random.choice([False, False, end]),
        }

    def _build_assortment(self, random, number, groups, targets):
        lines = [
            self._line(
                target, exclude=random.random() < 0.25, **self._random_dates(random)
            )
            for target in random.sample(targets, random.randint(1, 6))
        ]
        stores = random.sample(list(self.stores), random.randint(0, 2))
        self.env["retail.assortment"].create(
            {
                "name": f"Assortment {number}",
                "state": random.choice(["published", "published", "draft", "closed"]),
                "store_ids": [Command.set([store.id for store in stores])],
                "group_ids": [Command.set(random.choice(groups).ids)],
                "line_ids": lines,
                **self._random_dates(random),
            }
        )


@tagged("post_install", "-at_install")
class TestRangeConsistency(RandomChain):
    """Search, compute and a naive reading of the rule agree on random chains."""

    def _in_force(self, record, store):
        today = store._get_local_today()
        return (record.date_start or today) <= today <= (record.date_end or today)

    def _names(self, assortment, store):
        group = store.store_group_id
        while group:
            if group in assortment.group_ids:
                return True
            group = group.parent_id
        return store in assortment.store_ids

    def _concerns(self, line, template, variant):
        category = template.categ_id
        while category:
            if line.categ_id == category:
                return True
            category = category.parent_id
        return line.product_tmpl_id == template or bool(
            variant and line.product_id == variant
        )

    def _naively(self, store, template, variant):
        """Read the rule as a person would."""
        assortments = self.env["retail.assortment"].search(
            [("state", "=", "published")]
        )
        if template.company_id not in (self.env["res.company"], store.company_id):
            return False
        if not template.sale_ok or any(
            block.kind == "stopped"
            and block.product_id in (self.env["product.product"], variant)
            and block.company_id in (self.env["res.company"], store.company_id)
            and self._in_force(block, store)
            for block in self.env["retail.sale.block"].search(
                [("product_tmpl_id", "=", template.id)]
            )
        ):
            return False
        if not any(
            self._names(one, each) for one in assortments for each in self.stores
        ):
            return True
        lines = [
            line
            for assortment in assortments
            if self._names(assortment, store) and self._in_force(assortment, store)
            for line in assortment.line_ids
            if self._in_force(line, store) and self._concerns(line, template, variant)
        ]
        return bool(lines) and not any(line.exclude for line in lines)

    def test_search_and_compute_agree_with_a_naive_reading(self):
        for seed in range(6):
            with self.subTest(seed), freeze_time("2026-03-01 11:30:00"):
                savepoint = self.env.cr.savepoint()
                self.stores = self.env["stock.warehouse"]
                self.variants = self.env["product.product"]
                self._build(Random(seed))
                self._compare()
                savepoint.close(rollback=True)
                self.env.invalidate_all()

    def _compare(self):
        templates = self.variants.product_tmpl_id
        verdicts = set()
        for store in self.stores:
            variants = {
                variant
                for variant in self.variants
                if self._naively(store, variant.product_tmpl_id, variant)
            }
            carried = {
                template
                for template in templates
                if (
                    variants & set(template.product_variant_ids)
                    if template.product_variant_ids
                    else self._naively(store, template, None)
                )
            }
            self._assert_same(store, self.variants, variants)
            self._assert_same(store, templates, carried)
            self._assert_explained(store, self.variants, variants)
            self._assert_explained(store, templates, carried)
            verdicts |= {len(variants) == 0, len(variants) < len(self.variants)}
        self.assertIn(False, verdicts, "Random data in which nothing is carried")

    def _assert_same(self, store, records, expected):
        records = records.with_context(active_test=False)
        found = records.search(
            [("id", "in", records.ids), ("assorted_store_ids", "in", store.ids)]
        )
        self.assertEqual(set(found), expected, "search")
        computed = records.filtered(lambda one: store in one.assorted_store_ids)
        self.assertEqual(set(computed), expected, "compute")
        outside = store._filter_outside_range(records)
        self.assertEqual(set(records - outside), expected, "point query")
        with patch.object(stock_warehouse_range, "FEW_GROUPS", -1):
            found = records.search(
                [("id", "in", records.ids), ("assorted_store_ids", "in", store.ids)]
            )
        self.assertEqual(set(found), expected, "search over many stores")

    def _assert_explained(self, store, records, expected):
        verdicts = records._explain_range(store)
        sentences = records._get_range_sentences(verdicts)
        for record in records:
            verdict = verdicts[record.id, store.id].verdict
            if verdict != "archived":
                self.assertEqual(verdict in IN_RANGE, record in expected, verdict)
            self.assertTrue(sentences[record.id, store.id])
            self.assertNotIn("%(", sentences[record.id, store.id])
