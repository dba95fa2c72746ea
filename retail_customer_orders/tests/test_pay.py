from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestPay(CustomerOrderCommon):
    """Deposits that come past the till: at the desk, by bank, online."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.company_data["default_journal_bank"]
        cls.clerk = cls.env["res.users"].create(
            {
                "name": "Clerk",
                "login": "retail_clerk",
                "company_id": cls.company.id,
                "company_ids": [Command.set(cls.company.ids)],
                "group_ids": [
                    Command.link(cls.env.ref("base.group_user").id),
                    Command.link(cls.env.ref("retail_base.group_retail_user").id),
                ],
            }
        )

    def order_of_200(self, deposit=20):
        lines = [self.later(self.goods_a, 1), self.later(self.goods_b, 1)]
        return self.make_order(lines, deposit=deposit)

    def receive(self, order, amount, user=None):
        order = order.with_user(user or self.clerk)
        return order._receive_deposit(amount, self.bank)

    def close_all(self):
        for register in (self.register_a, self.register_b):
            if register.current_session_id:
                self.close_session(register)

    def test_dp_14_a_payment_at_the_desk_is_a_deposit(self):
        order = self.order_of_200()
        with Form(
            self.env["retail.deposit.wizard"]
            .with_user(self.clerk)
            .with_context(default_order_id=order.id)
        ) as form:
            self.assertEqual(form.amount, 180)
            form.amount = 60
            self.assertEqual(form.deposit_after, 80)
            form.journal_id = self.bank
        for _click in range(2):
            form.record.action_confirm()
        payment = self.env["account.payment"].search(
            [("customer_order_id", "=", order.id)]
        )
        self.assertEqual((payment.amount, payment.state), (60, "in_process"))
        self.assertEqual((order.deposit_held, order.amount_balance), (80, 120))
        self.assertEqual(order.order_line.mapped("deposit_held"), [40, 40])
        ticket = self.pick_up(order, {self.line(order, self.goods_a): 1})
        self.assertEqual(ticket.amount_total, 60)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_14_what_comes_goes_where_it_is_lacking(self):
        order = self.order_of_200()
        self.pick_up(order, {self.line(order, self.goods_a): 1})
        self.receive(order, 90)
        self.assertEqual(order.order_line.mapped("deposit_held"), [0, 100])
        with self.assertRefusal("more than .* still costs. Take .*0.00 at most"):
            self.receive(order, 1)
        ticket = self.pick_up(order, {self.line(order, self.goods_b): 1})
        self.assertEqual(ticket.amount_total, 0)
        self.close_all()
        self.assertBooksMatch(order)

    def test_amounts_that_cannot_be(self):
        order = self.order_of_200()
        for amount, message in (
            (180.01, "Take .*180.00 at most"),
            (0, "Enter an amount above 0"),
            (-5, "Enter an amount above 0"),
        ):
            with self.assertRefusal(message):
                self.receive(order, amount)

    def test_dp_14_online_payments_are_deposits(self):
        order = self.order_of_200()
        provider = self.env["payment.provider"].create(
            {"name": "Online", "code": "none", "company_id": self.company.id}
        )
        manual = self.env.ref("account.account_payment_method_manual_in")
        self.bank.inbound_payment_method_line_ids = [
            Command.create(
                {
                    "name": "Online",
                    "payment_method_id": manual.id,
                    "payment_provider_id": provider.id,
                }
            )
        ]
        provider.invalidate_recordset(["journal_id"])
        transaction = self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": self.env["payment.method"].search([], limit=1).id,
                "reference": order.name,
                "amount": 180,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "state": "done",
                "sale_order_ids": [Command.set(order.ids)],
            }
        )
        transaction._post_process()
        payment = transaction.payment_id
        self.assertEqual(payment.destination_account_id, self.deposit_account)
        self.assertEqual((order.deposit_held, order.amount_balance), (200, 0))
        self.close_all()
        self.assertBooksMatch(order)

    def test_a_payment_set_back_takes_its_deposit_along(self):
        order = self.order_of_200()
        payment = self.receive(order, 60)
        payment.action_draft()
        self.assertEqual(order.deposit_held, 20)
        self.assertEqual(order.deposit_received, 20)
        payment.action_post()
        self.assertEqual(order.deposit_held, 80)
        payment.action_cancel()
        self.assertEqual(order.deposit_held, 20)
        self.close_all()
        self.assertBooksMatch(order)

    def test_a_payment_that_was_used_stays(self):
        order = self.order_of_200()
        payment = self.receive(order, 180)
        self.pick_up(order, {line: 1 for line in order.order_line})
        with self.assertRaisesRegex(UserError, "has used some of it and holds"):
            payment.action_draft()
        self.assertEqual(order.deposit_held, 0)

    def test_two_currencies(self):
        """The order keeps its currency, the books theirs; nothing is left over."""
        foreign = self.setup_other_currency(
            "EUR", rates=[("2020-01-01", 2.0), ("2050-01-01", 2.0)]
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "Euro", "currency_id": foreign.id}
        )
        order = self.env["sale.order"].create(
            {
                "is_customer_order": True,
                "partner_id": self.customer.id,
                "pricelist_id": pricelist.id,
                "warehouse_id": self.store_b.id,
                "origin_store_id": self.store_b.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.goods_a.id,
                            "product_uom_qty": 3,
                            "price_unit": 33.33,
                            "tax_ids": False,
                            "fulfilment": "ship",
                            "fulfilment_store_id": self.store_b.id,
                            "fulfilment_partner_id": self.cabin.id,
                        }
                    )
                ],
            }
        )
        order.action_confirm()
        self.receive(order, 50)
        [item] = self.get_items(order)
        self.assertEqual((item.amount_currency, item.balance), (-50, -25))
        # The rate changes before the goods leave.
        foreign.rate_ids.filtered(lambda rate: rate.name.year == 2020).rate = 2.5
        picking = order.picking_ids
        for quantity in (1, 2):
            picking = order.picking_ids.filtered(lambda one: one.state != "done")
            picking.move_ids.quantity = quantity
            picking.move_ids.picked = True
            picking.with_context(cancel_backorder=False)._action_done()
            invoice = order._create_invoices()
            invoice.action_post()
        self.assertEqual(order.deposit_held, 0)
        items = self.get_items(order)
        self.assertTrue(all(items.mapped("reconciled")))
        self.assertEqual(round(sum(items.mapped("amount_currency")), 2), 0)
        self.assertEqual(round(sum(items.mapped("balance")), 2), 0)

    def get_items(self, order):
        return self.env["account.move.line"].search(
            [
                ("customer_order_id", "=", order.id),
                ("account_id", "=", self.deposit_account.id),
                ("parent_state", "=", "posted"),
            ]
        )
