from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.quiet import QUIET


class AccountMove(models.Model):
    """Invoices of goods that the back office hands out."""

    _inherit = "account.move"  # pylint: disable=consider-merging-classes-inherited

    hand_out_picking_ids = fields.One2many(
        comodel_name="stock.picking",
        inverse_name="hand_out_move_id",
        string="Goods Handed Out",
        readonly=True,
        groups="retail_base.group_retail_user",
    )

    def _get_undo_hand_out_obstacle(self):
        """Say why the hand-out that this invoice is of cannot be undone.

        :return: a sentence, or False when it can
        """
        self.ensure_one()
        pickings = self.hand_out_picking_ids
        if self.move_type != "out_invoice" or not pickings:
            return self.env._(
                "No goods were handed out with this document in the back office. Make "
                "a credit note and a return instead."
            )
        if self.state != "posted":
            return self.env._("The invoice is not posted any more.")
        notes = self.reversal_move_ids.filtered(lambda note: note.state != "cancel")
        if notes:
            return self.env._(
                "The invoice was credited already: %s.", ", ".join(notes.mapped("name"))
            )
        if pickings.return_ids.filtered(lambda one: one.state != "cancel"):
            return self.env._("Some of the goods came back already.")
        if any(order.state != "sale" for order in pickings.sale_id):
            return self.env._("The order was cancelled since.")
        return False

    def _undo_hand_out(self, journal=None):
        """Take back the goods of this invoice, with a credit note for it.

        Nothing that is booked is touched, so it works for closed periods as well. Call
        it in superuser mode, with the order locked.

        :param journal: the `account.journal` that gives back what was paid; when not
            given, the credit note stays to be paid out
        :return: the posted credit note
        :raise UserError: it cannot be undone, and why
        """
        self.ensure_one()
        obstacle = self._get_undo_hand_out_obstacle()
        if obstacle:
            raise UserError(obstacle)
        pickings = self.hand_out_picking_ids
        for order, quantities in self._get_customer_order_quantities().items():
            mine = pickings.filtered(lambda one, order=order: one.sale_id == order)
            units = {
                line: line._to_product_unit(qty) for line, qty in quantities.items()
            }
            order._take_back(units, mine)
        today = fields.Date.context_today(self)
        values = {
            "ref": self.env._("Hand-out undone: %s", self.name),
            "date": today,
            "invoice_date": today,
        }
        # Core's own cancelling would part the invoice from its payment and its deposit.
        note = self.with_context(**QUIET)._reverse_moves([values])
        note.action_post()
        if journal and not note.currency_id.is_zero(note.amount_residual):
            note._pay_in_full(journal)
        return note
