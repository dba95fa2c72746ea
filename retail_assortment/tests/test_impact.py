from random import Random

from freezegun import freeze_time

from odoo.tests import tagged

from .test_range_consistency import RandomChain


@tagged("post_install", "-at_install")
class TestImpact(RandomChain):
    """What publishing changes is known before it is done."""

    def _impact(self, rule):
        """Return (added products, where, removed products, where)."""
        impact = rule._get_impact()
        for removed, name in ((False, "added"), (True, "removed")):
            products = rule._get_impact_products(removed)
            self.assertEqual(len(products), impact[f"{name}_products"])
        return (
            impact["added_products"],
            impact["added_stores"],
            impact["removed_products"],
            impact["removed_stores"],
        )

    def test_as_07_adds_and_removes(self):
        self.store_a.is_store = self.store_b.is_store = True
        none = self.env["stock.warehouse"]
        self._assort(self.store_a, include=[self.garden, self.pan])
        rule = self._assort(
            self.store_a | self.store_b,
            include=self.tools,
            exclude=self.pan,
            state="draft",
        )
        self.assertEqual(self._impact(rule), (2, self.store_b, 1, self.store_a))
        rule.action_publish()
        self.assertEqual(self._impact(rule), (0, none, 0, none))

    @freeze_time("2026-03-01 11:30:00")
    def test_as_07_looks_at_the_first_day(self):
        self.store_a.is_store = self.store_b.is_store = True
        self._assort(self.store_a, include=self.spade, date_end="2026-03-31")
        rule = self._assort(
            self.store_a, include=self.spade, state="draft", date_start="2026-03-15"
        )
        none = self.env["stock.warehouse"]
        self.assertEqual(self._impact(rule), (0, none, 0, none))
        rule.date_start = "2026-04-01"
        self.assertEqual(self._impact(rule), (1, self.store_a, 0, none))
        self.assertEqual(str(rule._get_impact()["date"]), "2026-04-01")

    def test_as_07_the_first_assortment_restricts_the_company(self):
        self.store_a.is_store = self.store_b.is_store = True
        rule = self._assort(self.store_a, include=self.spade, state="draft")
        products = self.env["product.template"].search_count([("sale_ok", "=", True)])
        impact = rule._get_impact()
        self.assertEqual(impact["restricted"], self.company)
        self.assertEqual(impact["added_products"], 0)
        self.assertEqual(impact["removed_stores"], self.store_a | self.store_b)
        # The spade leaves store B, which no assortment names.
        self.assertEqual(impact["removed_products"], products)

    def test_as_07_impact_is_what_happens(self):
        """On random chains: what is announced is what publishing does."""
        for seed in range(100, 106):
            with self.subTest(seed), freeze_time("2026-03-01 11:30:00"):
                savepoint = self.env.cr.savepoint()
                self._compare(seed)
                savepoint.close(rollback=True)
                self.env.invalidate_all()

    def _compare(self, seed):
        self.stores = self.env["stock.warehouse"]
        self.variants = self.env["product.product"]
        self._build(Random(seed))
        self.stores.tz = "UTC"
        # A company that is not restricted carries the whole catalogue.
        self._assort(self.stores, include=self.pan)
        drafts = self.env["retail.assortment"].search([("state", "=", "draft")])
        rule = drafts[:1] or self._assort(
            self.stores[:2], include=self.variants[0], state="draft"
        )
        rule.write({"date_start": False, "date_end": False})
        before = self._all_carried()
        announced = self._impact(rule)
        rule.action_publish()
        after = self._all_carried()
        added, removed = after - before, before - after
        stores = self.env["stock.warehouse"]
        self.assertEqual(
            (announced[0], set(announced[1]), announced[2], set(announced[3])),
            (
                len({product for product, _store in added}),
                set(stores.browse(store for _product, store in added)),
                len({product for product, _store in removed}),
                set(stores.browse(store for _product, store in removed)),
            ),
        )

    def _all_carried(self):
        self.env.invalidate_all()
        templates = self.variants.product_tmpl_id | self.pan.product_tmpl_id
        return {
            (template.id, store.id)
            for template in templates
            for store in template.assorted_store_ids
        }

    def test_as_07_the_dialog_publishes(self):
        self.store_a.is_store = self.store_b.is_store = True
        self._assort(self.store_b, include=self.pan)
        rule = self._assort(self.store_a, include=self.tools, state="draft")
        self.register_a.picking_type_id = self.store_b.pos_type_id
        action = rule.with_user(self.manager).action_open_publish()
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        wizard = wizard.with_user(self.manager)
        self.assertEqual(wizard.added_product_count, 2)
        self.assertEqual(wizard.added_store_count, 1)
        self.assertEqual(wizard.unmanned_names, "Store A")
        opened = wizard.action_view_added()
        self.assertEqual(
            self.env[opened["res_model"]].search(opened["domain"]),
            (self.spade | self.rake).product_tmpl_id.sorted(),
        )
        wizard.action_publish()
        self.assertEqual(rule.state, "published")

    def test_an_empty_assortment_is_refused_in_the_dialog(self):
        rule = self._assort(self.store_a, include=self.tools, state="draft")
        rule.line_ids.unlink()
        wizard = self.env["retail.assortment.publish"].create(
            {"assortment_ids": rule.ids}
        )
        self.assertEqual(wizard.added_product_count, 0)
        with self.refused("is empty"):
            wizard.action_publish()
