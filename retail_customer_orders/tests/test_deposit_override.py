from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.retail_base.tests.till import TILL_MANAGER_PIN

from .deposit_rule import DepositRuleCommon


@tagged("post_install", "-at_install")
class TestDepositOverride(DepositRuleCommon):
    """DP-04: who may ask for another deposit, how far, and what is kept of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reason = cls.env.ref("retail_base.reason_code_deposit_override_regular")
        cls.order = cls.create_order(cls.goods_a, qty=2)
        cls.order.action_confirm()

    def change(self, amount, order=None, user=None, reason=None, note=False):
        """Change the deposit by the wizard, as a manager if not said."""
        order = order or self.order
        wizards = self.env["retail.deposit.override"].with_user(user or self.manager)
        form = Form(wizards.with_context(default_order_id=order.id))
        form.amount = amount
        form.reason_id = reason or self.reason
        if note:
            form.note = note
        wizard = form.save()
        wizard.action_change()
        return wizard

    # === BACK OFFICE ===#

    def test_dp_04_manager_lowers(self):
        wizard = self.change(5, note="Comes every week")
        self.assertEqual((wizard.old_amount, wizard.deposit_by_rule), (20, 20))
        order = self.order
        self.assertEqual((order.deposit_required, order.deposit_by_rule), (5, 20))
        self.assertEqual(order.deposit_override_user_id, self.manager)
        self.assertTrue(order.deposit_override_date)
        self.assertEqual(order.deposit_override_reason_id, self.reason)
        self.assertEqual(order.deposit_override_note, "Comes every week")
        message = order.message_ids[0]
        self.assertEqual(message.author_id, self.manager.partner_id)
        self.assertRegex(
            message.body, "from .*20.00 to .*5.00: Regular customer. Comes every week"
        )

    def test_dp_04_only_managers_lower(self):
        with self.assertRaisesRegex(AccessError, "Only a manager may ask for less"):
            self.change(19.99, user=self.user)
        self.assertEqual(self.order.deposit_required, 20)
        self.change(5)
        # Back towards the rule is no lowering, below what was allowed is.
        self.change(10, user=self.user)
        self.assertEqual(self.order.deposit_required, 10)
        with self.assertRaises(AccessError):
            self.change(9, user=self.user)

    def test_dp_04_users_raise(self):
        self.change(200, user=self.user)
        self.assertEqual(self.order.deposit_required, 200)
        self.assertEqual(self.order.deposit_override_user_id, self.user)
        self.change(20, user=self.user)
        self.assertEqual(self.order.deposit_required, 20)

    def test_dp_04_bounds(self):
        for amount in (-0.01, 200.01):
            with self.assertRefusal("between .*0.00 and .*200.00"):
                self.change(amount)
        self.change(0)
        self.company.retail_deposit_minimum_percent = 5
        with self.assertRefusal("between .*10.00 and .*200.00"):
            self.change(9.99)
        self.change(10)
        # The rules may ask for less than the minimum.
        self.company.retail_deposit_percent = 2
        self.change(4)
        with self.assertRefusal("between .*4.00"):
            self.change(3)

    def test_dp_04_reason_and_note(self):
        other = self.env.ref("retail_base.reason_code_hold_payment")
        order = self.order.with_user(self.manager)
        for reason in (other, self.env["retail.reason.code"]):
            with self.assertRefusal("Choose a reason"):
                order._change_deposit(30, reason, "")
        self.reason.note_required = True
        for note in (False, "  "):
            with self.assertRefusal("needs a note"):
                order._change_deposit(30, self.reason, note)
        with self.assertRaises(AssertionError, msg="The form asks for the note."):
            self.change(30)
        self.change(30, note="Special order")
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        self.reason.company_id = elsewhere
        with self.assertRefusal("another company"):
            self.order._change_deposit(40, self.reason, "Note")

    def test_dp_04_every_user_may_lower(self):
        """Who may lower: the profile of the store, else the company."""
        self.company.retail_deposit_lowering = "users"
        self.change(10, user=self.user)
        self.store_a.profile_id = self.env["retail.profile"].create(
            {
                "name": "Strict",
                "company_id": self.company.id,
                "deposit_lowering": "managers",
            }
        )
        with self.assertRaises(AccessError):
            self.change(5, user=self.user)
        self.store_a.profile_id.deposit_lowering = "users"
        self.company.retail_deposit_lowering = "managers"
        self.change(5, user=self.user)

    def test_dp_04_wizard_says_what_happens(self):
        wizards = self.env["retail.deposit.override"].with_user(self.user)
        form = Form(wizards.with_context(default_order_id=self.order.id))
        self.assertEqual((form.amount, form.old_amount), (20, 20))
        self.assertEqual(form.amount_total, 200)
        self.assertIn("10 % of", form.deposit_explanation)
        self.assertEqual(form.still_to_pay, 20)
        form.amount = 15
        self.assertTrue(form.is_lower)
        self.assertFalse(form.may_lower)
        self.assertEqual(form.still_to_pay, 15)
        order = self.make_order([self.later(self.goods_a)])
        form = Form(wizards.with_context(default_order_id=order.id))
        form.amount = 60
        self.assertEqual((form.deposit_received, form.still_to_pay), (10, 50))
        action = order.with_user(self.user).action_change_deposit()
        self.assertEqual(action["context"], {"default_order_id": order.id})

    def test_dp_04_only_open_orders(self):
        order = self.make_order([self.later(self.goods_a)])
        self.pick_up(order, {order.order_line: 1})
        with self.assertRefusal("fulfilled, cancelled"):
            self.change(30, order=order)
        self.order.with_context(retail_cancelling=True)._action_cancel()
        with self.assertRefusal("fulfilled, cancelled"):
            self.change(30)

    def test_dp_04_shown_is_not_what_it_is_any_more(self):
        wizards = self.env["retail.deposit.override"].with_user(self.manager)
        form = Form(wizards.with_context(default_order_id=self.order.id))
        form.amount = 30
        form.reason_id = self.reason
        wizard = form.save()
        self.change(0)
        with self.assertRefusal("changed meanwhile.*0.00 now"):
            wizard.action_change()

    def test_dp_04_no_other_way_in(self):
        """Nobody writes a deposit past the judge, not even a manager."""
        order = self.order.with_user(self.manager)
        with self.assertRefusal("Change Deposit"):
            order.write({"deposit_required": 0})
        with self.assertRefusal("Change Deposit"):
            self.create_order(self.goods_a, deposit_required=1)
        seller = self.create_user("seller", "sales_team.group_sale_salesman_all_leads")
        with self.assertRaises(AccessError):
            self.order.with_user(seller)._change_deposit(30, self.reason, "")
        with self.assertRaises(AccessError):
            self.env["retail.deposit.override"].with_user(seller).create(
                {"order_id": self.order.id, "amount": 1, "reason_id": self.reason.id}
            )

    # === QUOTES ===#

    def test_dp_04_quote(self):
        """What was changed on a quote is kept when it becomes an order."""
        quote = self.create_order(self.goods_a, qty=2)
        self.change(5, order=quote)
        self.assertEqual((quote.deposit_required, quote.deposit_by_rule), (5, 20))
        quote.action_confirm()
        self.assertEqual((quote.deposit_required, quote.deposit_by_rule), (5, 20))
        self.assertEqual(quote.deposit_override_user_id, self.manager)

    def test_dp_04_quote_that_grows(self):
        """A manager lets go of an amount, not of whatever is added later."""
        for amount, required in ((5, 85), (50, 100)):
            quote = self.create_order(self.goods_a, qty=2)
            self.change(amount, order=quote)
            quote.order_line.product_uom_qty = 10
            quote.action_confirm()
            self.assertEqual(quote.deposit_required, required)

    def test_dp_04_quote_that_shrinks(self):
        quote = self.create_order(self.goods_a, qty=2)
        self.change(200, order=quote)
        quote.order_line.product_uom_qty = 1
        quote.action_confirm()
        self.assertEqual(quote.deposit_required, 100)

    # === REGISTER ===#

    def pay_less(self, deposit, approved):
        payload = self.order_payload([self.later(self.goods_a, 2)], deposit=deposit)
        self.open_session(self.register_a)
        ticket = self.build_order_ticket(self.register_a, [], payload=payload)
        payload["ticket_uuid"] = ticket["uuid"]
        self.approve(
            self.register_a, "deposit_override", ticket["uuid"], amount=approved
        )
        return self.sync_ticket(ticket).customer_order_id

    def test_dp_04_approved_at_the_register(self):
        """The order says who let the customer pay less, when and why."""
        order = self.pay_less(5, approved=15)
        self.assertEqual((order.deposit_required, order.deposit_by_rule), (5, 20))
        self.assertEqual(order.deposit_override_user_id, self.manager)
        self.assertTrue(order.deposit_override_date)
        self.assertEqual(order.deposit_override_reason_id.kind, "deposit_override")
        self.assertEqual(order.deposit_override_note, "Agreed with the customer")

    def test_dp_04_lowest_at_the_register(self):
        self.company.retail_deposit_minimum_percent = 5
        self.assertEqual(self.pay_less(10, approved=10).deposit_received, 10)
        with self.assertRefusal("Not even a manager may take less than .*10.00"):
            self.pay_less(9.99, approved=20)

    def test_dp_04_higher_at_the_register(self):
        """More is free, and kept."""
        payload = self.order_payload([self.later(self.goods_a, 2)], deposit=150)
        order = self.take_order([], payload=payload).customer_order_id
        self.assertEqual((order.deposit_required, order.deposit_by_rule), (150, 20))
        self.assertEqual(order.deposit_override_user_id, self.cashier)
        self.assertFalse(order.deposit_override_reason_id)
        payload = self.order_payload([self.later(self.goods_a, 2)], deposit=200.01)
        self.assertRefusedLow(payload, "more than the order costs")
        payload = self.order_payload([self.later(self.goods_a, 2)], deposit=-1)
        self.assertRefusedLow(payload, "cannot be read")

    def test_dp_04_reason_at_the_register(self):
        """The server wants to know why, and which note the reason needs."""
        approve = self.env["retail.approval"].with_user(self.cashier).approve_from_ui
        asked = {
            "uuid": "one",
            "kind": "deposit_override",
            "description": "Less",
            "amount": 15,
            "ticket_uuid": "ticket",
            "login": self.manager.login,
            "pin": TILL_MANAGER_PIN,
        }
        wrong = self.env.ref("retail_base.reason_code_hold_payment")
        for reason in (self.env["retail.reason.code"], wrong):
            with self.assertRefusal("Choose a reason for the lower deposit"):
                approve(self.register_a.id, {**asked, "reason_id": reason.id})
        self.reason.note_required = True
        with self.assertRefusal("needs a note"):
            approve(self.register_a.id, {**asked, "reason_id": self.reason.id})
        asked.update(reason_id=self.reason.id, note="Comes every week")
        self.assertTrue(approve(self.register_a.id, asked)["ok"])
        self.env["retail.reason.code"].search(
            [("kind", "=", "deposit_override")]
        ).active = False
        asked.update(uuid="two", reason_id=False)
        self.assertTrue(approve(self.register_a.id, asked)["ok"])

    # === PARAMETERS ===#

    def test_parameters(self):
        settings = self.env["res.config.settings"].with_company(self.company).create({})
        settings.retail_deposit_lowering = "users"
        settings.retail_deposit_minimum_percent = 5
        self.assertEqual(self.company.retail_deposit_lowering, "users")
        self.assertEqual(self.company.retail_deposit_minimum_percent, 5)
        for percent in (-1, 101):
            with self.assertRefusal("between 0 and 100"):
                self.company.retail_deposit_minimum_percent = percent
        self.open_session(self.register_a)
        session = self.register_a.current_session_id.with_user(self.cashier)
        company = session.load_data([])["res.company"][0]
        self.assertEqual(company["retail_deposit_minimum_percent"], 5)

    def test_views_open(self):
        orders = self.env["sale.order"].with_user(self.user)
        arch = orders.get_view(view_type="form")["arch"]
        self.assertIn("action_change_deposit", arch)
        found = orders.search([("deposit_override_date", "!=", False)])
        self.assertNotIn(self.order, found)
        self.assertTrue(self.env["retail.profile"].get_view(view_type="form"))
        with self.assertRaises(UserError):
            self.env["retail.deposit.override"].with_user(self.user).create(
                {"order_id": self.order.id, "amount": 300, "reason_id": self.reason.id}
            ).action_change()
