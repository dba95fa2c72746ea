from odoo.tests import tagged

from .payment_rule_common import PaymentRuleCommon


@tagged("post_install", "-at_install")
class TestPaymentRulePaid(PaymentRuleCommon):
    """Payments on the order itself, by bank or online, release what waits."""

    def test_row_r_payment_by_bank_releases(self):
        order = self.make_order([self.ship(self.goods_a, 2)])
        picking = order.picking_ids
        self.assertHeld(picking, 180)
        order._receive_deposit(100, self.bank)
        self.assertHeld(picking, 80)
        order._receive_deposit(80, self.bank)
        self.assertFree(picking)
        self.validate(picking)
        self.assertEqual(picking.state, "done")

    def test_row_r_money_that_goes_back_holds_again(self):
        order = self.make_order([self.ship(self.goods_a, 2)], deposit=200)
        self.assertFree(order.picking_ids)
        order.with_user(self.manager)._refund_deposit(50, self.bank)
        self.assertHeld(order.picking_ids, 50)

    def test_row_r_payment_is_first_for_what_waits(self):
        """Who pays what a delivery waits for gets it, whatever else was ordered."""
        order = self.make_order([self.ship(self.goods_a), self.later(self.goods_b)])
        shipped = self.line(order, self.goods_a)
        self.assertHeld(shipped.move_ids.picking_id, 90)
        order._receive_deposit(90, self.bank)
        self.assertFree(shipped.move_ids.picking_id)
        self.assertEqual(shipped.deposit_held, 100)
        order._receive_deposit(50, self.bank)
        order.invalidate_recordset()
        self.assertEqual(shipped.deposit_held, 100)
        self.assertEqual(self.line(order, self.goods_b).deposit_held, 60)

    def test_row_r_payment_beyond_what_waits(self):
        order = self.make_order([self.ship(self.goods_a), self.later(self.goods_b)])
        order._receive_deposit(120, self.bank)
        held = [line.deposit_held for line in order.order_line]
        self.assertEqual(held, [100, 40])

    def test_dp_05_card_that_is_captured_counts_once(self):
        order = self.make_order(
            [
                self.ship(self.goods_a),
                self.ship(self.goods_b, partner_id=self.cabin.id),
            ]
        )
        first, second = order.picking_ids
        transaction = self.pay_online(order, 80)
        self.assertFree(first)
        self.assertEqual(order.payment_missing, 100)
        transaction._set_done()
        transaction._post_process()
        order.invalidate_recordset()
        self.assertEqual(order.payment_missing, 100)
        self.validate(first)
        self.assertHeld(second, 100)
