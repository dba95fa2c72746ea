from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class RetailPickupUndo(models.TransientModel):
    """Undoes what the back office handed out: goods, invoice, deposit and payment."""

    _name = "retail.pickup.undo"
    _description = "Undo Hand-Out"

    move_id = fields.Many2one(
        comodel_name="account.move", string="Invoice", required=True, readonly=True
    )
    company_id = fields.Many2one(related="move_id.company_id")
    currency_id = fields.Many2one(related="move_id.currency_id")
    picking_ids = fields.Many2many(
        comodel_name="stock.picking",
        string="Handed Out By",
        compute="_compute_amounts",
    )
    amount_credit = fields.Monetary(string="Credit Note", compute="_compute_amounts")
    amount_deposit = fields.Monetary(
        string="Deposit Back on the Order", compute="_compute_amounts"
    )
    amount_back = fields.Monetary(
        string="To Give Back",
        compute="_compute_amounts",
        help="What the customer paid when taking the goods.",
    )
    journal_id = fields.Many2one(
        comodel_name="account.journal",
        string="Given Back From",
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('company_id', '=', company_id), ('type', 'in', ('bank', 'cash', "
        "'credit')), ('pos_payment_method_ids', 'not any', "
        "[('is_cash_count', '=', True)])]",
        help="Leave empty to pay the credit note out later.",
    )
    note_id = fields.Many2one(
        comodel_name="account.move",
        string="Made",
        readonly=True,
        help="Set once it was undone: nothing is undone twice.",
    )

    @api.depends("move_id")
    def _compute_amounts(self):
        for wizard in self:
            # A manager of the store need not read all invoices.
            move = wizard.move_id._origin.sudo()
            used = move._get_deposit_items()
            wizard.picking_ids = move.hand_out_picking_ids.ids
            wizard.amount_credit = move.amount_total
            wizard.amount_deposit = sum(used.mapped("amount_currency"))
            wizard.amount_back = move.amount_total - move.amount_residual

    @api.depends("move_id")
    def _compute_journal_id(self):
        for wizard in self:
            payments = wizard.move_id._origin.sudo().matched_payment_ids
            wizard.journal_id = payments[:1].journal_id

    def action_confirm(self):
        """Undo the hand-out, once, however often this is called.

        :raise UserError: it cannot be undone, and why
        """
        self.ensure_one()
        # A manager of the store need neither keep books nor run the warehouse.
        move = self.move_id.sudo()
        orders = move.hand_out_picking_ids.sale_id
        orders.sudo(False).check_access("write")
        lock_records(orders)
        self.invalidate_recordset()
        move.invalidate_recordset()
        if not self.note_id:
            journal = self._get_paying_journal()
            note = move._undo_hand_out(journal)
            self.note_id = note.sudo(False)
            for order in orders.sudo(False):
                order.message_post(
                    body=self.env._(
                        "The hand-out of %(invoice)s was undone: %(note)s.",
                        invoice=move.name,
                        note=note.name,
                    )
                )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "The goods are the order's again. Credit note: %s.",
                    self.note_id.sudo().name,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _get_paying_journal(self):
        journal = self.journal_id.sudo()
        if journal and journal.company_id != self.company_id:
            raise UserError(self.env._("Choose a journal of this company."))
        journal._ensure_not_a_register()
        return journal
