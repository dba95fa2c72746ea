from odoo import api, fields, models
from odoo.exceptions import UserError


class RetailStoreCreditEntry(models.Model):
    """The ledger of store credit: entries are added, never changed."""

    _name = "retail.store.credit.entry"
    _description = "Store Credit Entry"
    _order = "date desc, id desc"
    _rec_name = "credit_id"

    credit_id = fields.Many2one(
        comodel_name="retail.store.credit",
        string="Store Credit",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    partner_id = fields.Many2one(related="credit_id.partner_id", store=True, index=True)
    company_id = fields.Many2one(related="credit_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="credit_id.currency_id")
    kind = fields.Selection(
        selection=[("issued", "Issued"), ("redeemed", "Redeemed")],
        required=True,
        readonly=True,
    )
    amount = fields.Monetary(
        required=True,
        readonly=True,
        help="Positive when the customer may redeem more by it.",
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    pos_order_id = fields.Many2one(
        comodel_name="pos.order",
        string="Ticket",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    store_id = fields.Many2one(
        related="pos_order_id.config_id.store_id", store=True, index=True
    )
    move_id = fields.Many2one(
        comodel_name="account.move",
        string="Journal Entry",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="Booked in the back office, without a ticket.",
    )

    def write(self, vals):
        """Override of `base` to keep what was booked."""
        if set(vals) - {"partner_id", "company_id", "store_id"}:
            raise UserError(self._get_kept_message())
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self._get_kept_message())

    def _get_kept_message(self):
        return self.env._(
            "What was booked on a store credit can be neither changed nor deleted. "
            "Book the difference instead."
        )
