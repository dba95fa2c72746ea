from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import deposit

# What is stored for reports follows the order.
FOLLOWING = {"origin_store_id", "order_date", "amount_account"}


class RetailDepositEntry(models.Model):
    """The ledger of deposits: what a line of an order holds is the sum of its entries.

    Entries are added, never changed: what was wrong is put right by another entry.
    """

    _name = "retail.deposit.entry"
    _description = "Deposit Entry"
    _order = "date desc, id desc"
    _rec_name = "order_id"

    order_id = fields.Many2one(
        comodel_name="sale.order",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    order_line_id = fields.Many2one(
        comodel_name="sale.order.line",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    product_id = fields.Many2one(related="order_line_id.product_id")
    request_id = fields.Many2one(
        comodel_name="retail.order.request",
        string="Order Request",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        comodel_name="res.company", required=True, readonly=True, index=True
    )
    store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Booked In",
        readonly=True,
        index=True,
        ondelete="restrict",
        help="The store where the money was taken or used.",
    )
    origin_store_id = fields.Many2one(
        related="order_id.origin_store_id", store=True, index=True
    )
    kind = fields.Selection(
        selection=[
            ("received", "Received"),
            ("applied", "Applied"),
            ("refunded", "Refunded"),
            ("forfeited", "Forfeited"),
            ("moved", "Moved Between Lines"),
        ],
        required=True,
        readonly=True,
    )
    currency_id = fields.Many2one(
        comodel_name="res.currency", required=True, readonly=True
    )
    amount = fields.Monetary(
        required=True,
        readonly=True,
        help="Positive when the order holds more by it, negative when it holds less.",
    )
    amount_tax = fields.Monetary(
        string="Tax",
        readonly=True,
        help="The tax in the amount, where it was booked with the deposit. The deposit "
        "account holds the amount without it.",
    )
    amount_account = fields.Monetary(
        string="On the Account",
        compute="_compute_amount_account",
        store=True,
        help="What the deposit account holds by it: the amount without its tax.",
    )
    order_date = fields.Datetime(related="order_id.date_order", store=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    pos_order_line_id = fields.Many2one(
        comodel_name="pos.order.line",
        string="Ticket Line",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    pos_order_id = fields.Many2one(
        related="pos_order_line_id.order_id", string="Ticket"
    )
    move_line_id = fields.Many2one(
        comodel_name="account.move.line",
        string="Invoice Line",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.depends("amount", "amount_tax")
    def _compute_amount_account(self):
        for entry in self:
            entry.amount_account = entry.amount - entry.amount_tax

    def write(self, vals):
        """Override of `base` to keep what was booked."""
        if set(vals) - FOLLOWING:
            raise UserError(
                self.env._(
                    "What was booked on the deposits of an order cannot be changed. "
                    "Book the difference instead."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._(
                "What was booked on the deposits of an order cannot be deleted. "
                "Book the difference instead."
            )
        )

    @api.model
    def _book(self, order, kind, amounts, taxes=None, **links):
        """Add one entry per line of an order.

        :param order: the `sale.order`
        :param str kind: see the field `kind`
        :param dict amounts: {`sale.order.line`: amount, positive when the order holds
            more by it}; amounts of zero are left out
        :param dict taxes: {`sale.order.line`: the tax in its amount, with its sign}
        :param links: further values, the same for all entries
        """
        return self.create(
            [
                {
                    "order_id": order.id,
                    "order_line_id": line.id,
                    "partner_id": order.partner_id.commercial_partner_id.id,
                    "company_id": order.company_id.id,
                    "currency_id": order.currency_id.id,
                    "kind": kind,
                    "amount": amount,
                    "amount_tax": (taxes or {}).get(line, 0.0),
                    **links,
                }
                for line, amount in amounts.items()
                if not order.currency_id.is_zero(amount)
                or not order.currency_id.is_zero((taxes or {}).get(line, 0.0))
            ]
        )

    @api.model
    def _spread(self, amount, weights, currency):
        """Share an amount over lines in proportion to `weights`, to the last cent.

        :param dict weights: {`sale.order.line`: weight}
        :return: {`sale.order.line`: amount}
        """
        parts = deposit.spread(amount, list(weights.values()), currency.round)
        return dict(zip(weights, parts, strict=True))
