from datetime import date, datetime

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from ..tools.range_query import select_lines
from .common import AssortmentCommon


@tagged("post_install", "-at_install")
class TestRange(AssortmentCommon):
    """What a store carries; tests are named after the rows they cover."""

    def test_as_01_a_store_carries_what_its_assortment_names(self):
        first = self._assort(self.store_a, include=self.spade)
        second = self._assort(self.store_b, include=self.rake)
        self.assertEqual(self._carried(self.store_a), self.spade)
        self.assertEqual(self._carried(self.store_b), self.rake)
        first.line_ids = [self._line(self.rake)]
        self.assertEqual(self._carried(self.store_a), self.spade | self.rake)
        second.store_ids = [Command.link(self.store_a.id)]
        first.line_ids = [Command.delete(first.line_ids[-1].id)]
        self.assertEqual(self._carried(self.store_a), self.spade | self.rake)

    def test_as_02_several_assortments_add_up(self):
        self._assort(self.store_a, include=self.spade)
        self._assort(self.store_a, include=self.kitchen)
        self._assort(self.store_b, include=self.rake)
        self.assertEqual(self._carried(self.store_a), self.spade | self.pan)
        both = (self.store_a | self.store_b).ids
        found = self.env["product.product"].search([("assorted_store_ids", "in", both)])
        self.assertEqual(found, (self.spade | self.rake | self.pan).sorted())

    def test_as_03_exclude_wins_over_include(self):
        self._assort(self.store_a, include=self.garden, exclude=self.rake)
        self.assertEqual(self._carried(self.store_a), self.spade | self.chair)
        self._assort(self.store_a, include=self.rake)
        self._assort(self.store_a, include=self.rake.product_tmpl_id)
        self.assertEqual(self._carried(self.store_a), self.spade | self.chair)
        self._assort(self.store_a, include=self.spade, exclude=self.tools)
        self.assertEqual(self._carried(self.store_a), self.chair)

    def test_as_04_a_group_means_all_stores_below_it(self):
        north = self._create_group("North")
        oslo = self._create_group("Oslo", north, self.store_a)
        self._assort(north, include=self.spade)
        self._assort(self._create_store("Store C", "RSC"), include=self.rake)
        self.assertEqual(self._carried(self.store_a), self.spade)
        self.assertFalse(self._carried(self.store_b))
        self.store_b.store_group_id = oslo
        self.assertEqual(self._carried(self.store_b), self.spade)
        oslo.parent_id = False
        self.assertFalse(self._carried(self.store_a))

    def test_as_05_a_category_means_all_products_below_it(self):
        self._assort(self.store_a, include=self.garden)
        self.assertEqual(
            self._carried(self.store_a), self.spade | self.rake | self.chair
        )
        self.pan.categ_id = self.tools
        self.assertIn(self.pan, self._carried(self.store_a))
        self.rake.categ_id = self.kitchen
        self.assertNotIn(self.rake, self._carried(self.store_a))
        self.spade.categ_id = False
        self.assertNotIn(self.spade, self._carried(self.store_a))
        self.tools.parent_id = False
        self.assertEqual(self._carried(self.store_a), self.chair)

    def test_as_05_a_product_without_category_is_named_itself(self):
        self.pan.categ_id = False
        self._assort(self.store_a, include=[self.pan.product_tmpl_id, self.garden])
        self.assertIn(self.pan, self._carried(self.store_a))

    def test_as_06_dates_come_and_go_by_themselves(self):
        self._assort(
            self.store_a,
            include=self.spade,
            date_start="2026-03-02",
            date_end="2026-03-04",
        )
        self._assort(self.store_a, include=self.rake, date_start="2026-03-04")
        rule = self._assort(self.store_a, include=self.pan)
        rule.line_ids.write({"date_start": "2026-03-03", "date_end": "2026-03-03"})
        for day, carried in (
            ("2026-03-01", self.pan.browse()),
            ("2026-03-02", self.spade),
            ("2026-03-03", self.spade | self.pan),
            ("2026-03-04", self.spade | self.rake),
            ("2026-03-05", self.rake),
        ):
            with self.subTest(day), freeze_time(f"{day} 12:00:00"):
                self.assertEqual(self._carried(self.store_a), carried)

    def test_as_06_a_day_begins_by_the_time_zone_of_the_store(self):
        self.store_a.tz = "Europe/Oslo"
        self.store_b.tz = "America/New_York"
        self._assort(
            self.store_a | self.store_b, include=self.spade, date_start="2026-03-02"
        )
        with freeze_time("2026-03-01 22:59:59"):
            self.assertFalse(self._carried(self.store_a))
            self.assertEqual(
                self.store_a._get_next_range_change(), datetime(2026, 3, 1, 23)
            )
        with freeze_time("2026-03-01 23:00:00"):
            self.assertEqual(self._carried(self.store_a), self.spade)
            self.assertFalse(self._carried(self.store_b))
            self.assertEqual(
                self.store_b._get_next_range_change(), datetime(2026, 3, 2, 5)
            )
            self.assertFalse(self.store_a._get_next_range_change())
        with freeze_time("2026-03-02 05:00:00"):
            self.assertEqual(self._carried(self.store_b), self.spade)

    @freeze_time("2026-03-01 12:00:00")
    def test_as_06_the_next_change_is_the_earliest_date_to_come(self):
        self.assertFalse(self.store_a._get_next_range_change())
        late = self._assort(self.store_a, include=self.spade, date_start="2026-06-01")
        self.assertEqual(self.store_a._get_next_range_change(), datetime(2026, 6, 1))
        rule = self._assort(self.store_a, include=self.rake, date_end="2026-05-01")
        self.assertEqual(self.store_a._get_next_range_change(), datetime(2026, 5, 2))
        rule.line_ids.date_start = "2026-04-01"
        self.assertEqual(self.store_a._get_next_range_change(), datetime(2026, 4, 1))
        rule.line_ids.date_end = date(2026, 3, 1)
        rule.line_ids.date_start = "2026-02-01"
        self.assertEqual(self.store_a._get_next_range_change(), datetime(2026, 3, 2))
        rule.state = "draft"
        late.state = "closed"
        self.assertFalse(self.store_a._get_next_range_change())

    def test_as_07_drafts_have_no_effect(self):
        self._assort(self.store_a, include=self.spade)
        draft = self._assort(self.store_a, include=self.rake, state="draft")
        self.assertEqual(self._carried(self.store_a), self.spade)
        draft.action_publish()
        self.assertEqual(self._carried(self.store_a), self.spade | self.rake)
        draft.action_close()
        self.assertEqual(self._carried(self.store_a), self.spade)
        draft.action_publish()
        draft.action_draft()
        self.assertEqual(self._carried(self.store_a), self.spade)

    def test_as_09_a_product_of_one_company_is_carried_there_alone(self):
        abroad = self._create_store("Abroad", "RAB", company_id=self.other_company.id)
        env = self.env(
            context={
                **self.env.context,
                "allowed_company_ids": (self.company | self.other_company).ids,
            }
        )
        abroad = abroad.with_env(env)
        self._assort(self.store_a | abroad, include=[self.spade, self.rake])
        self.spade.company_id = self.company
        products = (self.spade | self.rake).with_env(env)
        self.assertEqual(self._carried(abroad, products), self.rake)
        self.assertEqual(self._carried(self.store_a.with_env(env), products), products)

    def test_as_13_single_variants_are_included_and_excluded(self):
        red, blue = cushions = self._create_variants(categ_id=self.garden.id)
        self._assort(self.store_a, include=red)
        self._assort(self.store_b, include=self.garden, exclude=red)
        self.assertEqual(self._carried(self.store_a, cushions), red)
        self.assertEqual(self._carried(self.store_b, cushions), blue)
        self._assort(self.store_b, exclude=blue, include=self.pan)
        self.assertFalse(self._carried(self.store_b, cushions))
        self._assort(self.store_a, exclude=cushions.product_tmpl_id, include=self.pan)
        self.assertFalse(self._carried(self.store_a, cushions))

    def test_nothing_is_restricted_before_the_first_assortment(self):
        everything = self.spade | self.rake | self.chair | self.pan
        self._assort(self.store_a, include=self.spade, state="draft")
        self.assertEqual(self._carried(self.store_a), everything)
        self._assort(self._create_group("Without stores"), include=self.spade)
        self.assertEqual(self._carried(self.store_a), everything)
        first = self._assort(self.store_a, include=self.spade, date_end="2020-01-01")
        self.assertFalse(self._carried(self.store_a))
        self.assertFalse(self._carried(self.store_b))
        first.action_close()
        self.assertEqual(self._carried(self.store_b), everything)

    def test_other_companies_are_left_in_peace(self):
        abroad = self._create_store("Abroad", "RAB", company_id=self.other_company.id)
        self._assort(abroad, include=self.spade)
        self.assertEqual(len(self._carried(self.store_a)), 4)
        self.assertEqual(abroad._filter_outside_range(self.rake), self.rake)

    def test_a_warehouse_that_is_no_store_is_not_restricted(self):
        self._assort(self.store_a, include=self.spade)
        self.assertFalse(self.depot._filter_outside_range(self.rake))
        self.assertEqual(self.store_b._filter_outside_range(self.rake), self.rake)
        self.assertNotIn(self.depot, self.spade.assorted_store_ids)

    def test_search_of_what_no_store_carries(self):
        self.env["stock.warehouse"].search([]).is_store = False
        (self.store_a | self.store_b).is_store = True
        self._assort(self.store_a, include=self.spade)
        self._assort(self.store_b, include=self.rake)
        products = self.spade | self.rake | self.pan
        search = products.search
        domain = [("id", "in", products.ids)]
        self.assertEqual(
            search([*domain, ("assorted_store_ids", "=", False)]), self.pan
        )
        self.assertEqual(
            search([*domain, ("assorted_store_ids", "!=", False)]),
            (self.spade | self.rake).sorted(),
        )
        self.assertEqual(
            search([*domain, ("assorted_store_ids", "not in", self.store_a.ids)]),
            (self.rake | self.pan).sorted(),
        )
        self.assertEqual(
            search([*domain, ("assorted_store_ids", "ilike", "Store B")]), self.rake
        )
        self.assertFalse(search([("assorted_store_ids", "in", [2**30])]))

    def test_cashier_sees_who_carries_a_product(self):
        self._assort(self.store_a, include=self.spade)
        spade = self.spade.with_user(self.cashier)
        self.assertEqual(spade.assorted_store_ids, self.store_a)
        self.assertEqual(spade.product_tmpl_id.assorted_store_ids, self.store_a)
        self.assertEqual(
            spade.search([("assorted_store_ids", "in", self.store_a.ids)]), self.spade
        )

    def test_buttons_open_what_they_count(self):
        rule = self._assort(self.store_a | self.store_b, include=self.tools)
        self.assertEqual((rule.store_count, rule.product_count), (2, 2))
        template = self.spade.product_tmpl_id
        self.assertEqual(template.assorted_store_count, 2)
        self.assertEqual(self.store_a.range_count, 2)
        chosen = [("is_in_range", "=", True)]
        for record, method, found in (
            (rule, "action_view_stores", self.store_a | self.store_b),
            (rule, "action_view_products", (self.spade | self.rake).product_tmpl_id),
            (template, "action_view_assorted_stores", self.store_a | self.store_b),
            (self.spade, "action_view_assorted_stores", self.store_a | self.store_b),
            (
                self.store_a,
                "action_view_range",
                (self.spade | self.rake).product_tmpl_id,
            ),
        ):
            with self.subTest(method):
                action = getattr(record, method)()
                model = self.env[action["res_model"]]
                if action["context"].get("search_default_filter_in_range"):
                    model = model.with_context(**action["context"])
                    action["domain"] = chosen
                opened = model.search(action["domain"])
                self.assertEqual(opened.sorted("id"), found.sorted("id"))

    def test_one_product_in_one_store_does_not_scan_lines(self):
        rule = self._assort(self.store_a, include=[self.garden, self.spade])
        # 200 x 200 lines that do not concern the product.
        self.env.cr.execute(
            """
            INSERT INTO product_category (name, parent_path)
            SELECT 'Category ' || n, (1000000 + n) || '/'
              FROM generate_series(1, 200) n;
            INSERT INTO retail_assortment_line (assortment_id, categ_id)
            SELECT %s, id FROM product_category, generate_series(1, 200)
             WHERE name LIKE 'Category %%';
            ANALYZE retail_assortment_line, product_category
            """,
            [rule.id],
        )
        query = select_lines(self.spade._select_range_items(), rule.ids)
        rows = self.env.execute_query(SQL("EXPLAIN %s", query))
        plan = "\n".join(row for (row,) in rows)
        self.assertIn("Index Scan using retail_assortment_line__categ_id_index", plan)
        self.assertNotIn("Seq Scan on retail_assortment_line", plan)
