from odoo import api, fields, models


class RetailDepositOverride(models.TransientModel):
    """Asks for another deposit than the rules, on one order (DP-04)."""

    _name = "retail.deposit.override"
    _description = "Change of a Deposit"

    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="order_id.company_id")
    currency_id = fields.Many2one(related="order_id.currency_id")
    amount_total = fields.Monetary(related="order_id.amount_total")
    deposit_received = fields.Monetary(related="order_id.deposit_received")
    deposit_by_rule = fields.Monetary(
        string="By the Rules", compute="_compute_deposit_by_rule"
    )
    deposit_explanation = fields.Text(string="Why", compute="_compute_deposit_by_rule")
    deposit_lowest = fields.Monetary(
        string="At Least", compute="_compute_deposit_by_rule"
    )
    may_lower = fields.Boolean(compute="_compute_deposit_by_rule")
    old_amount = fields.Monetary(string="Deposit Until Now", readonly=True)
    amount = fields.Monetary(string="New Deposit", required=True)
    is_lower = fields.Boolean(compute="_compute_is_lower")
    still_to_pay = fields.Monetary(
        string="Still to Pay",
        compute="_compute_is_lower",
        help="What the customer pays now, beside what was received before.",
    )
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        domain="[('kind', '=', 'deposit_override'), "
        "('company_id', 'in', (company_id, False))]",
        required=True,
    )
    note_required = fields.Boolean(related="reason_id.note_required")
    note = fields.Text()

    @api.model
    def default_get(self, fields):
        """Override of `base` to begin with the deposit that is asked for now."""
        values = super().default_get(fields)
        order = self.env["sale.order"].browse(values.get("order_id") or [])
        if order and {"amount", "old_amount"} & set(fields):
            asked = order._get_asked_deposit(order._get_deposit_terms())
            values.update(amount=asked, old_amount=asked)
        return values

    @api.depends("order_id")
    def _compute_deposit_by_rule(self):
        for wizard in self:
            order = wizard.order_id
            terms = order._get_deposit_terms()
            wizard.deposit_by_rule = terms["required"]
            wizard.deposit_explanation = terms["explanation"]
            wizard.deposit_lowest = order._get_lowest_deposit(terms)
            wizard.may_lower = order._may_lower_deposit()

    @api.depends("amount", "old_amount", "deposit_by_rule", "deposit_received")
    def _compute_is_lower(self):
        for wizard in self:
            free = min(wizard.old_amount, wizard.deposit_by_rule)
            compare = wizard.currency_id.compare_amounts
            wizard.is_lower = compare(wizard.amount, free) < 0
            missing = wizard.amount - wizard.deposit_received
            wizard.still_to_pay = max(wizard.currency_id.round(missing), 0.0)

    def action_change(self):
        """Ask for the new deposit.

        :raise UserError: the amount or the reason does not allow it
        :raise AccessError: the user may not lower the deposit
        """
        self.ensure_one()
        self.order_id._change_deposit(
            self.amount, self.reason_id, self.note, shown=self.old_amount
        )
        return {"type": "ir.actions.act_window_close"}
