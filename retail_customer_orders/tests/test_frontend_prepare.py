from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillHttpCommon


@tagged("post_install", "-at_install")
class TestPrepareTours(RetailTillHttpCommon):
    """A cashier with no right but the till picks, packs and ships in store A."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.company_data["company"]
        company._ensure_retail_deposit()
        cls.store_a.shipping_enabled = True
        stock = {cls.store_a: 10}
        cls.chair = cls.create_product(
            "Red Chair", list_price=200, stock=stock, barcode="CHAIR1"
        )
        cls.colleague = cls.create_user(
            "colleague",
            "base.group_user,point_of_sale.group_pos_user",
            name="Carl Colleague",
        )

    def setUp(self):
        super().setUp()
        self.pickup = self.create_order(self.chair, 3, "pickup")
        self.taken = self.create_order(self.chair, 1, "pickup")
        self.shipment = self.create_order(self.product, 2, "ship")
        self.open_session(self.register_a)
        self.env["retail.order.request"].with_user(
            self.colleague
        ).claim_deliveries_from_ui(
            self.register_a.id, self.taken.picking_ids.ids, {"worker": ""}
        )

    def create_order(self, product, quantity, fulfilment):
        order = self.env["sale.order"].create(
            {
                "is_customer_order": True,
                "partner_id": self.customer.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": quantity,
                            "tax_ids": [Command.clear()],
                            "fulfilment": fulfilment,
                            "fulfilment_store_id": self.store_a.id,
                            "fulfilment_date": fields.Date.today(),
                        }
                    )
                ],
            }
        )
        order.action_confirm()
        return order

    def check_picked(self):
        picking = self.pickup.picking_ids
        self.assertEqual(picking.staged_place, "A 12")
        self.assertTrue(picking.move_ids.picked)
        self.assertTrue(self.pickup.order_line.pickup_ready_date)

    def test_fu_06_pick_and_stage(self):
        self.start_till_tour("retail_customer_orders_pick_pack")
        self.check_picked()

    def test_fu_06_pick_and_stage_on_a_phone(self):
        with self.phone():
            self.start_till_tour("retail_customer_orders_pick_pack")
        self.check_picked()

    def test_fu_09_ship(self):
        self.start_till_tour("retail_customer_orders_pick_pack_ship")
        self.assertEqual(self.shipment.customer_order_state, "done")
        done = self.shipment.picking_ids
        self.assertEqual(len(done), 2)
        self.assertIn("TRK 1", done.mapped("carrier_tracking_ref"))

    def test_fu_09_ship_on_a_phone(self):
        with self.phone():
            self.start_till_tour("retail_customer_orders_pick_pack_ship")
        self.assertEqual(self.shipment.customer_order_state, "done")

    def test_fu_05_take_over(self):
        self.start_till_tour("retail_customer_orders_pick_pack_take_over")
        self.assertFalse(self.taken.picking_ids.picking_since)
        approval = self.env["retail.approval"].search(
            [("kind", "=", "picking_takeover")]
        )
        self.assertEqual(approval.state, "used")

    def test_fu_11_reject_and_accept(self):
        self.store_a.profile_id = self.env["retail.profile"].create(
            {
                "name": "Looks first",
                "manual_accept": "manual",
                "company_id": self.company_data["company"].id,
            }
        )
        self.shipment.order_line._start_acceptance()
        self.start_till_tour("retail_customer_orders_pick_pack_reject")
        found = self.shipment.order_line.mapped(lambda line: line.acceptance)
        self.assertEqual(sorted(found), ["accepted", "rejected"])
