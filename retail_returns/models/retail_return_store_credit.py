from odoo import models
from odoo.exceptions import UserError


class RetailReturn(models.Model):
    """What the back office owes for a return can become store credit (RP-08)."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    def action_refund_to_store_credit(self):
        """Turn what the credit notes still owe into store credit of the customer.

        :raise UserError: nothing is owed
        """
        self.ensure_one()
        self._ensure_state("refunded")
        notes = self.credit_note_ids.filtered(
            lambda note: note.state == "posted" and note.amount_residual
        )
        if not notes:
            raise UserError(self.env._("Nothing is owed to the customer any more."))
        for note in notes:
            note._settle_with_store_credit("out_refund")

    def action_pay_out(self):
        """Override of `retail_returns` to propose how the sale was paid (RP-06).

        Where the sale was paid through one journal, the money goes back through it;
        what is not known, or was paid in several ways, goes through the default one.
        """
        action = super().action_pay_out()
        # Who pays out need not see the payments of other documents.
        invoices = self.sudo().credit_note_ids.reversed_entry_id
        journals = invoices._get_reconciled_payments().journal_id
        if len(journals) == 1:
            action["context"] = {
                **(action.get("context") or {}),
                "default_journal_id": journals.id,
            }
        return action
