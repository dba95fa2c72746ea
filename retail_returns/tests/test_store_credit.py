from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import RetailReturnsCommon
from .order import OrderBuilders
from .refund import RefundBuilders


@tagged("post_install", "-at_install")
class TestStoreCredit(RefundBuilders, OrderBuilders, RetailReturnsCommon):
    """A balance that refunds issue and every till redeems (RP-08)."""

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})
        self.company = self.company_data["company"]
        registers = self.register_a | self.register_b
        self.credit_method = self.env["pos.payment.method"].create(
            {
                "name": "Store Credit",
                "is_store_credit": True,
                "split_transactions": True,
                "company_id": self.company.id,
                "config_ids": [Command.set(registers.ids)],
            }
        )

    def issue(self, amount=100, register=None, **values):
        register = register or self.register_b
        sold = self.sell_one(partner=self.customer)
        values.setdefault("partner", self.customer)
        payments = [(self.credit_method, -amount)]
        if amount < 100:
            payments.append((self.cash(register), amount - 100))
        return self.refund(register, [(sold, 1)], payments=payments, **values)

    def cash(self, register):
        return register.payment_method_ids.filtered("is_cash_count")

    def redeem(self, amount, register=None, price=100, **values):
        register = register or self.register_a
        values.setdefault("partner", self.customer)
        payments = values.pop("payments", None) or [(self.credit_method, amount)]
        if amount and amount != price:
            payments.append((self.cash(register), price - amount))
        lines = [(self.product, 1, {"price_unit": price})]
        return self.sell(register, lines, payments=payments, **values)

    def balance(self):
        credit = self.env["retail.store.credit"].sudo()
        return credit._find_of(self.customer, self.company).balance

    def owed(self, moves):
        account = self.company.retail_store_credit_account_id
        items = moves.line_ids.filtered(lambda item: item.account_id == account)
        return -sum(items.mapped("balance"))

    def test_rp_08_refund_is_issued_and_redeemed_in_another_store(self):
        refund = self.issue()
        self.assertEqual(self.get_return(refund).amount_total, 100)
        till = self.env["retail.store.credit"].with_user(self.cashier)
        answer = till.read_store_credit_from_ui(self.register_a.id, self.customer.id)
        self.assertEqual(answer, {"balance": 100})
        for nobody in (2**40, "x", True, [self.customer.id]):
            with self.assert_refused("Choose a customer"):
                till.read_store_credit_from_ui(self.register_a.id, nobody)
        self.redeem(60)
        self.assertEqual(self.balance(), 40)
        with self.assert_refused("60.00 of store credit .* has .*40.00"):
            self.redeem(60)
        self.redeem(40)
        self.assertEqual(self.balance(), 0)

    def test_rp_08_store_credit_is_a_liability_and_no_income(self):
        self.issue()
        self.redeem(60)
        moves = self.close_session(self.register_b).move_id
        self.assertEqual(self.owed(moves), 100)
        moves |= self.close_session(self.register_a).move_id
        self.assertEqual(self.owed(moves), self.balance())
        income = moves.line_ids.filtered(
            lambda item: item.account_id.account_type == "income"
        )
        # Sold twice, returned once.
        self.assertEqual(sum(income.mapped("balance")), -100)
        account = self.company.retail_store_credit_account_id
        items = moves.line_ids.filtered(lambda item: item.account_id == account)
        self.assertEqual(items.partner_id, self.customer)

    def test_rp_08_invoiced_tickets(self):
        sold = self.sell_one(partner=self.customer, to_invoice=True)
        refund = self.refund(
            self.register_b,
            [(sold, 1)],
            partner=self.customer,
            payments=[(self.credit_method, -100)],
        )
        note = refund.account_move
        self.assertFalse(note.amount_residual)
        self.assertEqual(self.owed(refund.payment_ids.account_move_id), 100)
        ticket = self.redeem(100, to_invoice=True)
        self.assertFalse(ticket.account_move.amount_residual)
        self.assertEqual(self.owed(ticket.payment_ids.account_move_id), -100)
        moves = self.close_session(self.register_a).move_id
        moves |= self.close_session(self.register_b).move_id
        self.assertEqual((self.owed(moves), self.balance()), (0, 0))

    def test_rp_08_what_tills_may_not_do(self):
        with self.assert_refused("Choose the customer"):
            self.issue(partner=self.env["res.partner"])
        self.issue()
        with self.assert_refused("at most the .*100.00"):
            self.redeem(120, price=100)
        with self.assert_refused("at most the"):
            self.sell(
                self.register_a,
                [(self.product, 1)],
                payments=[
                    (self.credit_method, -50),
                    (self.cash(self.register_a), 150),
                ],
                partner=self.customer,
            )
        entries = self.env["retail.store.credit.entry"]
        with self.assertRaises(AccessError):
            entries.with_user(self.cashier).search([]).mapped("amount")
        with self.assertRaises(UserError):
            entries.search([]).amount = 500
        with self.assertRaises(UserError):
            entries.search([]).unlink()

    def test_rp_08_redeemed_off_line_goes_to_the_review_list(self):
        self.issue()
        ticket = self.redeem(120, price=150, silent=True)
        self.assertIn("has", self.get_review(ticket).message)
        # What the customer left with pays in no other store.
        self.assertEqual(self.balance(), -20)
        with self.assert_refused("has .*0.00"):
            self.redeem(100, register=self.register_b)
        self.get_review(ticket).action_accept()
        self.assertEqual(self.balance(), -20)

    def test_rp_08_credit_follows_the_customer_it_was_booked_for(self):
        refund = self.issue()
        refund.partner_id = self.env["res.partner"].create({"name": "Friend"})
        payment = refund.payment_ids.with_user(self.cashier)
        payment.payment_method_id = self.cash(self.register_b)
        self.assertEqual(self.balance(), 0)

    def test_rp_08_edit_payment_is_judged_again(self):
        sale = self.redeem(0, payments=[(self.cash(self.register_a), 100)])
        payment = sale.payment_ids.with_user(self.cashier)
        with self.assert_refused("has .*0.00"):
            payment.payment_method_id = self.credit_method
        self.issue()
        payment.payment_method_id = self.credit_method
        self.assertEqual(self.balance(), 0)
        sale.with_user(self.cashier).write(
            {
                "payment_ids": [
                    Command.create(
                        {
                            "payment_method_id": self.cash(self.register_a).id,
                            "amount": 100,
                        }
                    ),
                    Command.delete(payment.id),
                ]
            }
        )
        self.assertEqual(self.balance(), 100)

    def test_rp_01_edit_payment_is_judged_again(self):
        self.env["retail.return.policy"].create(
            {"name": "As paid", "company_id": self.company.id, "tenders": "no_cash"}
        )
        refund = self.issue()
        payment = refund.payment_ids.with_user(self.cashier)
        with self.assert_refused("Cash may take at most"):
            payment.payment_method_id = self.cash(self.register_b)

    def test_rp_08_method_has_no_journal(self):
        with self.assertRaises(ValidationError):
            self.credit_method.split_transactions = False

    def test_rp_01_policy_gives_store_credit_only(self):
        self.env["retail.return.policy"].create(
            {
                "name": "Credit",
                "company_id": self.company.id,
                "tenders": "store_credit",
            }
        )
        sold = self.sell_one(partner=self.customer)
        prepared = self.prepare_refund(self.register_b, [(sold, 1)])
        proposed = {
            one["name"]: (one["maximum"], one["proposed"])
            for one in prepared["tenders"]
        }
        self.assertEqual(
            proposed, {"Cash": (0, 0), "Card": (0, 0), "Store Credit": (100, 100)}
        )
        with self.assert_refused("Cash may take at most"):
            self.refund(self.register_b, [(sold, 1)], partner=self.customer)
        self.assertEqual(self.issue().state, "paid")

    def test_rp_04_what_store_credit_paid_goes_back_to_it(self):
        self.env["retail.return.policy"].create(
            {"name": "As paid", "company_id": self.company.id, "tenders": "original"}
        )
        self.issue()
        sold = self.redeem(60).lines
        prepared = self.prepare_refund(self.register_b, [(sold, 1)])
        proposed = {
            one["kind"]: (one["maximum"], one["proposed"])
            for one in prepared["tenders"]
        }
        self.assertEqual(
            proposed, {"cash": (40, 40), "card": (0, 0), "credit": (100, 60)}
        )

    # === BACK OFFICE ===#

    def give_back_order(self):
        line = self.make_sold_order(1)
        document = self.ask_return(line, 1)
        document.action_receive()
        document.action_refund()
        return document

    def test_rp_08_back_office_issues_and_redeems(self):
        document = self.give_back_order()
        self.assertEqual(document.amount_open, 100)
        document.action_refund_to_store_credit()
        self.assertEqual((document.amount_open, self.balance()), (0, 100))
        entries = self.env["retail.store.credit.entry"].sudo().search([])
        with self.assert_refused("booked store credit"):
            entries.move_id.button_draft()
        with self.assert_refused("Nothing is owed"):
            document.action_refund_to_store_credit()
        customer = self.customer.with_user(self.clerk)
        self.assertEqual(customer.retail_store_credit, 100)
        action = customer.action_view_retail_store_credit()
        self.assertTrue(self.env[action["res_model"]].search(action["domain"]))
        invoice = self.make_invoice(2, price=80, pay=False).move_id
        self.assertEqual(invoice.retail_store_credit, 100)
        invoice.with_user(self.clerk).action_pay_with_store_credit()
        self.assertEqual((invoice.amount_residual, self.balance()), (60, 0))
        with self.assert_refused("has no store credit"):
            invoice.action_pay_with_store_credit()

    def test_rp_06_back_office_pays_out_as_the_sale_was_paid(self):
        document = self.give_back_order()
        journal = document.sudo().credit_note_ids.reversed_entry_id
        journal = journal._get_reconciled_payments().journal_id
        action = document.action_pay_out()
        wizard = (
            self.env["account.payment.register"]
            .with_context(**action["context"])
            .create({})
        )
        self.assertEqual(wizard.journal_id, journal)
        wizard._create_payments()
        self.assertFalse(document.amount_open)

    def test_rp_09_credit_is_applied_to_the_replacement_order(self):
        document = self.give_back_order()
        note = document.sudo().credit_note_ids
        line = self.make_shipped_order(1, price=120)
        invoice = self.invoice(line, pay=False)
        item = note.line_ids.filtered(lambda one: one.display_type == "payment_term")
        invoice.with_user(self.clerk).js_assign_outstanding_line(item.id)
        self.assertEqual((document.amount_open, invoice.amount_residual), (0, 20))
