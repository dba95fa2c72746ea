from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .hand_out import HandOutCommon


@tagged("post_install", "-at_install")
class TestPickupFaults(HandOutCommon):
    """What happens between the promise and the pickup, and what it says."""

    # === THE PRODUCT ===#

    def test_product_changed_after_ordering(self):
        """Archived, dearer, taxed: what was promised is handed out as promised."""
        tax = self.company_data["default_tax_sale"].copy({"name": "25 %", "amount": 25})
        order = self.make_order([self.later(self.goods_a, 2)])
        self.goods_a.product_tmpl_id.write(
            {"list_price": 500, "taxes_id": tax.ids, "sale_ok": False}
        )
        self.goods_a.product_tmpl_id.action_archive()
        self.assertFalse(self.goods_a.active)
        line = order.order_line
        detail = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertTrue(detail["actions"]["pickup"]["enabled"])
        ticket = self.pick_up(order, {line: 1})
        self.assertEqual((ticket.amount_total, ticket.amount_tax), (90, 0))
        invoice = self.hand_out(order).move_id
        self.assertEqual((invoice.amount_total, invoice.amount_tax), (90, 0))
        self.assertEqual(order.customer_order_state, "done")

    def test_ticket_with_the_new_price(self):
        """A register that prices again is told to prepare again."""
        order = self.make_order([self.later(self.goods_a)])
        self.goods_a.list_price = 500
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        ticket["lines"][0][2]["price_unit"] = 500
        with self.assertRefusal("Prepare the pickup again"):
            self.sync_ticket(ticket)

    # === THE STORE ===#

    def test_store_with_open_orders_cannot_be_archived(self):
        order = self.make_order([self.later(self.goods_a)])
        with self.assertRefusal(f"1 customer orders, such as {order.name}"):
            self.store_b.action_archive()
        self.hand_out(order)
        self.store_b._ensure_nothing_promised()

    def test_store_that_offers_no_pickup_any_more(self):
        """No new orders come; those that are promised are kept."""
        order = self.make_order([self.later(self.goods_a, 2)])
        self.store_b.pickup_enabled = False
        with self.assertRefusal("offers no pickup"):
            self.take_order([self.later(self.goods_a)])
        self.pick_up(order, {order.order_line: 1})
        self.hand_out(order)
        self.assertEqual(order.customer_order_state, "done")

    def test_quote_of_a_store_that_was_closed(self):
        order = self.env["sale.order"].create(
            {
                "is_customer_order": True,
                "partner_id": self.customer.id,
                "order_line": [
                    (
                        0,
                        0,
                        {
                            "product_id": self.goods_a.id,
                            "fulfilment": "pickup",
                            "fulfilment_store_id": self.store_b.id,
                        },
                    )
                ],
            }
        )
        self.store_b._write({"active": False})
        self.store_b.invalidate_recordset()
        with self.assertRefusal("Store B was closed since"):
            order.action_confirm()

    # === THE MONEY ===#

    def test_ticket_whose_card_was_refused(self):
        """Not paid in full: nothing is handed out, whoever sends it."""
        order = self.make_order([self.later(self.goods_a)])
        card = self.register_b.payment_method_ids.filtered(
            lambda method: not method.is_cash_count
        )
        for payments in ([], [(card, 40)]):
            for silent in (False, True):
                ticket = self.build_pickup_ticket(
                    order, {order.order_line: 1}, payments=payments
                )
                with self.assertRefusal("not fully paid"):
                    self.sync_ticket(ticket, silent=silent)
        self.assertEqual(order.order_line.qty_delivered, 0)
        self.assertDeposits(order, received=10, applied=0)

    def test_payment_that_cannot_be_booked(self):
        """Goods, invoice and payment are one: without the payment, none of them."""
        order = self.make_order([self.later(self.goods_a)])
        self.bank.inbound_payment_method_line_ids.unlink()
        with self.assertRaises(UserError):
            self.hand_out(order)
        order.invalidate_recordset()
        self.assertFalse(order.invoice_ids)
        self.assertEqual(order.order_line.qty_delivered, 0)
        self.assertDeposits(order, received=10, applied=0)

    def test_card_refused_after_goods_were_handed_out(self):
        """The goods are gone: the invoice is open again, and the order says so."""
        order = self.make_order([self.later(self.goods_a)])
        invoice = self.hand_out(order).move_id.sudo()
        self.assertEqual(order.amount_invoice_due, 0)
        payment = invoice.matched_payment_ids
        payment.action_draft()
        payment.action_cancel()
        self.assertEqual(invoice.amount_residual, 90)
        order.invalidate_recordset()
        self.assertEqual(order.with_user(self.user).amount_invoice_due, 90)
        self.assertEqual(order.customer_order_state, "done")
        self.assertDeposits(order, received=10, applied=10)
        found = self.env["sale.order"].search(
            [
                (
                    "invoice_ids",
                    "any",
                    [("payment_state", "in", ("not_paid", "partial"))],
                ),
                ("id", "=", order.id),
            ]
        )
        self.assertEqual(found, order)

    # === TWICE, AND TOO LATE ===#

    def test_pickup_of_a_cancelled_order(self):
        self.company.retail_deposit_percent = 0
        order = self.make_order([self.later(self.goods_a)], deposit=0)
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        wizard = self.open_wizard(order)
        order._action_cancel()
        with self.assertRefusal("the order was cancelled"):
            self.sync_ticket(ticket)
        with self.assertRefusal("changed or handed out by somebody else"):
            wizard.action_confirm()
        with self.assertRefusal("The order is cancelled"):
            order.with_user(self.user).action_hand_out()

    @mute_logger("odoo.addons.retail_base.models.pos_order")
    def test_same_pickup_posted_twice(self):
        """By two tickets, by a ticket that comes late, by ticket and wizard."""
        order = self.make_order([self.later(self.goods_a, 2)])
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        first = self.sync_ticket(ticket)
        again = self.build_pickup_ticket(order, {order.order_line: 1})
        again["pickup_payload"]["uuid"] = ticket["pickup_payload"]["uuid"]
        with self.assertRefusal(f"booked already on ticket {first.pos_reference}"):
            self.sync_ticket(again)
        late = self.sync_ticket(again, silent=True)
        self.assertFalse(late.pickup_booked)
        review = self.env["retail.review"].search([("pos_order_id", "=", late.id)])
        self.assertIn(first.pos_reference, review.message)
        self.assertEqual(order.order_line.qty_delivered, 1)
