import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

AMOUNTS = {
    "value": "amount",
    "charge_proposed": "charge_proposed",
    "forfeited": "forfeited",
    "refund": "refund",
    "owed": "owed",
}


class RetailOrderCancelWizard(models.TransientModel):
    """Cancels an order or a part of it; shows what it costs first (CN-02)."""

    _name = "retail.order.cancel.wizard"
    _description = "Cancel an Order"
    _check_company_auto = True

    uuid = fields.Char(required=True, default=lambda self: str(uuid.uuid4()))
    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="order_id.company_id")
    currency_id = fields.Many2one(related="order_id.currency_id")
    line_ids = fields.One2many(
        comodel_name="retail.order.cancel.wizard.line",
        inverse_name="wizard_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        required=True,
        domain="[('kind', '=', 'cancellation'),"
        " ('company_id', 'in', (company_id, False))]",
    )
    note = fields.Text()
    charge = fields.Monetary(
        compute="_compute_charge",
        store=True,
        readonly=False,
        help="What the customer pays for cancelling, taxes included.",
    )
    charge_reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Why Another Charge",
        domain="[('kind', '=', 'charge_override'),"
        " ('company_id', 'in', (company_id, False))]",
    )
    may_change_charge = fields.Boolean(compute="_compute_may_change_charge")
    is_charge_changed = fields.Boolean(compute="_compute_amounts")
    settlement = fields.Selection(
        selection=[("now", "Pay Back Now"), ("later", "Leave on the Order")],
        string="Deposit",
        required=True,
        default="now",
        help="Left on the order, it pays for what is still open; of an order that is "
        "cancelled, it is paid back later from the order's form.",
    )
    journal_id = fields.Many2one(
        comodel_name="account.journal",
        string="By",
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash')), ('company_id', '=', company_id)]",
        compute="_compute_journal_id",
        store=True,
        readonly=False,
    )
    amount = fields.Monetary(string="Value", compute="_compute_amounts")
    charge_proposed = fields.Monetary(compute="_compute_amounts")
    forfeited = fields.Monetary(string="Kept of Deposit", compute="_compute_amounts")
    refund = fields.Monetary(string="Goes Back", compute="_compute_amounts")
    owed = fields.Monetary(string="Still Owed", compute="_compute_amounts")
    is_whole = fields.Boolean(compute="_compute_amounts")

    @api.depends("order_id")
    def _compute_line_ids(self):
        for wizard in self:
            wizard.line_ids = [Command.clear()] + [
                Command.create({"order_line_id": line.id, "quantity": quantity})
                for line, quantity in wizard.order_id._get_cancellable().items()
            ]

    @api.depends("company_id")
    def _compute_journal_id(self):
        for wizard in self:
            wizard.journal_id = self.env["account.journal"].search(
                [
                    ("type", "in", ("bank", "cash")),
                    ("company_id", "=", wizard.company_id.id),
                ],
                limit=1,
            )

    @api.depends_context("uid")
    def _compute_may_change_charge(self):
        is_manager = self.env.user.has_group("retail_base.group_retail_manager")
        self.may_change_charge = is_manager

    def _get_quantities(self):
        self.ensure_one()
        return {
            line.order_line_id: line.quantity for line in self.line_ids if line.quantity
        }

    @api.depends("line_ids.quantity")
    def _compute_charge(self):
        for wizard in self:
            outcome = wizard.order_id._get_cancellation(wizard._get_quantities())
            wizard.charge = outcome["charge"]

    @api.depends("line_ids.quantity", "charge")
    def _compute_amounts(self):
        for wizard in self:
            outcome = wizard.order_id._get_cancellation(
                wizard._get_quantities(), wizard.charge
            )
            for key, name in AMOUNTS.items():
                wizard[name] = outcome[key]
            wizard.is_whole = outcome["is_whole"]
            wizard.is_charge_changed = bool(
                wizard.currency_id.compare_amounts(
                    wizard.charge, wizard.charge_proposed
                )
            )

    def action_confirm(self):
        """Cancel; a second click cancels nothing more.

        :raise UserError: something cannot be cancelled, and what to do
        """
        self.ensure_one()
        done = self.env["retail.order.cancellation"].search_count(
            [("uuid", "=", self.uuid)], limit=1
        )
        if not done:
            if self.reason_id.note_required and not (self.note or "").strip():
                raise UserError(
                    self.env._(
                        "Write a note: the reason “%s” asks for one.",
                        self.reason_id.name,
                    )
                )
            journal = self.settlement == "now" and self.journal_id
            if journal:
                journal.sudo()._ensure_not_a_register()
            self.order_id._cancel_in_back_office(
                self._get_quantities(),
                charge=self.charge,
                journal=journal,
                to_card=self.settlement == "card",
                uuid=self.uuid,
                reason_id=self.reason_id.id,
                note=self.note,
                charge_reason_id=self.charge_reason_id.id,
                store_id=self.order_id.origin_store_id.id,
            )
        return {"type": "ir.actions.act_window_close"}
