from odoo.fields import Command
from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestNewDelivery(CustomerOrderCommon):
    """The deliveries of an order that is confirmed in the back office."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")

    def confirm_order(self, is_customer_order=True):
        """Confirm three lines: of a customer order, one here and two in store B."""
        lines = [{"product_id": self.goods_a.id} for _line in range(3)]
        if is_customer_order:
            stores = (self.store_a, self.store_b, self.store_b)
            for line, store in zip(lines, stores, strict=True):
                line.update(fulfilment="pickup", fulfilment_store_id=store.id)
        # Tests are told to note nothing.
        orders = self.env(user=self.user, context={})["sale.order"]
        order = orders.create(
            {
                "is_customer_order": is_customer_order,
                "partner_id": self.customer.id,
                "warehouse_id": self.store_a.id,
                "order_line": [Command.create(line) for line in lines],
            }
        )
        order.action_confirm()
        return order

    def get_notes(self, picking):
        return picking.message_ids.sorted("id").mapped("preview")

    def test_delivery_notes_once_where_it_comes_from(self):
        order = self.confirm_order()
        self.assertEqual(len(order.picking_ids), 2)
        for picking in order.picking_ids:
            [note] = self.get_notes(picking)
            self.assertIn(f"created from: {order.name}", note)
            self.assertEqual(picking.message_ids.author_id, self.user.partner_id)
            self.assertEqual(picking.message_ids.subtype_id.name, "Note")

    def test_other_orders_note_what_core_notes(self):
        order = self.confirm_order(is_customer_order=False)
        notes = self.get_notes(order.picking_ids)
        self.assertEqual(len(notes), 2)
        self.assertIn(f"created from: {order.name}", notes[-1])

    def test_goods_added_later_join_their_delivery(self):
        """Another order's delivery of the same day and place is none of theirs."""
        order, other = (self.confirm_order() for _order in range(2))
        deliveries = order.picking_ids
        line = order.order_line[-1]
        order.order_line = [
            Command.create(
                {
                    "product_id": self.goods_b.id,
                    "fulfilment": "pickup",
                    "fulfilment_store_id": self.store_b.id,
                }
            )
        ]
        self.assertEqual(order.picking_ids, deliveries)
        self.assertIn(self.goods_b, line.move_ids.picking_id.move_ids.product_id)
        self.assertNotIn(self.goods_b, other.picking_ids.move_ids.product_id)
