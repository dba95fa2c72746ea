from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.retail_base.tests.common import RetailTillCommon

from .common import AssortmentCommon
from .till import AssortmentBuilders


@tagged("post_install", "-at_install")
class TestSaleBlock(AssortmentCommon):
    """What is stopped leaves every range, what is blocked stays in it."""

    def _block(self, product, kind="blocked", **values):
        return self.env["retail.sale.block"].create(
            {
                "product_tmpl_id": product._get_ranged_template().id,
                "product_id": product.id
                if product._name == "product.product"
                else False,
                "kind": kind,
                "date_start": False,
                **values,
            }
        )

    def test_as_10_a_stopped_product_is_carried_nowhere(self):
        self._assort(self.store_a, include=[self.garden, self.spade])
        self._assort(self.store_b, include=self.spade)
        self._block(self.spade, "stopped")
        self.assertEqual(self._carried(self.store_a), self.rake | self.chair)
        self.assertFalse(self._carried(self.store_b))
        self.assertEqual(self.store_a._filter_outside_range(self.spade), self.spade)

    def test_as_10_a_product_that_is_not_for_sale_is_carried_nowhere(self):
        self._assort(self.store_a, include=[self.garden, self.spade])
        self.spade.sale_ok = False
        self.assertEqual(self._carried(self.store_a), self.rake | self.chair)

    def test_as_10_stopped_products_are_not_carried_without_assortments_either(self):
        red, blue = cushions = self._create_variants()
        self._block(self.spade, "stopped")
        stop = self._block(red, "stopped")
        self.assertEqual(self._carried(self.store_a, cushions), blue)
        self.assertNotIn(self.spade, self._carried(self.store_a))
        stop.copy({"product_id": blue.id})
        self.assertFalse(self._carried(self.store_a, cushions))

    def test_as_10_a_product_is_stopped_in_one_company(self):
        abroad = self._create_store("Abroad", "RAB", company_id=self.other_company.id)
        companies = (self.company | self.other_company).ids
        env = self.env(context={**self.env.context, "allowed_company_ids": companies})
        self._assort(self.store_a | abroad, include=self.spade)
        self._block(self.spade, "stopped", company_id=self.other_company.id)
        spade = self.spade.with_env(env)
        self.assertFalse(self._carried(abroad.with_env(env), spade))
        self.assertEqual(self._carried(self.store_a.with_env(env), spade), spade)

    def test_as_10_a_stop_has_its_own_dates(self):
        self._assort(self.store_a, include=self.spade)
        self.store_a.tz = "Europe/Oslo"
        self._block(
            self.spade, "stopped", date_start="2026-03-02", date_end="2026-03-03"
        )
        for moment, carried, change in (
            ("2026-03-01 22:59:59", True, "2026-03-01 23:00:00"),
            ("2026-03-01 23:00:00", False, "2026-03-03 23:00:00"),
            ("2026-03-03 22:59:59", False, "2026-03-03 23:00:00"),
            ("2026-03-03 23:00:00", True, "False"),
        ):
            with self.subTest(moment), freeze_time(moment):
                self.assertEqual(bool(self._carried(self.store_a, self.spade)), carried)
                self.assertEqual(str(self.store_a._get_next_range_change()), change)

    def test_as_11_a_blocked_product_stays_in_the_range(self):
        self._assort(self.store_a, include=self.spade)
        self._block(self.spade, message="Recalled.")
        self.assertEqual(self._carried(self.store_a), self.spade)
        found = self.spade._get_sale_blocks(self.store_a)
        self.assertEqual(found[self.spade]._get_sentence(), "Recalled.")

    def test_as_11_a_variant_is_blocked_by_itself(self):
        red, blue = cushions = self._create_variants()
        self._block(red)
        self.assertEqual(list(cushions._get_sale_blocks(self.store_a)), [red])
        self._block(cushions.product_tmpl_id)
        self.assertEqual(set(cushions._get_sale_blocks(self.store_a)), {red, blue})

    def test_bad_input_is_refused_with_a_sentence(self):
        red = self._create_variants()[0]
        with self.assertRaisesRegex(ValidationError, "is no variant of Spade"):
            self._block(red, product_tmpl_id=self.spade.product_tmpl_id.id)
        block = self._block(self.spade, date_start="2026-03-02")
        with (
            self.assertRaises(CheckViolation),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            block.date_end = "2026-03-01"
            block.flush_recordset()
        constraint = type(block)._table_objects["retail_sale_block_date_check"]
        self.assertIn("cannot end before", constraint.get_error_message(block))

    def test_only_managers_block(self):
        block = self._block(self.spade)
        self.assertEqual(block.with_user(self.retail_user).kind, "blocked")
        with self.assertRaises(AccessError):
            block.with_user(self.retail_user).kind = "stopped"
        with self.assertRaises(AccessError):
            block.with_user(self.cashier).read(["kind"])
        block.with_user(self.manager).kind = "stopped"


@tagged("post_install", "-at_install")
class TestBlockedAtTheTill(AssortmentBuilders, RetailTillCommon):
    """The server refuses what is blocked, whatever the register says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_range("allow")
        cls.open_session(cls.register_a)

    def _block(self, product, **values):
        return self.env["retail.sale.block"].create(
            {
                "product_tmpl_id": product.product_tmpl_id.id,
                "message": "Recalled: the bulb can break.",
                **values,
            }
        )

    def _ask(self, products):
        configs = self.env["pos.config"].with_user(self.cashier)
        return configs.get_range_from_ui(
            self.register_a.id, products.product_tmpl_id.ids
        )

    def test_as_11_selling_a_blocked_product_is_refused_with_its_message(self):
        block = self._block(self.product)
        with self.refused("Blue Lamp may not be sold. Recalled: the bulb can break."):
            self.sell(self.register_a, [(self.green, 1), (self.product, 1)])
        block.message = False
        with self.refused("Blue Lamp may not be sold. It may not be sold for now."):
            self.sell(self.register_a, [(self.product, 1)])
        block.date_start, block.date_end = "2020-01-01", "2020-01-31"
        self.assertEqual(self.sell(self.register_a, [(self.product, 1)]).state, "paid")

    def test_as_10_selling_a_stopped_product_is_refused_whatever_the_policy(self):
        self._block(self.red, kind="stopped", message=False)
        with self.refused("Red Lamp may not be sold. It is not sold any more."):
            self.sell(self.register_a, [(self.red, 1)])
        self.green.sale_ok = False
        with self.refused("This is not for sale: Green Lamp"):
            self.sell(self.register_a, [(self.green, 1)])

    def test_as_11_a_blocked_product_comes_back(self):
        order = self.sell(self.register_a, [(self.product, 1)])
        self._block(self.product)
        refund = self.sell(self.register_a, [self.build_refund_line(order.lines)])
        self.assertEqual((refund.state, refund.amount_total), ("paid", -100))

    def test_as_11_a_blocked_product_sold_off_line_is_kept_for_review(self):
        self._block(self.product)
        order = self.sell(self.register_a, [(self.product, 1)], silent=True)
        self.assertEqual(order.state, "paid")
        review = self.env["retail.review"].search([("pos_order_id", "=", order.id)])
        self.assertIn("Recalled: the bulb can break.", review.message)

    def test_as_11_a_register_is_told_what_is_blocked(self):
        self._block(self.product)
        variant = self._block(self.green, product_id=self.green.id, message=False)
        answer = self._ask(self.product | self.green | self.red)
        self.assertEqual(
            answer["blocked"],
            {str(self.product.product_tmpl_id.id): "Recalled: the bulb can break."},
        )
        self.assertEqual(
            answer["blocked_variants"],
            {str(self.green.id): "It may not be sold for now."},
        )
        self.assertNotIn(self.product.product_tmpl_id.id, answer["outside"])
        variant.unlink()
        self.assertFalse(self._ask(self.green)["blocked_variants"])
