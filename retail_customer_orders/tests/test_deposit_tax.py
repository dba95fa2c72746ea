from ast import literal_eval

from lxml import etree

from odoo.fields import Command
from odoo.tests import tagged

# As a module: a class of tests that is imported by name is run here once more.
from . import test_cancel_till
from .deposit_tax import TaxedTicketMixin


@tagged("post_install", "-at_install")
class TestDepositTax(TaxedTicketMixin, test_cancel_till.TestCancelAtTheTill):
    """Taxes on deposits at once: what comes with a deposit goes with its use.

    All that is true of untaxed deposits stays true: the tests of cancelling run
    again, with goods of two taxes.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.retail_deposit_tax = "now"
        cls.bank = cls.company_data["default_journal_bank"]
        cls.included = cls.create_tax("25 % included", 25, "tax_included")
        cls.excluded = cls.create_tax("12 % excluded", 12, "tax_excluded")
        stock = {cls.store_a: 50, cls.store_b: 50}
        cls.lamp = cls.create_product(
            "Lamp", list_price=99.99, taxes=cls.included, stock=stock
        )
        cls.rope = cls.create_product(
            "Rope", list_price=33.33, taxes=cls.excluded, stock=stock
        )

    def taxed_order(self, deposit=60):
        return self.make_order(
            [self.later(self.lamp, 3), self.later(self.rope, 3)], deposit=deposit
        )

    def get_tax_balance(self):
        taxes = self.included | self.excluded
        items = self.env["account.move.line"].search(
            [("tax_line_id", "in", taxes.ids), ("parent_state", "=", "posted")]
        )
        return -round(sum(items.mapped("balance")), 2)

    def assertTaxed(self, *orders):
        """The account holds what the ledger says without its tax."""
        for order in orders:
            entries = order.deposit_entry_ids
            untaxed = sum(entries.mapped("amount")) - sum(entries.mapped("amount_tax"))
            self.assertAlmostEqual(self.get_account_balance(order), untaxed)

    def test_tax_comes_with_the_deposit(self):
        order = self.taxed_order()
        entries = order.deposit_entry_ids
        self.assertAlmostEqual(sum(entries.mapped("amount")), 60)
        self.assertTrue(all(entry.amount_tax > 0 for entry in entries))
        self.close_session(self.register_a)
        self.assertTaxed(order)
        self.assertAlmostEqual(
            self.get_tax_balance(), sum(entries.mapped("amount_tax"))
        )

    def test_it_is_taken_off_when_the_goods_leave_to_the_last_cent(self):
        order = self.taxed_order(deposit=61.37)
        lamp, rope = self.line(order, self.lamp), self.line(order, self.rope)
        for quantities in ({lamp: 1, rope: 1}, {lamp: 1}, {rope: 2}, {lamp: 1}):
            self.pick_up(order, quantities)
            self.assertGreater(order.deposit_applied, 0)
        self.close_session(self.register_a)
        self.close_session(self.register_b)
        self.assertEqual(order.deposit_held, 0)
        self.assertFalse(order.order_line._get_held_taxes())
        self.assertTaxed(order)
        self.assertEqual(self.get_account_balance(order), 0)
        items = self.env["account.move.line"].search(
            [
                ("customer_order_id", "=", order.id),
                ("account_id", "=", self.deposit_account.id),
            ]
        )
        self.assertTrue(all(items.mapped("reconciled")))

    def test_an_untaxed_deposit_is_refused(self):
        self.open_session(self.register_a)
        ticket = self.build_order_ticket(self.register_a, [self.later(self.lamp, 1)])
        line = ticket["lines"][0][2]
        line["tax_ids"] = [Command.clear()]
        with self.assertRefusal("The taxes of the deposit are not those of the goods"):
            self.sync_ticket(ticket)

    def test_at_the_desk_it_comes_with_an_invoice_and_goes_with_a_credit_note(self):
        order = self.taxed_order(deposit=42)
        order._receive_deposit(50, self.bank)
        invoice = self.env["account.move"].search(
            [("move_type", "=", "out_invoice"), ("partner_id", "=", self.customer.id)]
        )
        self.assertEqual(invoice.amount_total, 50)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assertEqual(order.deposit_received, 92)
        self.company.retail_cancellation_charge_percent = 0
        order._cancel_in_back_office(
            order._get_cancellable(), journal=self.bank, reason_id=self.cancel_reason.id
        )
        self.assertEqual((order.deposit_refunded, order.deposit_held), (92, 0))
        self.close_session(self.register_a)
        self.assertTaxed(order)
        self.assertAlmostEqual(self.get_tax_balance(), 0)

    def test_shipped_and_invoiced(self):
        order = self.make_order(
            [
                self.later(self.lamp, 3, fulfilment="ship"),
                self.later(self.rope, 3, fulfilment="ship"),
            ],
            deposit=61.37,
        )
        for quantity in (1, 2):
            pickings = order.picking_ids.filtered(lambda one: one.state != "done")
            for move in pickings.move_ids:
                move.quantity = quantity
                move.picked = True
            pickings.with_context(cancel_backorder=False)._action_done()
            order._create_invoices().action_post()
        self.close_session(self.register_a)
        self.assertEqual(order.deposit_held, 0)
        self.assertFalse(order.order_line._get_held_taxes())
        self.assertTaxed(order)
        self.assertEqual(self.get_account_balance(order), 0)

    def test_goods_with_and_without_tax_keep_their_own_deposit(self):
        """One invoice, or credit note, uses both: each is taken from its own line."""
        order = self.make_order(
            [
                self.later(self.lamp, 3, fulfilment="ship"),
                self.later(self.goods_a, 3, fulfilment="ship"),
            ],
            deposit=120,
        )
        lamp, goods = order.order_line
        before = order.order_line._get_held()
        for move in order.picking_ids.move_ids:
            move.write({"quantity": 1, "picked": True})
        order.picking_ids.with_context(cancel_backorder=False)._action_done()
        order._create_invoices().action_post()
        held = order.order_line._get_held()
        for line in (lamp, goods):
            self.assertAlmostEqual(held[line], before[line] * 2 / 3, delta=0.01)
        self.company.retail_cancellation_charge_percent = 0
        order._cancel_in_back_office(
            order._get_cancellable(),
            journal=self.bank,
            reason_id=self.cancel_reason.id,
        )
        held = order.order_line._get_held()
        self.assertEqual((held[lamp], held[goods]), (0, 0))
        self.close_session(self.register_a)
        self.assertTaxed(order)

    def test_ticket_that_pays_out_books_the_tax_of_the_ledger(self):
        """15.04 × 12 % would be a cent less than what was booked with the deposit."""
        self.company.retail_cancellation_charge_percent = 0
        order = self.taxed_order()
        lamp, rope = self.line(order, self.lamp), self.line(order, self.rope)
        for quantities in ({lamp: 1}, {rope: 1}):
            self.pick_up(order, quantities)
        self.close_session(self.register_b)
        self.close_session(self.register_a)
        before = self.get_tax_balance()
        held = sum(order.order_line._get_held_taxes().values())
        ticket = self.cancel(order)
        self.assertLess(ticket.amount_total, 0)
        self.close_session(self.register_a)
        self.assertAlmostEqual(before - self.get_tax_balance(), held)
        self.assertTaxed(order)

    def test_the_report_equals_the_account_at_any_moment(self):
        views = self.env["retail.deposit.entry"].get_view(view_type="search")
        (domain,) = etree.fromstring(views["arch"]).xpath(
            "//filter[@name='filter_booked']/@domain"
        )
        entries = self.env["retail.deposit.entry"]

        def assert_equal():
            ((booked,),) = entries._read_group(
                literal_eval(domain), [], ["amount_account:sum"]
            )
            self.assertAlmostEqual(self.get_account_balance(), booked)

        order = self.taxed_order()
        lamp, rope = self.line(order, self.lamp), self.line(order, self.rope)
        for step in (
            lambda: order._receive_deposit(33, self.bank),
            lambda: self.pick_up(order, {lamp: 1}),
            lambda: self.close_session(self.register_a),
            lambda: self.pick_up(order, {rope: 1}, to_invoice=True),
            lambda: self.cancel(order, {lamp: 1}),
            lambda: self.close_session(self.register_b),
            lambda: self.cancel(order),
            lambda: self.close_session(self.register_a),
        ):
            step()
            assert_equal()
        self.assertEqual(self.get_account_balance(), 0)
