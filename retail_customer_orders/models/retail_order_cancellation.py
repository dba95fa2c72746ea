import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError


class RetailOrderCancellation(models.Model):
    """What was cancelled of an order, what it cost the customer, and who decided it.

    It is the record of a decision that was carried out: nobody changes it.
    """

    _name = "retail.order.cancellation"
    _description = "Cancellation"
    _order = "id desc"
    _rec_name = "order_id"

    _uuid_unique = models.Constraint(
        "UNIQUE (uuid)", "This was cancelled already. Open the order to see it."
    )

    uuid = fields.Char(
        string="Identifier",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: str(uuid.uuid4()),
    )
    order_id = fields.Many2one(
        comodel_name="sale.order",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="order_id.currency_id", store=True)
    partner_id = fields.Many2one(
        related="order_id.partner_id", string="Customer", store=True
    )
    origin_store_id = fields.Many2one(
        related="order_id.origin_store_id", store=True, index=True
    )
    store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Cancelled In",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    pos_order_id = fields.Many2one(
        comodel_name="pos.order",
        string="Ticket",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    is_whole = fields.Boolean(
        string="Whole Order", readonly=True, help="Nothing of the order was left open."
    )
    summary = fields.Text(string="What Was Cancelled", readonly=True)
    amount = fields.Monetary(
        string="Value", readonly=True, help="What the cancelled goods cost."
    )
    charge_proposed = fields.Monetary(
        readonly=True, help="What the company charges for cancelling these goods."
    )
    charge = fields.Monetary(readonly=True)
    forfeited = fields.Monetary(
        string="Kept of Deposit",
        readonly=True,
        help="The part of the charge that the deposit paid.",
    )
    refund = fields.Monetary(
        readonly=True, help="The part of the deposit that the customer gets back."
    )
    owed = fields.Monetary(
        readonly=True, help="The part of the charge that the deposit did not pay."
    )
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    note = fields.Text(readonly=True)
    charge_reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason for Another Charge",
        readonly=True,
        ondelete="restrict",
    )
    invoice_id = fields.Many2one(
        comodel_name="account.move", readonly=True, ondelete="restrict"
    )
    payment_id = fields.Many2one(
        comodel_name="account.payment", readonly=True, ondelete="restrict"
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What was cancelled is kept; it cannot be deleted."))
