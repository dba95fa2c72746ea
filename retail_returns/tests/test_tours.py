from odoo.tests import tagged

from .common import RetailReturnsHttpCommon
from .order import OrderBuilders


@tagged("post_install", "-at_install")
class TestTours(OrderBuilders, RetailReturnsHttpCommon):
    """A cashier takes goods back at the register, in a real browser."""

    def setUp(self):
        super().setUp()
        self.red_lamp = self.create_product(
            "Red Lamp", list_price=40, barcode="7090009990001", stock={self.store_a: 5}
        )
        self.order = self.sell(
            self.register_a,
            [(self.product, 2), (self.red_lamp, 1)],
            partner=self.customer,
        )
        self.order.write(
            {
                "pos_reference": "2500-99-000042",
                # What the tours scan: RT and this.
                "uuid": "0b2c6f0e-9a3d-4a54-8b53-3f1d2c4e5a69",
            }
        )

    def _check_returned(self, expected):
        documents = (
            self.env["retail.return"]
            .sudo()
            .search([("origin_order_id", "=", self.order.id)])
        )
        found = {line.product_id.name: line.qty for line in documents.line_ids}
        self.assertEqual(found, expected)
        return documents

    def test_rt_03_goods_of_another_stores_receipt_are_scanned(self):
        self.start_till_tour("retail_returns_other_store", register=self.register_b)
        document = self._check_returned(expected={"Blue Lamp": 1, "Red Lamp": 1})
        self.assertEqual(document.store_id, self.store_b)
        self.assertEqual(document.amount_total, 140)
        self.assertEqual(document.line_ids.reason_id, self.reason)

    def test_return_on_a_phone(self):
        with self.phone():
            self.start_till_tour("retail_returns_phone", register=self.register_b)
        self._check_returned(expected={"Blue Lamp": 2, "Red Lamp": 1})

    def test_rt_07_return_of_a_ticket_an_order_and_an_invoice(self):
        order_line = self.make_sold_order()
        order_line.order_id.name = "S0RT001"
        invoice_line = self.make_invoice()
        invoice_line.move_id.name = "INV/RT/00001"
        self.start_till_tour("retail_returns_several", register=self.register_b)
        tickets = (
            self.env["pos.order"]
            .sudo()
            .search([("config_id", "=", self.register_b.id)], order="id")
        )
        self.assertEqual(tickets.mapped("amount_total"), [-40, -100, -50])
        self.assertEqual(set(tickets.mapped("state")), {"paid", "done"})
        groups = {ticket.return_payload["group"] for ticket in tickets}
        self.assertEqual(len(groups), 1)
        lines = tickets.lines
        self.assertEqual(lines.return_order_line_id, order_line)
        self.assertEqual(lines.return_invoice_line_id, invoice_line)
        self.assertEqual(
            lines.mapped("return_reason_id.name"), ["Other", "Changed mind"]
        )
        self.assertEqual(lines[0].return_note, "The shade is torn")
        self.assertEqual(order_line._get_returnables()[order_line]["returnable"], 2)

    def test_rt_18_manager_approves_at_the_register(self):
        self.env["retail.return.policy"].create(
            {
                "name": "Final",
                "company_id": self.store_b.company_id.id,
                "final_sale": True,
                "condition": "undamaged",
            }
        )
        self.start_till_tour("retail_returns_approval", register=self.register_b)
        document = self._check_returned(expected={"Red Lamp": 1})
        self.assertEqual(document.line_ids.condition, "unopened")
        self.assertIn("final sale", document.policy_note)
        approval = self.env["retail.approval"].search([("kind", "=", "return_policy")])
        self.assertEqual(approval.used_by, document.pos_order_id)

    def test_core_refund_asks_for_the_reason(self):
        self.start_till_tour("retail_returns_core_refund", register=self.register_a)
        document = self._check_returned(expected={"Red Lamp": 1})
        self.assertEqual(document.line_ids.reason_id, self.reason_with_note)
        self.assertEqual(document.line_ids.note, "The shade is torn")
