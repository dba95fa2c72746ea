from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class RetailReturn(models.Model):
    """The money of a return without a ticket: credit notes (row l)."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    credit_note_ids = fields.One2many(
        comodel_name="account.move",
        inverse_name="retail_return_id",
        string="Credit Notes",
        readonly=True,
        groups="account.group_account_readonly,account.group_account_invoice,"
        "retail_base.group_retail_user",
    )
    credit_note_count = fields.Integer(
        compute="_compute_credit_notes", compute_sudo=True
    )
    amount_open = fields.Monetary(
        string="To Pay Out",
        compute="_compute_credit_notes",
        compute_sudo=True,
        help="What the credit notes still owe to the customer.",
    )

    @api.depends("credit_note_ids.amount_residual", "credit_note_ids.state")
    def _compute_credit_notes(self):
        for record in self:
            notes = record.credit_note_ids
            posted = notes.filtered(lambda note: note.state == "posted")
            record.credit_note_count = len(notes)
            record.amount_open = sum(posted.mapped("amount_residual"))

    def _credit(self):
        """Make the credit notes, one for each invoice, and set them off against it.

        Call it in superuser mode.

        :return: the posted credit notes
        """
        self.ensure_one()
        partner = self.partner_id or self.line_ids.sold_line_id.order_id.partner_id[:1]
        if not partner:
            raise UserError(
                self.env._("Choose the customer who gets the money, and refund again.")
            )
        by_invoice = defaultdict(self.env["retail.return.line"].browse)
        for line in self.line_ids:
            by_invoice[line._get_credited_invoice()] |= line
        notes = self.env["account.move"].create(
            [
                self._prepare_credit_note(partner, invoice, lines)
                for invoice, lines in by_invoice.items()
            ]
        )
        notes.action_post()
        for item in notes.invoice_line_ids.filtered("retail_return_line_id"):
            item.retail_return_line_id.amount = item.price_total
        return notes

    def _prepare_credit_note(self, partner, invoice, lines):
        today = fields.Date.context_today(self)
        values = {
            "move_type": "out_refund",
            "partner_id": (invoice.partner_id or partner).id,
            "company_id": self.company_id.id,
            "currency_id": self.currency_id.id,
            "invoice_date": today,
            "invoice_origin": self.name,
            "retail_return_id": self.id,
            "invoice_line_ids": [
                Command.create(line._prepare_credit_item()) for line in lines
            ],
        }
        if invoice:
            values.update(
                {
                    "reversed_entry_id": invoice.id,
                    "ref": self.env._("Reversal of: %s", invoice.name),
                    "currency_id": invoice.currency_id.id,
                    "journal_id": invoice.journal_id.id,
                    "fiscal_position_id": invoice.fiscal_position_id.id,
                }
            )
        return values

    def action_view_credit_notes(self):
        """Open the credit notes of this return."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "account.action_move_out_refund_type"
        )
        notes = self.sudo().credit_note_ids
        action["domain"] = [("id", "in", notes.ids)]
        action["context"] = {}
        if len(notes) == 1:
            action.update(
                {"res_id": notes.id, "view_mode": "form", "views": [(False, "form")]}
            )
        return action

    def action_pay_out(self):
        """Ask how what is owed to the customer is paid."""
        self.ensure_one()
        notes = self.credit_note_ids.filtered(lambda note: note.state == "posted")
        return notes.action_register_payment()
