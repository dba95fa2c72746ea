from odoo.tests import Form, tagged

from .card import CardCommon


@tagged("post_install", "-at_install")
class TestCardLife(CardCommon):
    """What becomes of authorised cards when an order is changed or cancelled."""

    def test_ed_07_an_edit_says_what_cards_cover(self):
        order = self.order_of_200()
        self.authorise(order, 180)
        self.assertEqual((order.card_excess, order.card_missing), (0, 0))
        line = self.line(order, self.goods_a).with_user(self.clerk)
        line.product_uom_qty = 2
        self.assertEqual((order.card_excess, order.card_missing), (0, 100))
        line.product_uom_qty = 1
        order.with_user(self.clerk).payment_action_void()
        order.invalidate_recordset()
        self.assertEqual((order.amount_authorised, self.asked), (0, [("void", 180)]))
        self.authorise(order, 200)
        self.assertEqual((order.card_excess, order.card_missing), (20, 0))

    def test_ed_07_an_order_does_not_cost_less_than_was_charged(self):
        order = self.make_order([self.later(self.goods_a, 2)], deposit=20)
        order.sudo().deposit_required = 150
        self.authorise(order, 180)
        self.settle(order)
        self.assertEqual(order.deposit_held, 150)
        with self.assertRefusal("holds a deposit of .*150.00"):
            order.order_line.with_user(self.clerk).product_uom_qty = 1

    def cancel(self, order, settlement, quantity=None):
        reason = self.env["retail.reason.code"].search(
            [("kind", "=", "cancellation")], limit=1
        ) or self.env["retail.reason.code"].create(
            {"name": "Regret", "code": "REGRET", "kind": "cancellation"}
        )
        wizards = self.env["retail.order.cancel.wizard"].with_user(self.clerk)
        with Form(wizards.with_context(default_order_id=order.id)) as form:
            form.reason_id = reason
            form.settlement = settlement
            if settlement == "now":
                form.journal_id = self.bank
            if quantity is not None:
                with form.line_ids.edit(0) as line:
                    line.quantity = quantity
        form.record.action_confirm()
        order.invalidate_recordset()
        return form.record

    def test_cn_05_cancelling_releases_cards_and_pays_the_deposit_back(self):
        lines = [self.later(self.goods_a, 2)]
        payload = self.order_payload(lines, deposit=0, link_amount=200)
        order = self.make_order(lines, payload=payload)
        order.sudo().deposit_required = 50
        card = self.authorise(order, 200)
        self.settle(order)
        self.cancel(order, "card")
        self.assertEqual((order.state, order.deposit_held), ("cancel", 0))
        self.assertEqual(order.deposit_refunded, 50)
        self.settle(order)
        self.assertEqual(self.asked, [("capture", 50), ("refund", -50), ("void", 150)])
        self.assertEqual((order.amount_authorised, card.state), (0, "done"))
        self.close_all()
        self.assertBooksMatch(order)

    def test_cn_05_what_is_left_of_a_partly_shipped_order_is_released(self):
        """Better than the model: the rest of the authorisation does not stay."""
        line = self.later(self.goods_a, 2, fulfilment="ship", partner_id=self.cabin.id)
        order = self.make_order([line], deposit=20)
        self.authorise(order, 180)
        picking = order.picking_ids
        picking.move_ids.quantity = 1
        picking.move_ids.picked = True
        picking.with_context(cancel_backorder=False)._action_done()
        order._create_invoices().action_post()
        self.cancel(order, "now")
        self.assertEqual(order.customer_order_state, "done")
        self.settle(order)
        self.assertEqual(self.asked, [("capture", 90), ("void", 90)])
        self.assertEqual((order.amount_authorised, order.deposit_held), (0, 0))
        self.close_all()
        self.assertBooksMatch(order)

    def test_cn_05_a_release_that_failed_is_left_to_people(self):
        order = self.order_of_200()
        self.authorise(order, 180)
        self.refusals["void"] = "No answer."
        self.cancel(order, "now")
        for _run in range(2):
            self.settle(order)
        self.assertEqual(self.asked, [("void", 180)])
        self.assertIn("No answer.", str(order.message_ids.mapped("body")))
