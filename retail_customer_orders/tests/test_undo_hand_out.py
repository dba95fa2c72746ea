from odoo.exceptions import AccessError
from odoo.tests import tagged

from .undo import UndoCommon


@tagged("post_install", "-at_install")
class TestUndoHandOut(UndoCommon):
    """What the back office handed out by mistake: credit note and return in one."""

    def open_undo(self, invoice, user=None):
        picking = invoice.sudo().hand_out_picking_ids[:1]
        action = picking.with_user(user or self.manager).action_undo_hand_out()
        wizard = self.env[action["res_model"]].with_user(user or self.manager)
        return wizard.browse(action["res_id"])

    def undo_hand_out(self, invoice, user=None, **values):
        wizard = self.open_undo(invoice, user)
        wizard.write(values)
        wizard.action_confirm()
        return wizard

    def test_undone_as_if_nobody_had_come(self):
        order = self.make_order([self.later(self.goods_a, 3), self.later(self.goods_b)])
        before = self.get_state(order)
        invoice = self.hand_out(order, {order.order_line[0]: 2}).move_id
        wizard = self.open_undo(invoice)
        self.assertEqual(
            (wizard.amount_credit, wizard.amount_deposit, wizard.amount_back),
            (180, 20, 180),
        )
        wizard.action_confirm()
        self.assertEqual(self.get_state(order), before)
        note = wizard.note_id
        self.assertEqual((note.move_type, note.amount_total), ("out_refund", 180))
        self.assertEqual(note.reversed_entry_id, invoice)
        self.assertEqual(note.amount_residual, 0, "The money was given back.")
        self.assertEqual(wizard.journal_id, self.bank)
        self.close_session(self.register_a)
        self.assertBooksMatch(order)
        self.hand_out(order)
        self.assertEqual(order.customer_order_state, "done")
        self.assertBooksMatch(order)

    def test_invoice_not_paid_yet(self):
        order = self.make_order([self.later(self.goods_a)])
        invoice = self.hand_out(order, payment="later").move_id
        wizard = self.open_undo(invoice)
        self.assertEqual(wizard.amount_back, 0)
        wizard.action_confirm()
        self.assertEqual(invoice.amount_residual, 0)
        self.assertEqual(wizard.note_id.amount_residual, 0)
        self.assertEqual(order.order_line.fulfilment_open_qty, 1)

    def test_paid_out_later(self):
        order = self.make_order([self.later(self.goods_a)])
        invoice = self.hand_out(order).move_id
        wizard = self.undo_hand_out(invoice, journal_id=False)
        self.assertEqual(wizard.note_id.amount_residual, 90)

    def test_closed_period(self):
        """Nothing that is booked is touched: the credit note is today's."""
        order = self.make_order([self.later(self.goods_a)])
        invoice = self.hand_out(order).move_id
        payments = invoice.matched_payment_ids.move_id
        (invoice + payments)._write({"date": "2020-01-01"})
        (invoice + payments).invalidate_recordset()
        self.company.fiscalyear_lock_date = "2020-12-31"
        wizard = self.undo_hand_out(invoice)
        self.assertEqual(wizard.note_id.state, "posted")

    def test_undone_once(self):
        order = self.make_order([self.later(self.goods_a, 2)])
        invoice = self.hand_out(order).move_id
        wizards = [
            self.env["retail.pickup.undo"]
            .with_user(self.manager)
            .create({"move_id": invoice.id})
            for _person in range(2)
        ]
        self.assertTrue(invoice.sudo().hand_out_picking_ids.can_undo_hand_out)
        wizards[0].action_confirm()
        wizards[0].action_confirm()
        self.assertFalse(invoice.sudo().hand_out_picking_ids.can_undo_hand_out)
        with self.assertRefusal("was credited already"):
            wizards[1].action_confirm()
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 10)

    def test_came_back_already(self):
        order = self.make_order([self.later(self.goods_a, 2)])
        invoice = self.hand_out(order).move_id
        invoice.sudo().hand_out_picking_ids._take_back()
        with self.assertRefusal("came back already"):
            self.undo_hand_out(invoice)

    def test_other_documents(self):
        order = self.make_order([self.later(self.goods_a)])
        other = self.hand_out(order).move_id.sudo().copy()
        with self.assertRefusal("Make a credit note and a return instead"):
            other._undo_hand_out()

    def test_managers_only(self):
        order = self.make_order([self.later(self.goods_a)])
        invoice = self.hand_out(order).move_id
        with self.assertRaises(AccessError):
            self.undo_hand_out(invoice, user=self.user)

    def test_cash_of_registers(self):
        order = self.make_order([self.later(self.goods_a)])
        invoice = self.hand_out(order).move_id
        cash = self.register_b.payment_method_ids.filtered("is_cash_count").journal_id
        with self.assertRefusal("counted at its register"):
            self.undo_hand_out(invoice, journal_id=cash.id)
