from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import AssortmentCommon


@tagged("post_install", "-at_install")
class TestExplain(AssortmentCommon):
    """AS-12: why a store carries something, or why not, in words."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["stock.warehouse"].search([]).is_store = False
        (cls.store_a | cls.store_b).is_store = True

    def _why(self, product=None, store=None):
        """Return (verdict, sentence) as the list of a store shows them."""
        product = product or self.spade
        store = store or self.store_a
        product.invalidate_recordset()
        product = product.with_context(range_store_id=store.id)
        self.assertEqual(
            product.is_in_range,
            bool(product.search([("id", "=", product.id), ("is_in_range", "=", True)])),
        )
        side = store.with_context(range_product=f"{product._name},{product.id}")
        side.invalidate_recordset()
        self.assertEqual(side.range_verdict, product.range_verdict)
        self.assertEqual(side.range_explanation, product.range_explanation)
        self.assertEqual(
            side in side.search([("is_in_range", "=", True)]), product.is_in_range
        )
        return product.range_verdict, product.range_explanation

    def test_as_12_not_included(self):
        self._assort(self.store_b, include=self.spade)
        self._assort(self.store_a, include=self.kitchen)
        self.assertEqual(
            self._why(),
            ("not_included", "Not carried: no assortment of this store includes it."),
        )

    def test_as_12_nothing_restricts(self):
        self._assort(self.store_a, include=self.spade, state="draft")
        self.assertEqual(
            self._why(self.rake),
            (
                "unrestricted",
                "Carried: no assortment is published yet, so every store carries all.",
            ),
        )

    def test_as_12_carried(self):
        rule = self._assort(self.store_a, include=self.garden, name="Summer")
        self.assertEqual(
            self._why(),
            ("carried", "Carried: included by “Summer”, line Garden."),
        )
        rule.date_start = "2026-01-05"
        self.assertEqual(
            self._why(),
            (
                "carried",
                "Carried since 01/05/2026: included by “Summer”, line Garden.",
            ),
        )
        spade = self.spade.with_context(range_store_id=self.store_a.id)
        self.assertEqual(spade.range_line_id, rule.line_ids)

    def test_as_12_excluded(self):
        self._assort(self.store_a, include=[self.garden, self.spade])
        winter = self._assort(
            self.store_a, exclude=self.tools, include=self.pan, name="Winter"
        )
        winter.line_ids.filtered("exclude").date_start = "2026-01-05"
        self.assertEqual(
            self._why(),
            (
                "excluded",
                "Not carried since 01/05/2026: excluded by “Winter”, line "
                "Garden / Tools.",
            ),
        )
        self.assertEqual(self._why(self.chair)[0], "carried")

    @freeze_time("2026-03-01 12:00:00")
    def test_as_12_not_started_and_ended(self):
        self._assort(self.store_b, include=self.pan)
        ended = self._assort(
            self.store_a, include=self.spade, name="Old", date_end="2026-02-10"
        )
        self.assertEqual(
            self._why(),
            (
                "ended",
                "Not carried any more: “Old”, line Spade, ended on 02/10/2026.",
            ),
        )
        later = ended.copy({"name": "Later", "date_end": False})
        later.state = "published"
        later.line_ids.date_start = "2026-05-01"
        self._assort(
            self.store_a, include=self.tools, name="Next", date_start="2026-04-01"
        )
        self.assertEqual(
            self._why(),
            (
                "not_started",
                "Not carried yet: “Next”, line Garden / Tools, begins on 04/01/2026.",
            ),
        )

    def test_as_12_drafts_and_closed_ones(self):
        self._assort(self.store_b, include=self.pan)
        rule = self._assort(
            self.store_a, include=self.spade, name="Plan", state="draft"
        )
        self.assertEqual(
            self._why(), ("draft", "Not carried: “Plan”, line Spade, is only a draft.")
        )
        rule.state = "closed"
        self.assertEqual(
            self._why(),
            ("closed", "Not carried: “Plan”, line Spade, has been closed."),
        )

    def test_as_12_stopped_and_blocked(self):
        self._assort(self.store_a, include=self.spade)
        block = self.env["retail.sale.block"].create(
            {
                "product_tmpl_id": self.spade.product_tmpl_id.id,
                "date_start": "2026-01-05",
                "message": "Recalled.",
            }
        )
        self.assertEqual(
            self._why(),
            ("blocked", "Carried, but blocked since 01/05/2026. Recalled."),
        )
        block.write({"kind": "stopped", "date_start": False})
        self.assertEqual(self._why(), ("stopped", "Not carried: stopped. Recalled."))

    def test_as_12_what_the_product_itself_says(self):
        self._assort(self.store_a, include=self.garden)
        self.spade.available_in_pos = False
        self.assertEqual(self._why()[0], "no_till")
        self.rake.company_id = self.other_company
        self.assertEqual(self._why(self.rake.sudo())[0], "other_company")
        self.chair.sale_ok = False
        self.assertEqual(self._why(self.chair)[0], "not_for_sale")
        verdicts = self.pan._explain_range(self.store_a)
        self.assertEqual(verdicts[self.pan.id, self.store_a.id].verdict, "not_included")
        self.pan.active = False
        verdicts = self.pan._explain_range(self.store_a)
        self.assertEqual(verdicts[self.pan.id, self.store_a.id].verdict, "archived")

    def test_as_12_the_variant_that_comes_furthest_speaks_for_the_product(self):
        red, blue = cushions = self._create_variants()
        self._assort(self.store_a, include=cushions.product_tmpl_id, exclude=red)
        self.assertEqual(self._why(red)[0], "excluded")
        self.assertEqual(self._why(blue)[0], "carried")
        self.assertEqual(self._why(cushions.product_tmpl_id)[0], "carried")

    def test_as_12_queries_do_not_grow_with_products_stores_or_lines(self):
        self._assort(self.store_a | self.store_b, include=[self.garden, self.spade])
        both = self.store_a | self.store_b
        products = self.spade | self.rake | self.chair | self.pan

        def count(products, stores):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            verdicts = products._explain_range(stores)
            products._get_range_sentences(verdicts)
            return self.env.cr.sql_log_count - before

        one = count(self.spade, self.store_a)
        self.assertLessEqual(count(products, both), one + 1)

    def test_as_12_the_dialog_shows_the_evidence(self):
        rule = self._assort(self.store_a, include=self.garden, exclude=self.spade)
        self._assort(self.store_b, include=self.spade)
        action = self.spade.with_user(self.retail_user).with_context(
            range_store_id=self.store_a.id
        )
        action = action.action_explain_range()
        model = self.env[action["res_model"]].with_user(self.retail_user)
        form = Form(model.with_context(**action["context"]))
        self.assertEqual(form.verdict, "excluded")
        self.assertIn("excluded by “Range”, line Spade", form.explanation)
        self.assertEqual(form.line_ids.ids, rule.line_ids.ids)
        form.store_id = self.store_b
        self.assertEqual(form.verdict, "carried")
        form.product_tmpl_id = self.env["product.template"]
        self.assertFalse(form.verdict)
        self.assertFalse(form.explanation)

    def test_as_12_the_matrix_says_the_same(self):
        self._assort(self.store_a, include=self.garden, exclude=self.spade)
        wizard = (
            self.env["retail.range.matrix"]
            .with_user(self.retail_user)
            .create(
                {
                    "categ_id": self.garden.id,
                    "product_tmpl_ids": [Command.set(self.pan.product_tmpl_id.ids)],
                    "store_ids": [Command.set((self.store_a | self.store_b).ids)],
                }
            )
        )
        matrix = wizard.matrix
        self.assertEqual(
            [store["id"] for store in matrix["stores"]],
            (self.store_a | self.store_b).ids,
        )
        rows = {
            row["name"]: [cell["verdict"] for cell in row["cells"]]
            for row in matrix["products"]
        }
        self.assertEqual(
            rows,
            {
                "Chair": ["carried", "not_included"],
                "Pan": ["not_included", "not_included"],
                "Rake": ["carried", "not_included"],
                "Spade": ["excluded", "not_included"],
            },
        )
        self.assertEqual((matrix["product_total"], matrix["store_total"]), (4, 2))
        action = wizard.explain_cell(self.spade.product_tmpl_id.id, self.store_a.id)
        self.assertEqual(action["context"]["default_store_id"], self.store_a.id)

    def test_as_12_a_cashier_may_not_ask(self):
        model = self.env["retail.range.explain"].with_user(self.cashier)
        self.assertFalse(model.has_access("create"))
