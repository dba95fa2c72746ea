from odoo.tests import Form, tagged

from .common import RetailReturnsCommon
from .order import OrderBuilders


@tagged("post_install", "-at_install")
class TestOutsideStores(OrderBuilders, RetailReturnsCommon):
    """A register whose warehouse is no store takes goods back as Odoo's own does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.store_a.is_store = False

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})

    def build_plain_refund(self, sold, **values):
        """Build the ticket of core's own refund, which knows no reasons."""
        ticket = self.build_core_refund(self.register_a, sold, 1, **values)
        return {**ticket, "return_payload": False}

    def test_no_reason_is_asked_for(self):
        sold = self.sell_one()
        refund = self.sync_ticket(self.build_plain_refund(sold))
        self.assertEqual((refund.state, refund.amount_total), ("paid", -100))
        with self.assert_refused("only 0 of 1 can still be"):
            self.sync_ticket(self.build_plain_refund(sold))

    def test_form_asks_for_a_reason_in_stores_only(self):
        sold = self.sell_one()
        refund = self.env["pos.order"].browse(sold.order_id.refund()["res_id"])
        with Form(refund) as form, form.lines.edit(0) as line:
            line.qty = -1
        self.store_a.is_store = True
        with self.assertRaisesRegex(AssertionError, "return_reason_id"):
            with Form(refund) as form, form.lines.edit(0) as line:
                line.qty = -1

    def test_line_of_zero_gives_nothing_back(self):
        order = self.sell(self.register_a, [(self.product, 1), (self.product, 1)])
        refund = self.env["pos.order"].browse(order.refund()["res_id"])
        with Form(refund) as form, form.lines.edit(0) as line:
            line.qty = 0
        self.pay_in_back_office(refund)
        self.assertEqual((refund.state, refund.amount_total), ("paid", -100))
        self.assertEqual(sum(order.lines.mapped("refunded_qty")), 1)

    def test_store_asks_for_a_reason(self):
        self.store_a.is_store = True
        sold = self.sell_one()
        with self.assert_refused("Choose why"):
            self.sync_ticket(self.build_plain_refund(sold))

    def test_no_credit_note_is_forced(self):
        """A refund of an invoiced sale is invoiced only where the cashier says so."""
        sold = self.sell_one(partner=self.customer, to_invoice=True)
        ticket = self.build_plain_refund(sold, partner=self.customer)
        refund = self.sync_ticket(ticket)
        self.assertEqual((refund.state, refund.to_invoice), ("paid", False))

    def test_down_payment_is_given_back(self):
        down_payment = self.create_product("Down payment", type="service")
        self.register_a.down_payment_product_id = down_payment
        sold = self.sell_one(product=down_payment, values={"price_unit": 20})
        refund = self.sync_ticket(self.build_plain_refund(sold))
        self.assertEqual((refund.state, refund.amount_total), ("paid", -20))

    def test_deposit_stays_with_its_order(self):
        """Even where it has the product of core's down payments."""
        product = self.create_product("Down payment", type="service")
        self.register_a.down_payment_product_id = product
        sold = self.sell_one(product=product, values={"price_unit": 20})
        self.store_a.company_id.retail_deposit_product_id = product
        values = sold._get_returnables()[sold]
        self.assertEqual(values["returnable"], 0)
        self.assertIn("not goods", values["why_not"])

    def test_back_office_takes_back_what_such_a_register_sold(self):
        sold = self.sell_one(partner=self.customer, to_invoice=True)
        note = self.credit(sold.order_id.account_move)
        self.assertEqual((note.state, note.amount_total), ("posted", 100))
        receipt = self.receive_in_stock(sold.order_id.picking_ids, 1)
        receipt.with_user(self.clerk)._action_done()
        self.assertEqual(receipt.state, "done")
        self.assertEqual(self.get_on_hand(self.product, self.store_a), 10)
