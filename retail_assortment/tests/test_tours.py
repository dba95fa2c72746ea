from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillHttpCommon

from .till import AssortmentBuilders


@tagged("post_install", "-at_install")
class TestTours(AssortmentBuilders, RetailTillHttpCommon):
    """A plain cashier at the till of store A."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_range()
        cls.env["retail.reason.code"].search([]).active = False
        cls.env["retail.reason.code"].create(
            {"name": "Tour reason", "code": "TOUR", "kind": "approval"}
        )

    def _get_orders(self):
        return self.register_a.current_session_id.order_ids

    def _create_shirt(self):
        """The store carries the small one alone."""
        attribute = self.env["product.attribute"].create(
            {
                "name": "Size",
                "value_ids": [
                    Command.create({"name": name}) for name in ("Small", "Large")
                ],
            }
        )
        shirt = self.env["product.template"].create(
            {
                "name": "Shirt",
                "available_in_pos": True,
                "taxes_id": False,
                "attribute_line_ids": [
                    Command.create(
                        {
                            "attribute_id": attribute.id,
                            "value_ids": [Command.set(attribute.value_ids.ids)],
                        }
                    )
                ],
            }
        )
        small = shirt.product_variant_ids[0]
        self.range_a.line_ids = [Command.create({"product_id": small.id})]

    def test_oa_01_own_range_and_forbidden_products(self):
        self._create_shirt()
        self.start_till_tour("RetailRangeForbidTour")
        sold = self._get_orders().filtered(lambda one: one.state == "paid")
        self.assertEqual(sold.lines.product_id, self.product | self.green)

    def test_oa_01_search_in_all_products_on_a_phone(self):
        with self.phone():
            self.start_till_tour("RetailRangeSearchTour")

    def test_oa_01_search_in_all_products(self):
        self.start_till_tour("RetailRangeSearchTour")

    def test_oa_01_another_store(self):
        self.start_till_tour("RetailRangeOtherStoreTour")
        sold = self._get_orders().filtered(lambda one: one.state == "paid")
        self.assertEqual(sold.lines.product_id, self.green)

    def test_oa_01_another_store_on_a_phone(self):
        with self.phone():
            self.start_till_tour("RetailRangeOtherStoreTour")

    def _create_candles(self):
        """Let store A carry more than its register loads."""
        self.env["ir.config_parameter"].set_param(
            "point_of_sale.limited_product_count", 5
        )
        self.product.is_favorite = self.green.is_favorite = True
        candles = self.env["product.product"].create(
            [
                {
                    "name": f"Candle {number:02}",
                    "available_in_pos": True,
                    "taxes_id": False,
                    "default_code": f"WAX-{number:02}",
                }
                for number in range(70)
            ]
        )
        self.range_a.line_ids = [
            Command.create({"product_id": candle.id}) for candle in candles
        ]
        return candles

    def test_ps_02_a_range_larger_than_what_is_loaded(self):
        candles = self._create_candles()
        self.start_till_tour("RetailRangePagesTour")
        sold = self._get_orders().filtered(lambda one: one.state == "paid")
        self.assertEqual(sold.lines.product_id, candles[-1])

    def test_ps_02_a_range_larger_than_what_is_loaded_on_a_phone(self):
        self._create_candles()
        with self.phone():
            self.start_till_tour("RetailRangePagesTour")

    def test_ps_02_any_word(self):
        self.green.description_sale = "With a green shade"
        self.profile.search_mode = "any"
        self.start_till_tour("RetailRangeAnyWordTour")

    def test_ps_03_no_suggestions_while_typing(self):
        self._create_candles()
        self.profile.search_suggestions = "enter"
        self.start_till_tour("RetailRangeOnEnterTour")

    def _block_green(self):
        self.green.barcode = "4006381333948"
        self.env["retail.sale.block"].create(
            {
                "product_tmpl_id": self.green.product_tmpl_id.id,
                "message": "Recalled: the shade can melt.",
            }
        )

    def test_as_11_blocked_for_sale(self):
        self._block_green()
        self.start_till_tour("RetailRangeBlockedTour")
        sold = self._get_orders().filtered(lambda one: one.state == "paid")
        self.assertEqual(sold.lines.product_id, self.product)

    def test_as_11_blocked_for_sale_on_a_phone(self):
        self._block_green()
        with self.phone():
            self.start_till_tour("RetailRangeBlockedTour")

    def test_oa_03_a_manager_approves(self):
        self.profile.out_of_range_policy = "approval"
        self.create_product("Yellow Lamp")
        self.start_till_tour("RetailRangeApprovalTour")
        order = self._get_orders().filtered(lambda one: one.state == "paid")
        approval = self.env["retail.approval"].search(
            [("ticket_uuid", "=", order.uuid)]
        )
        self.assertEqual((approval.kind, approval.state), ("out_of_range", "used"))
        self.assertEqual(approval.used_by, order)
        self.assertEqual(approval.approved_by_id, self.manager)
        self.assertEqual(order.amount_total, 300)

    def test_oa_03_allowed_products_are_sold(self):
        self.profile.out_of_range_policy = "allow"
        self.start_till_tour("RetailRangeAllowTour")
        self.assertEqual(self._get_orders().lines.product_id, self.red)

    def test_as_06_a_changed_range_reaches_an_open_till(self):
        asked = []
        configs = type(self.env["pos.config"])
        get_range = configs.get_range_from_ui

        def change_range(records, config_id, template_ids=None, want_missing=False):
            asked.append(want_missing)
            if asked.count(True) == 2:
                self.range_a.line_ids = [
                    Command.clear(),
                    *(
                        Command.create({"product_id": product.id})
                        for product in self.red | self.green
                    ),
                ]
            return get_range(records, config_id, template_ids, want_missing)

        change_range._api_model = True
        with patch.object(configs, "get_range_from_ui", change_range):
            self.start_till_tour("RetailRangeChangeTour")
        order = self._get_orders().filtered(lambda one: one.state == "paid")
        self.assertEqual(order.lines.product_id, self.red | self.green)
