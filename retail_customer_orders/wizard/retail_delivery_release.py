from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.retail_base.tools.judge import lock_records


class RetailDeliveryRelease(models.TransientModel):
    """A manager lets one delivery leave before it is paid, and says why."""

    _name = "retail.delivery.release"
    _description = "Release Before Payment"

    picking_id = fields.Many2one(
        comodel_name="stock.picking", required=True, ondelete="cascade"
    )
    order_id = fields.Many2one(related="picking_id.sale_id")
    partner_id = fields.Many2one(related="order_id.partner_id")
    currency_id = fields.Many2one(related="order_id.currency_id")
    company_id = fields.Many2one(related="picking_id.company_id")
    amount_total = fields.Monetary(
        string="Order Total", related="order_id.amount_total"
    )
    deposit_held = fields.Monetary(related="order_id.deposit_held")
    payment_missing = fields.Monetary(related="picking_id.payment_missing")
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        required=True,
        domain="[('kind', '=', 'approval'), ('company_id', 'in', (company_id, False))]",
    )
    note_required = fields.Boolean(related="reason_id.note_required")
    note = fields.Text()

    def action_release(self):
        """Approve that the delivery leaves, and tell its order and itself.

        The approval covers what is missing now, not what is added later.

        :raise AccessError: the user is no manager
        :raise UserError: nothing is missing, or the reason needs a note
        """
        self.ensure_one()
        if not self.env.user.has_group("retail_base.group_retail_manager"):
            raise AccessError(
                self.env._("Only a manager may let goods leave that are not paid.")
            )
        picking = self.picking_id
        picking.check_access("write")
        # Somebody may pay, or validate the delivery, at this moment.
        lock_records(picking.sudo().sale_id)
        picking.invalidate_recordset(["payment_missing", "is_waiting_for_payment"])
        amount = picking.payment_missing
        if not amount:
            raise UserError(
                self.env._(
                    "%(delivery)s waits for no payment any more. Validate it.",
                    delivery=picking.name,
                )
            )
        self._ensure_reason()
        # Nobody may create approvals; this one was judged above.
        self.env["retail.approval"].sudo().create(self._prepare_approval(amount))
        self._log(amount)

    def _ensure_reason(self):
        reason = self.reason_id
        company = reason.company_id or self.company_id
        if reason.kind != "approval" or company != self.company_id:
            raise UserError(self.env._("Choose a reason for approvals."))
        if reason.note_required and not (self.note or "").strip():
            raise UserError(
                self.env._(
                    "The reason “%(reason)s” needs a note. Write one.",
                    reason=reason.name,
                )
            )

    def _prepare_approval(self, amount):
        now = fields.Datetime.now()
        return {
            "kind": "unpaid_delivery",
            "description": f"{self.order_id.name} · {self.picking_id.name}",
            "company_id": self.company_id.id,
            "currency_id": self.currency_id.id,
            "amount": amount,
            "reason_id": self.reason_id.id,
            "note": self.note,
            "requested_by_id": self.env.uid,
            "approved_by_id": self.env.uid,
            "expires_at": now,
            "used_at": now,
            "res_model": "stock.picking",
            "res_id": self.picking_id.id,
        }

    def _log(self, amount):
        message = self.env._(
            "%(delivery)s may leave before %(amount)s are paid. %(reason)s. %(note)s",
            delivery=self.picking_id.name,
            amount=self.currency_id.format(amount),
            reason=self.reason_id.name,
            note=self.note or "",
        )
        for record in (self.picking_id, self.order_id):
            record.message_post(body=message.strip())
