from odoo import models
from odoo.exceptions import UserError


class AccountMove(models.Model):
    """Unpaid invoices are cancelled or corrected with one button (row k)."""

    _inherit = "account.move"  # pylint: disable=consider-merging-classes-inherited

    def _get_correction_obstacle(self):
        """Say why this invoice can be neither cancelled nor corrected.

        :return: a sentence, or False when it can
        """
        self.ensure_one()
        # Who corrects an invoice may see neither tickets nor returns.
        move = self.sudo()
        if move.move_type != "out_invoice" or move.state != "posted":
            return self.env._("Only posted invoices can be cancelled or corrected.")
        if move.pos_order_ids:
            return self.env._(
                "%s is of a ticket. Give it back with a return.", move.name
            )
        if move.payment_state != "not_paid":
            return self.env._(
                "%s is paid, or set off in part. Take the goods back, or make a credit "
                "note.",
                move.name,
            )
        return False

    def _get_delivered_obstacle(self):
        """Say that the goods of this invoice have left; cancelled, nobody pays them."""
        self.ensure_one()
        lines = self.sudo().invoice_line_ids.sale_line_ids
        lines = lines.filtered(lambda line: line._is_returnable_goods())
        delivered = lines._get_delivered_quantities()
        if lines and all(
            line.product_id.uom_id.compare(delivered[line], 0) > 0 for line in lines
        ):
            return self.env._(
                "The goods of %s were all delivered. Take them back, or correct the "
                "invoice instead of cancelling it.",
                self.name,
            )
        return False

    def action_cancel_unpaid(self):
        """Cancel this invoice with a credit note that is set off against it.

        :return: action that opens the credit note
        :raise UserError: it is paid, of a ticket, or its goods were delivered
        """
        obstacle = self._get_correction_obstacle() or self._get_delivered_obstacle()
        if obstacle:
            raise UserError(obstacle)
        return self._open_correction(self._cancel_with_credit_note())

    def action_correct_unpaid(self):
        """Cancel this invoice, and open a copy of it to be changed and posted.

        :return: action that opens the new invoice
        :raise UserError: it is paid, or of a ticket
        """
        obstacle = self._get_correction_obstacle()
        if obstacle:
            raise UserError(obstacle)
        self._cancel_with_credit_note()
        # The new one invoices what this one did, so it keeps the order's lines.
        copy = self.with_context(include_business_fields=True).copy()
        return self._open_correction(copy)

    def _cancel_with_credit_note(self):
        return self._reverse_moves(
            [{"ref": self.env._("Reversal of: %s", self.name)}], cancel=True
        )

    def _open_correction(self, move):
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "res_id": move.id,
            "view_mode": "form",
        }
