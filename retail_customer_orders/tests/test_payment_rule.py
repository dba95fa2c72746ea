from odoo.fields import Command
from odoo.tests import tagged

from ..tools.payment_rule import missing_payment
from .payment_rule_common import PaymentRuleCommon


@tagged("post_install", "-at_install")
class TestPaymentRule(PaymentRuleCommon):
    """Row r of `business-central-sales.md`, DP-05, DP-06."""

    def test_dp_05_arithmetic(self):
        for case in (
            # rule, goods, secured, deposit, received, owed -> missing
            ("none", 100, 0, 10, 0, 100, 0),
            (None, 100, 0, 10, 0, 100, 0),
            ("full", 100, 10, 10, 10, 90, 90),
            ("full", 100, 100, 10, 100, 0, 0),
            ("full", 100, 120, 10, 120, 0, 0),
            # The cent of a line's rounding that nobody owes.
            ("full", 100.01, 100, 10, 100, 0, 0),
            ("full", 100, 10, 10, 10, 30, 30),
            ("deposit", 100, 0, 10, 0, 100, 10),
            ("deposit", 100, 0, 10, 4, 96, 6),
            ("deposit", 100, 0, 10, 10, 90, 0),
            ("deposit", 100, 0, 10, 0, 0, 0),
        ):
            *values, expected = case
            self.assertAlmostEqual(missing_payment(*values), expected, msg=case)

    def test_row_r_goods_leave_when_no_rule_is_set(self):
        for rule in (False, "none"):
            self.profile.payment_before_delivery = rule
            order = self.make_order([self.ship(self.goods_a)])
            self.assertFree(order.picking_ids)
            self.assertEqual(order.with_user(self.user).payment_missing, 0)
            self.validate(order.picking_ids)
            self.assertEqual(order.picking_ids.state, "done")

    def test_row_r_unpaid_goods_wait_whoever_validates(self):
        order = self.make_order([self.ship(self.goods_a, 2)])
        picking = order.picking_ids
        self.assertEqual(picking.state, "assigned")
        self.assertEqual(order.with_user(self.user).payment_missing, 180)
        for user in (self.stocker, self.user, self.manager, self.env.user):
            self.assertHeld(picking, 180, user=user)
        with self.assertRefusal(r"180\.00.* must be paid first"):
            self.validate(picking)

    def test_row_r_default_profile_of_the_company(self):
        self.store_b.profile_id = False
        order = self.make_order([self.ship(self.goods_a)])
        self.assertFree(order.picking_ids)
        self.company.retail_profile_id = self.profile
        self.assertHeld(order.picking_ids, 90)

    def test_row_r_goods_paid_with_the_order_leave(self):
        order = self.make_order([self.ship(self.goods_a, 2)], deposit=200)
        self.assertFree(order.picking_ids)
        self.validate(order.picking_ids)
        self.assertEqual(order.picking_ids.state, "done")

    def test_row_r_part_that_is_paid_leaves(self):
        order = self.make_order([self.ship(self.goods_a, 2)], deposit=100)
        picking = order.picking_ids
        self.assertHeld(picking, 100)
        self.validate(picking, {self.goods_a: 1})
        self.assertEqual(picking.state, "done")
        rest = order.picking_ids - picking
        self.assertHeld(rest, 100)

    def test_row_r_two_deliveries_share_what_was_paid(self):
        """What has left is paid first, invoiced or not."""
        order = self.make_order(
            [
                self.ship(self.goods_a),
                self.ship(self.goods_b, partner_id=self.cabin.id),
            ],
            deposit=100,
        )
        first, second = order.picking_ids
        self.assertFree(first)
        self.assertFree(second)
        self.assertEqual(order.payment_missing, 100)
        self.validate(first)
        self.assertHeld(second, 100)
        # Half of the deposit is used: 50 are open on the invoice, 50 on the rest.
        invoice = self.invoice(order)
        self.assertEqual(invoice.amount_residual, 50)
        self.assertHeld(second, 100)
        self.pay(invoice)
        self.assertHeld(second, 50)

    def test_row_r_draft_invoice_is_no_payment(self):
        order = self.make_order(
            [
                self.ship(self.goods_a),
                self.ship(self.goods_b, partner_id=self.cabin.id),
            ],
            deposit=100,
        )
        first, second = order.picking_ids
        self.validate(first)
        draft = order._create_invoices()
        self.assertEqual(draft.state, "draft")
        self.assertHeld(second, 100)

    def test_row_r_down_payment_releases(self):
        """Invoiced in the back office, paid by bank: nothing else to do."""
        order = self.make_order([self.ship(self.goods_a, 2)])
        picking = order.picking_ids
        wizard = (
            self.env["sale.advance.payment.inv"]
            .with_context(active_model="sale.order", active_ids=order.ids)
            .create({"advance_payment_method": "fixed", "fixed_amount": 180})
        )
        wizard.create_invoices()
        invoice = order.invoice_ids
        invoice.action_post()
        self.assertHeld(picking, 180)
        self.pay(invoice, 100)
        self.assertHeld(picking, 80)
        self.pay(invoice)
        self.assertFree(picking)
        self.validate(picking)
        self.assertEqual(picking.state, "done")

    def test_row_r_what_is_picked_up_keeps_its_own_share(self):
        """The till takes the rest; neither waits for the other's money."""
        order = self.make_order(
            [self.ship(self.goods_a), self.later(self.goods_b)], deposit=100
        )
        shipped = self.line(order, self.goods_a).move_ids.picking_id
        picked_up = self.line(order, self.goods_b).move_ids.picking_id
        self.assertFree(picked_up)
        self.assertHeld(shipped, 50)
        self.pick_up(order, {self.line(order, self.goods_b): 1})
        self.assertEqual(picked_up.state, "done")
        self.assertHeld(shipped, 50)

    def test_row_r_each_store_has_its_own_rule(self):
        order = self.make_order(
            [self.ship(self.goods_a), self.ship(self.goods_b, store=self.store_a)]
        )
        strict = self.line(order, self.goods_a).move_ids.picking_id
        free = self.line(order, self.goods_b).move_ids.picking_id
        self.assertFree(free)
        self.assertHeld(strict, 90)
        self.validate(free)
        self.assertEqual(free.state, "done")
        self.assertHeld(strict, 90)
        self.assertEqual(self.invoice(order).amount_residual, 90)
        self.assertHeld(strict, 90)

    def test_row_r_shipping_charge_is_paid_with_the_first_goods(self):
        order = self.make_order([self.ship(self.goods_a)], deposit=100)
        self.company._ensure_retail_charge_codes()
        code = self.company.retail_shipping_charge_code_id
        code.product_id.taxes_id = False
        order._add_charge(code, 25)
        self.assertHeld(order.picking_ids, 25)

    # === DEPOSIT ===#

    def test_row_r_deposit_is_enough(self):
        self.profile.payment_before_delivery = "deposit"
        order = self.make_order([self.ship(self.goods_a, 2)])
        self.assertEqual(order.deposit_required, 20)
        self.assertFree(order.picking_ids)
        self.validate(order.picking_ids)
        self.assertEqual(order.picking_ids.state, "done")

    def test_row_r_deposit_of_the_back_office_is_waited_for(self):
        self.profile.payment_before_delivery = "deposit"
        order = self.create_back_office_order()
        order.sudo().deposit_required = 20
        self.assertHeld(order.picking_ids, 20)
        self.pay_online(order, 20)
        self.assertFree(order.picking_ids)

    # === ONLINE ===#

    def create_back_office_order(self):
        """An order of the back office, to be paid online."""
        order = (
            self.env["sale.order"]
            .with_user(self.user)
            .create(
                {
                    "is_customer_order": True,
                    "partner_id": self.customer.id,
                    "require_payment": True,
                    "order_line": [
                        Command.create(
                            {
                                "product_id": self.goods_a.id,
                                "product_uom_qty": 2,
                                "tax_ids": [Command.clear()],
                                "fulfilment": "ship",
                                "fulfilment_store_id": self.store_b.id,
                            }
                        )
                    ],
                }
            )
        )
        order.action_confirm()
        return order.sudo(False).with_user(self.env.user)

    def test_dp_05_authorised_card_releases(self):
        order = self.create_back_office_order()
        picking = order.picking_ids
        self.assertHeld(picking, 200)
        transaction = self.pay_online(order, 200)
        self.assertFree(picking)
        transaction._set_canceled()
        self.assertHeld(picking, 200)

    def test_dp_06_card_of_less_does_not(self):
        order = self.create_back_office_order()
        self.pay_online(order, 150)
        self.assertHeld(order.picking_ids, 50)

    # === FIGURES ===#

    def test_row_r_figure_and_list_of_the_store(self):
        order = self.make_order([self.ship(self.goods_a)])
        self.make_order([self.ship(self.goods_a)], deposit=100)
        self.make_order([self.later(self.goods_a)])
        store = self.store_b.with_user(self.user)
        self.assertEqual(store.unpaid_delivery_count, 1)
        self.assertEqual(self.store_a.with_user(self.user).unpaid_delivery_count, 0)
        action = store.action_view_unpaid_deliveries()
        pickings = self.env["stock.picking"].with_user(self.user)
        self.assertEqual(pickings.search(action["domain"]), order.picking_ids)
        others = pickings.search([("is_waiting_for_payment", "=", False)])
        self.assertNotIn(order.picking_ids, others)

    def test_row_r_search_takes_the_same_queries_for_many(self):
        self.make_order([self.ship(self.goods_a)])
        self.find_waiting()
        few = self.count_queries()
        for _number in range(5):
            self.make_order([self.ship(self.goods_a), self.ship(self.goods_b)])
        self.assertLessEqual(self.count_queries(), few)

    def count_queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.find_waiting()
        return self.env.cr.sql_log_count - before
