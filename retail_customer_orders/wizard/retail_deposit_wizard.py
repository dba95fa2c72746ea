import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError


class RetailDepositWizard(models.TransientModel):
    """Takes a deposit past the till, or pays one back; shows the money first."""

    _name = "retail.deposit.wizard"
    _description = "Deposit Payment"
    _check_company_auto = True

    uuid = fields.Char(required=True, default=lambda self: str(uuid.uuid4()))
    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="order_id.company_id")
    currency_id = fields.Many2one(related="order_id.currency_id")
    kind = fields.Selection(
        selection=[("receive", "Take a Payment"), ("refund", "Pay Back")],
        required=True,
        default="receive",
    )
    journal_id = fields.Many2one(
        comodel_name="account.journal",
        string="By",
        required=True,
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash')), ('company_id', '=', company_id)]",
        compute="_compute_journal_id",
        store=True,
        readonly=False,
    )
    amount = fields.Monetary(
        compute="_compute_amount", store=True, readonly=False, required=True
    )
    amount_total = fields.Monetary(
        related="order_id.amount_total", string="Order Total"
    )
    deposit_required = fields.Monetary(
        related="order_id.deposit_required", string="Deposit Asked For"
    )
    deposit_held = fields.Monetary(related="order_id.deposit_held")
    amount_balance = fields.Monetary(
        related="order_id.amount_balance", string="Left to Pay"
    )
    deposit_after = fields.Monetary(
        string="Deposit Held Afterwards", compute="_compute_deposit_after"
    )

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

    @api.depends("kind", "order_id")
    def _compute_amount(self):
        for wizard in self:
            order = wizard.order_id
            if wizard.kind == "refund":
                wizard.amount = order._get_spare_deposit()
            else:
                due = order.deposit_required - order.deposit_received
                wizard.amount = max(due, 0) or max(order.amount_balance, 0)

    @api.depends("amount", "kind", "order_id")
    def _compute_deposit_after(self):
        for wizard in self:
            sign = -1 if wizard.kind == "refund" else 1
            wizard.deposit_after = wizard.deposit_held + sign * wizard.amount

    def action_confirm(self):
        """Book the payment; a second click books nothing more.

        :raise UserError: the amount is not possible, or the user may not pay it back
        """
        self.ensure_one()
        self.journal_id.sudo()._ensure_not_a_register()
        payments = self.env["account.payment"].sudo()
        if not payments.search_count([("deposit_uuid", "=", self.uuid)], limit=1):
            pay = {
                "receive": self.order_id._receive_deposit,
                "refund": self.order_id._refund_deposit,
            }[self.kind]
            pay(self.amount, self.journal_id, deposit_uuid=self.uuid)
        return {"type": "ir.actions.act_window_close"}

    @api.constrains("order_id")
    def _check_order(self):
        for wizard in self:
            if not wizard.order_id.is_customer_order:
                raise UserError(self.env._("Only customer orders hold deposits."))
