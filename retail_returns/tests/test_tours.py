from odoo.tests import tagged

from .common import RetailReturnsHttpCommon
from .no_receipt import NoReceiptBuilders
from .order import OrderBuilders


@tagged("post_install", "-at_install")
class TestTours(NoReceiptBuilders, OrderBuilders, RetailReturnsHttpCommon):
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

    def make_charged_order(self):
        """Sell two lamps with a charge for both, and a fee on their return."""
        company = self.company_data["company"]
        service = self.env["product.product"].create(
            {"name": "Wrapping", "type": "service", "taxes_id": []}
        )
        code = self.env["retail.charge.code"].create(
            {
                "name": "Wrapping",
                "code": "WRAP",
                "product_id": service.id,
                "company_id": company.id,
            }
        )
        line = self.make_shipped_order(2)
        line.order_id.name = "S0RF001"
        line.order_id._add_charge(code, 25, charged_line_ids=[(6, 0, line.ids)])
        self.invoice(line)
        self.env["retail.return.policy"].create(
            {
                "name": "Ten percent",
                "company_id": company.id,
                "fee_kind": "percent",
                "fee_percent": 10,
                "fee_code_id": code.id,
                "tenders": "store_credit",
            }
        )
        self.env["pos.payment.method"].create(
            {
                "name": "Store Credit",
                "is_store_credit": True,
                "split_transactions": True,
                "company_id": company.id,
                "config_ids": [(6, 0, self.register_b.ids)],
            }
        )
        return line

    def test_rp_08_refund_with_charge_and_fee_to_store_credit(self):
        line = self.make_charged_order()
        self.start_till_tour("retail_returns_refund", register=self.register_b)
        refund, sale = (
            self.env["pos.order"]
            .sudo()
            .search([("config_id", "=", self.register_b.id)], order="id")
        )
        self.assertEqual(refund.lines.return_order_line_id, line)
        self.assertEqual((refund.amount_total, sale.amount_total), (-102.5, 200))
        document = self.env["retail.return"].sudo()
        document = document.search([("pos_order_id", "=", refund.id)])
        self.assertEqual((document.amount_total, document.fee_amount), (102.5, 10))
        credit = self.env["retail.store.credit"].sudo()
        credit = credit._find_of(self.customer, self.company_data["company"])
        self.assertEqual(credit.entry_ids.mapped("amount"), [-102.5, 102.5])

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

    def test_core_refund_that_no_manager_allows(self):
        self.env["retail.return.policy"].create(
            {
                "name": "Final",
                "company_id": self.store_a.company_id.id,
                "final_sale": True,
                "condition": "undamaged",
            }
        )
        self.start_till_tour("retail_returns_core_refused", register=self.register_a)
        self._check_returned(expected={})

    def test_core_refund_asks_for_the_reason(self):
        self.start_till_tour("retail_returns_core_refund", register=self.register_a)
        document = self._check_returned(expected={"Red Lamp": 1})
        self.assertEqual(document.line_ids.reason_id, self.reason_with_note)
        self.assertEqual(document.line_ids.note, "The shade is torn")

    def test_rp_07_exchange(self):
        company = self.company_data["company"]
        company.retail_deposit_percent = 10
        company._ensure_retail_deposit()
        self.start_till_tour("retail_returns_exchange", register=self.register_b)
        document = self._check_returned(expected={"Blue Lamp": 1})
        self.assertTrue(document.is_exchange)
        ticket = document.pos_order_id
        self.assertEqual((ticket.amount_total, ticket.is_refund), (-88, True))
        order = ticket.customer_order_id
        self.assertEqual((order.amount_total, order.deposit_received), (120, 12))
        self.assertEqual(order.order_line.warehouse_id, self.store_a)

    def test_rt_10_off_line_own_sales_come_back(self):
        self.start_till_tour("retail_returns_off_line")
        tickets = self.register_a.current_session_id.order_ids - self.order
        documents = tickets.mapped(self.get_return)
        self.assertEqual(documents.mapped("is_offline"), [True, True])
        self.assertEqual(sum(documents.mapped("amount_total")), 80)
        self.assertEqual(len(documents.origin_order_id), 2)
        self.assertFalse(self.get_review(tickets[:1]))

    def _check_brought(self, qty, amount):
        lines = (
            self.env["retail.return.line"].sudo().search([("is_linked", "=", False)])
        )
        self.assertEqual(lines.product_id, self.red_lamp)
        self.assertEqual((lines.qty, lines.amount), (qty, amount))
        self.assertEqual(lines.return_id.partner_id, self.customer)
        return lines

    def test_rt_11_return_without_receipt(self):
        self.set_up_no_receipt()
        cash = self.register_b.payment_method_ids.filtered("is_cash_count")
        cash.no_receipt_refused = True
        self.start_till_tour("retail_returns_no_receipt", register=self.register_b)
        line = self._check_brought(qty=2, amount=90)
        self.assertEqual(line.condition, "damaged")
        used = self.env["retail.approval"].search([("used_at", "!=", False)])
        self.assertEqual(
            set(used.mapped("kind")), {"return_no_receipt", "return_tender"}
        )

    def test_rt_11_return_without_receipt_on_a_phone(self):
        self.set_up_no_receipt()
        with self.phone():
            self.start_till_tour(
                "retail_returns_no_receipt_phone", register=self.register_b
            )
        self._check_brought(qty=1, amount=40)

    def test_portal_request_is_filled_in(self):
        sold = self.order.lines.filtered(lambda line: line.product_id == self.product)
        request = (
            self.env["retail.return"]
            .sudo()
            .create(
                {
                    "name": "RET/2026/77777",
                    # What the tour scans: RT and this.
                    "uuid": "1c2c6f0e-9a3d-4a54-8b53-3f1d2c4e5a69",
                    "is_online": True,
                    "company_id": sold.company_id.id,
                    "store_id": self.store_b.id,
                    "partner_id": self.customer.id,
                    "line_ids": [
                        (
                            0,
                            0,
                            {
                                "sold_line_id": sold.id,
                                "product_id": self.product.id,
                                "qty": 2,
                                "reason_id": self.reason.id,
                            },
                        )
                    ],
                }
            )
        )
        self.start_till_tour("retail_returns_asked_online", register=self.register_b)
        self.assertEqual(self._check_returned(expected={"Blue Lamp": 2}), request)
        self.assertEqual(request.state, "refunded")
