from lxml import etree

from odoo.tests import Form, tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestBackOfficeLife(CustomerOrderCommon):
    """The whole life of an order without a till, as a plain user of Retail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ensure_retail_charge_codes()
        code = cls.company.retail_cancellation_charge_code_id
        code.product_id.taxes_id = False
        cls.company.retail_cancellation_charge_percent = 10
        cls.reason = cls.env.ref("retail_base.reason_code_cancellation_customer")
        cls.bank = cls.company_data["default_journal_bank"]
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")

    def setUp(self):
        super().setUp()
        self.quote = self._quote()

    def _quote(self):
        orders = self.env["sale.order"].with_user(self.user)
        form = Form(orders.with_context(default_is_customer_order=True))
        form.partner_id = self.customer
        with form.order_line.new() as line:
            line.product_id = self.goods_a
            line.product_uom_qty = 4
            line.fulfilment = "pickup"
            line.fulfilment_store_id = self.store_b
        return form.save()

    def _open(self, action):
        """Open the wizard of an action as the web client does, as the same user."""
        wizards = self.env[action["res_model"]].with_user(self.user)
        wizards = wizards.with_context(**action.get("context", {}))
        return Form(wizards.browse(action.get("res_id") or ()))

    def test_w_01_from_quote_to_refund(self):
        order = self.quote
        self.assertEqual((order.state, order.amount_total), ("draft", 400))
        order.action_confirm()
        self.assertEqual(order.deposit_required, 40)

        self._take_deposit(order)
        self._add_a_line(order)
        self._hand_out_one(order)
        self._cancel_the_rest(order)

        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual(order.deposit_received, 200)
        self.assertEqual(order.deposit_held, 0)
        self.assertEqual(order.amount_balance, 0)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 9)
        self.assertBooksMatch(order.sudo())
        notes = " ".join(order.message_ids.mapped("body"))
        self.assertIn("Goes back to the customer", notes)

    def _take_deposit(self, order):
        form = self._open(order.action_take_payment())
        # What is asked for is proposed; more may be paid.
        self.assertEqual((form.deposit_required, form.amount), (40, 40))
        form.amount = 200
        form.journal_id = self.bank
        self.assertEqual((form.deposit_held, form.deposit_after), (0, 200))
        form.save().action_confirm()
        self.assertEqual((order.deposit_held, order.amount_balance), (200, 200))

    def _add_a_line(self, order):
        with Form(order) as form, form.order_line.new() as line:
            line.product_id = self.goods_c
            line.product_uom_qty = 2
            line.fulfilment = "pickup"
            line.fulfilment_store_id = self.store_b
        self.assertEqual((order.amount_total, order.amount_balance), (500, 300))

    def _hand_out_one(self, order):
        form = self._open(order.action_hand_out())
        for index in range(2):
            with form.line_ids.edit(index) as line:
                is_first = line.order_line_id.product_id == self.goods_a
                line.quantity = 1 if is_first else 0
        # A quarter of what the goods hold pays for a quarter of them.
        held = order.order_line[0].deposit_held
        self.assertEqual(form.amount_goods, 100)
        self.assertEqual(form.amount_deposit, held / 4)
        self.assertEqual(form.amount_due, 100 - held / 4)
        form.journal_id = self.bank
        form.save().action_confirm()
        self.assertEqual(order.customer_order_state, "partial")
        self.assertEqual(order.order_line[0].fulfilment_open_qty, 3)

    def _cancel_the_rest(self, order):
        held = order.deposit_held
        form = self._open(order.action_cancel())
        self.assertEqual((form.amount, form.charge, form.forfeited), (400, 40, 40))
        self.assertEqual((form.refund, form.owed), (held - 40, 0))
        form.reason_id = self.reason
        form.journal_id = self.bank
        form.save().action_confirm()
        self.assertEqual(order.deposit_refunded, held - 40)

    def test_money_of_a_register_stays_at_the_register(self):
        order = self.quote
        order.action_confirm()
        method = self.register_a.payment_method_ids.filtered("is_cash_count")
        form = self._open(order.action_take_payment())
        form.journal_id = method.journal_id
        wizard = form.save()
        with self.assertRefusal("counted at its register"):
            wizard.action_confirm()
        self.assertEqual(order.deposit_held, 0)
        wizard.journal_id = self.bank
        wizard.action_confirm()
        self.assertEqual(order.deposit_held, 40)
        form = self._open(order.action_cancel())
        form.reason_id = self.reason
        wizard = form.save()
        wizard.journal_id = method.journal_id
        with self.assertRefusal("counted at its register"):
            wizard.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_buttons_are_those_of_the_state(self):
        """One that asks comes from us, and only where something can be cancelled."""
        arch = self.env["sale.order"].with_user(self.user).get_view(view_type="form")
        tree = etree.fromstring(arch["arch"])
        core, own = tree.xpath("//header/button[@name='action_cancel']")
        self.assertTrue(core.get("confirm"))
        self.assertIn("is_customer_order and state == 'sale'", core.get("invisible"))
        self.assertFalse(own.get("confirm"))
        self.assertNotIn("done", own.get("invisible"))
        self.assertEqual(len(tree.xpath("//header/button[@name='action_hand_out']")), 1)

    def test_it_counts_to_the_store_of_its_warehouse(self):
        order = self.quote
        order.warehouse_id = self.store_a
        self.assertFalse(order.origin_store_id)
        order.action_confirm()
        self.assertEqual(order.origin_store_id, self.store_a)
        wizard = self._open(order.action_take_payment())
        wizard.journal_id = self.bank
        wizard.save().action_confirm()
        self.assertEqual(order.deposit_entry_ids.origin_store_id, self.store_a)
        self.assertEqual(self.store_a.with_user(self.user).deposit_held, 40)

    def test_columns_follow_the_lines(self):
        order = self.quote
        self.assertFalse(order.has_shipped_lines or order.has_slots)
        with Form(order) as form, form.order_line.edit(0) as line:
            line.fulfilment = "ship"
            line.fulfilment_store_id = self.store_a
        self.assertTrue(order.has_shipped_lines)
        self.assertFalse(order.has_new_lines)
        order.action_confirm()
        form = Form(order)
        with form.order_line.new() as line:
            line.product_id = self.goods_c
        self.assertTrue(form.has_new_lines)
