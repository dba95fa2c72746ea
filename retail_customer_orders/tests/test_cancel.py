from odoo.tests import Form, tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestCancel(CustomerOrderCommon):
    """Cancelling charges, keeps or gives back the deposit, and frees the goods."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ensure_retail_charge_codes()
        cls.charge_code = cls.company.retail_cancellation_charge_code_id
        cls.charge_code.product_id.taxes_id = False
        cls.company.retail_cancellation_charge_percent = 10
        cls.reason = cls.env.ref("retail_base.reason_code_cancellation_customer")
        cls.goodwill = cls.env.ref("retail_base.reason_code_charge_override_goodwill")
        cls.bank = cls.company_data["default_journal_bank"]
        cls.clerk = cls._create_user("retail_clerk", "retail_base.group_retail_user")

    @classmethod
    def _create_user(cls, login, group):
        return cls.env["res.users"].create(
            {
                "name": login,
                "login": login,
                "company_id": cls.company.id,
                "company_ids": [(6, 0, cls.company.ids)],
                "group_ids": [
                    (4, cls.env.ref("base.group_user").id),
                    (4, cls.env.ref(group).id),
                ],
            }
        )

    def open_wizard(self, order, user=None):
        return Form(
            self.env["retail.order.cancel.wizard"]
            .with_user(user or self.clerk)
            .with_context(default_order_id=order.id)
        )

    def cancel(self, order, user=None, settlement="now", charge=None, **quantities):
        """Cancel by the wizard; `quantities` by the name of the product."""
        form = self.open_wizard(order, user)
        form.reason_id = self.reason
        for index, line in enumerate(order._get_cancellable() if quantities else []):
            with form.line_ids.edit(index) as row:
                row.quantity = quantities.get(line.product_id.name[-1], 0)
        if charge is not None:
            form.charge = charge
            form.charge_reason_id = self.goodwill
        if form.refund or form.owed:
            form.settlement = settlement
            if settlement != "later":
                form.journal_id = self.bank
        wizard = form.save()
        wizard.action_confirm()
        return order.cancellation_ids.filtered(lambda one: one.uuid == wizard.uuid)

    def order_of_200(self, deposit=20):
        return self.make_order(
            [self.later(self.goods_a, 1), self.later(self.goods_b, 1, self.store_a)],
            deposit=deposit,
        )

    def test_w_05_the_charge_takes_the_whole_deposit(self):
        order = self.order_of_200()
        form = self.open_wizard(order)
        self.assertEqual(form.amount, 200)
        self.assertEqual((form.charge, form.forfeited, form.refund), (20, 20, 0))
        record = self.cancel(order)
        self.assertEqual((record.charge, record.refund, record.owed), (20, 0, 0))
        self.assertEqual(record.create_uid, self.clerk)
        self.assertEqual(order.state, "cancel")
        self.assertAlmostEqual(order.deposit_forfeited, 20)
        self.assertEqual(record.invoice_id.amount_total, 0)
        self.assertEqual(record.invoice_id.state, "posted")
        self.close_session(self.register_a)
        self.assertBooksMatch(order)
        self.assertEqual(order.deposit_held, 0)

    def test_cn_02_a_higher_deposit_goes_back(self):
        order = self.order_of_200(deposit=100)
        record = self.cancel(order)
        self.assertEqual((record.forfeited, record.refund), (20, 80))
        self.assertEqual(record.payment_id.amount, 80)
        self.assertEqual(record.payment_id.payment_type, "outbound")
        self.assertEqual(order.deposit_refunded, 80)
        self.close_session(self.register_a)
        self.assertBooksMatch(order)

    def test_cn_02_a_lower_deposit_leaves_the_rest_owed(self):
        order = self.order_of_200(deposit=20)
        self.company.retail_cancellation_charge_percent = 25
        record = self.cancel(order)
        self.assertEqual((record.charge, record.forfeited, record.owed), (50, 20, 30))
        self.assertEqual(record.invoice_id.amount_total, 30)
        self.assertIn(record.invoice_id.payment_state, ("paid", "in_payment"))
        self.close_session(self.register_a)
        self.assertBooksMatch(order)

    def test_cn_02_owed_later_stays_on_the_invoice(self):
        order = self.order_of_200(deposit=20)
        self.company.retail_cancellation_charge_percent = 25
        record = self.cancel(order, settlement="later")
        self.assertEqual(record.invoice_id.payment_state, "not_paid")
        self.assertEqual(record.invoice_id.amount_residual, 30)

    def test_cn_02_the_charge_has_its_own_tax(self):
        tax = self.env["account.tax"].create(
            {
                "name": "25 % excluded",
                "amount": 25,
                "price_include_override": "tax_excluded",
                "company_id": self.company.id,
            }
        )
        self.charge_code.product_id.taxes_id = tax
        order = self.order_of_200(deposit=100)
        record = self.cancel(order)
        self.assertEqual((record.charge, record.refund), (20, 80))
        charged = record.invoice_id.invoice_line_ids.filtered("tax_ids")
        self.assertEqual((charged.price_subtotal, charged.price_total), (16, 20))
        self.assertEqual(record.invoice_id.amount_total, 0)
        self.close_session(self.register_a)
        self.assertBooksMatch(order)

    def test_cn_02_no_charge_is_set(self):
        self.company.retail_cancellation_charge_percent = 0
        order = self.order_of_200(deposit=20)
        record = self.cancel(order)
        self.assertEqual((record.charge, record.refund), (0, 20))
        self.assertFalse(record.invoice_id)
        self.close_session(self.register_a)
        self.assertBooksMatch(order)

    def test_cn_02_paid_back_later(self):
        order = self.order_of_200(deposit=100)
        record = self.cancel(order, settlement="later")
        self.assertEqual(order.state, "cancel")
        self.assertFalse(record.payment_id)
        self.assertEqual(order.deposit_spare, 80)
        with Form(
            self.env["retail.deposit.wizard"]
            .with_user(self.clerk)
            .with_context(default_order_id=order.id, default_kind="refund")
        ) as form:
            self.assertEqual(form.amount, 80)
            form.journal_id = self.bank
        for _click in range(2):
            form.record.action_confirm()
        self.assertEqual((order.deposit_refunded, order.deposit_held), (80, 0))
        self.close_session(self.register_a)
        self.assertBooksMatch(order)

    # === PARTS ===#

    def test_cn_01_a_part_is_cancelled_with_its_share(self):
        order = self.make_order([self.later(self.goods_a, 5)], deposit=50)
        record = self.cancel(order, A=2)
        self.assertEqual((record.amount, record.charge, record.refund), (200, 20, 0))
        self.assertEqual(order.state, "sale")
        line = self.line(order, self.goods_a)
        self.assertEqual((line.product_uom_qty, line.fulfilment_open_qty), (3, 3))
        self.assertEqual(sum(line.move_ids.mapped("product_uom_qty")), 3)
        self.assertEqual(sum(line.move_ids.mapped("quantity")), 3)
        self.assertEqual((order.deposit_held, order.amount_balance), (30, 270))
        self.pick_up(order, {line: 3})
        self.assertDeposits(order, received=50, applied=30)
        self.close_session(self.register_a)
        self.close_session(self.register_b)
        self.assertBooksMatch(order)

    def test_cn_01_the_rest_is_cancelled_after_a_pickup(self):
        order = self.make_order([self.later(self.goods_a, 5)], deposit=100)
        line = self.line(order, self.goods_a)
        self.pick_up(order, {line: 2})
        record = self.cancel(order)
        self.assertEqual((record.amount, record.forfeited), (300, 30))
        self.assertEqual((record.refund, record.is_whole), (30, False))
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))
        self.close_session(self.register_a)
        self.close_session(self.register_b)
        self.assertBooksMatch(order)

    def test_the_deposit_of_what_is_cancelled_stays_for_the_rest(self):
        order = self.order_of_200(deposit=100)
        record = self.cancel(order, settlement="later", A=1)
        self.assertEqual((record.charge, record.refund), (10, 0))
        self.assertEqual((order.deposit_held, order.deposit_spare), (90, 0))
        self.assertEqual(self.line(order, self.goods_b).deposit_held, 90)
        self.assertEqual(order.amount_balance, 10)

    def test_goods_are_free_again(self):
        free = self.goods_a.with_context(warehouse_id=self.store_b.id)
        order = self.make_order([self.later(self.goods_a, 4)])
        self.assertEqual(free.free_qty, 6)
        self.cancel(order, A=3)
        free.invalidate_recordset()
        self.assertEqual(free.free_qty, 9)
        self.cancel(order)
        free.invalidate_recordset()
        self.assertEqual(free.free_qty, 10)
        self.assertEqual(order.customer_order_state, "cancel")

    # === RIGHTS ===#

    def test_cn_02_only_a_manager_changes_the_charge(self):
        order = self.order_of_200()
        quantities = order._get_cancellable()
        with self.assertRefusal("The charge for this is .*20.00. Only a manager"):
            order.with_user(self.clerk)._cancel_in_back_office(quantities, charge=5)
        with self.assertRefusal("Choose why the charge differs"):
            order.with_user(self.manager)._cancel_in_back_office(quantities, charge=5)
        record = self.cancel(order, user=self.manager, charge=5)
        self.assertEqual((record.charge, record.charge_proposed), (5, 20))
        self.assertEqual((record.refund, record.charge_reason_id), (15, self.goodwill))

    def test_only_a_manager_pays_back_what_the_goods_need(self):
        order = self.order_of_200(deposit=100)
        with self.assertRefusal("is not needed for its goods"):
            order.with_user(self.clerk)._refund_deposit(10, self.bank)
        order.with_user(self.manager)._refund_deposit(10, self.bank)
        self.assertEqual(order.deposit_held, 90)
        with self.assertRefusal(
            "holds a deposit of .*90.00, so .*95.00 cannot be paid"
        ):
            order.with_user(self.manager)._refund_deposit(95, self.bank)

    def test_core_does_not_cancel_past_the_charge(self):
        order = self.order_of_200()
        with self.assertRefusal("Cancel it by the button of its own form"):
            order._action_cancel()
        # Whatever a client says of itself.
        forged = order.with_user(self.clerk).with_context(retail_cancelling=True)
        with self.assertRefusal("Cancel it by the button of its own form"):
            forged._action_cancel()
        with self.assertRefusal("Leave at least one"):
            forged.order_line[0].product_uom_qty = 0
        action = order.with_user(self.clerk).action_cancel()
        self.assertEqual(action["res_model"], "retail.order.cancel.wizard")

    # === REFUSALS ===#

    def test_bad_quantities(self):
        order = self.make_order([self.later(self.goods_a, 5)])
        line = self.line(order, self.goods_a)
        self.pick_up(order, {line: 2})
        for quantity, message in (
            (4, "Only 3 of “Article A” can be cancelled"),
            (0, "Choose how many of “Article A”"),
            (-1, "Choose how many of “Article A”"),
        ):
            with self.assertRefusal(message):
                order._begin_cancellation({line: quantity})
        with self.assertRefusal("Nothing of .* is left to be cancelled"):
            order._begin_cancellation({})

    def test_a_second_click_cancels_nothing_more(self):
        order = self.make_order([self.later(self.goods_a, 5)], deposit=100)
        form = self.open_wizard(order)
        form.reason_id = self.reason
        with form.line_ids.edit(0) as row:
            row.quantity = 2
        wizard = form.save()
        wizard.action_confirm()
        wizard.action_confirm()
        self.assertEqual(order.order_line[0].product_uom_qty, 3)
        self.assertEqual(len(order.cancellation_ids), 1)

    def test_a_quote_is_cancelled_without_a_charge(self):
        order = self.order_of(
            self.take_order(
                [],
                payload=self.order_payload(
                    [self.later(self.goods_a, 2)], deposit=0, type="quote"
                ),
            )
        )
        order.with_user(self.clerk).action_cancel()
        self.assertEqual(order.state, "cancel")
