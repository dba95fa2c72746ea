from odoo import api, fields, models
from odoo.fields import Domain

# How returned goods may look, see `tools/payload.py`.
CONDITIONS = [
    ("unopened", "Unopened"),
    ("opened", "Opened"),
    ("damaged", "Damaged"),
    ("defective", "Defective"),
]
# The goods are back: what these returns took back can come back no more.
RECEIVED_STATES = ("received", "refunded")
# What names the sold line, in the order in which it counts.
SOLD_LINE_FIELDS = ("sold_line_id", "order_line_id", "invoice_line_id")


class RetailReturnLine(models.Model):
    """One sold line of which something came back."""

    _name = "retail.return.line"
    _description = "Return Line"
    _order = "return_id desc, id"
    _rec_name = "product_id"

    return_id = fields.Many2one(
        comodel_name="retail.return",
        string="Return",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="return_id.company_id", store=True, index=True)
    date = fields.Datetime(related="return_id.date", store=True)
    store_id = fields.Many2one(related="return_id.store_id", store=True)
    origin_store_id = fields.Many2one(related="return_id.origin_store_id", store=True)
    user_id = fields.Many2one(related="return_id.user_id", store=True)
    currency_id = fields.Many2one(related="return_id.currency_id")
    product_id = fields.Many2one(
        comodel_name="product.product",
        required=True,
        index=True,
        ondelete="restrict",
    )
    categ_id = fields.Many2one(
        related="product_id.categ_id", string="Category", store=True
    )
    product_uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
    sold_line_id = fields.Many2one(
        comodel_name="pos.order.line",
        string="Sold Line",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    order_line_id = fields.Many2one(
        comodel_name="sale.order.line",
        string="Order Line",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    invoice_line_id = fields.Many2one(
        comodel_name="account.move.line",
        string="Invoice Line",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    refund_line_id = fields.Many2one(
        comodel_name="pos.order.line",
        string="Refund Line",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    qty = fields.Float(
        string="Quantity", digits="Product Unit", required=True, default=1.0
    )
    price_unit = fields.Monetary(
        string="Unit Price",
        help="What one unit gives back, taxes included.",
    )
    amount = fields.Monetary(
        string="Refund", compute="_compute_amount", store=True, readonly=False
    )
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        index="btree_not_null",
        ondelete="restrict",
        domain=[("kind", "=", "return")],
    )
    note = fields.Char()
    condition = fields.Selection(
        selection=CONDITIONS,
        help="How the goods look. Empty when nobody has looked.",
    )
    lot_id = fields.Many2one(
        comodel_name="stock.lot",
        string="Lot/Serial Number",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('product_id', '=', product_id)]",
    )
    is_linked = fields.Boolean(
        string="Sale Known",
        compute="_compute_is_linked",
        store=True,
        help="The line that sold these goods is known.",
    )
    sold_on = fields.Char(compute="_compute_sold_on", compute_sudo=True)

    @api.depends("sold_line_id", "order_line_id", "invoice_line_id")
    def _compute_is_linked(self):
        for line in self:
            line.is_linked = bool(line._get_sold_line())

    @api.depends("sold_line_id", "order_line_id", "invoice_line_id")
    def _compute_sold_on(self):
        for line in self:
            line.sold_on = (
                line.sold_line_id.order_id.pos_reference
                or line.order_line_id.order_id.name
                or line.invoice_line_id.move_id.name
            )

    @api.depends("price_unit", "qty")
    def _compute_amount(self):
        for line in self:
            # What a ticket gave back is as it was booked.
            if not line.refund_line_id:
                line.amount = line.currency_id.round(line.price_unit * line.qty)

    def _get_sold_line(self):
        """Return the line that sold these goods, of one of three models, or none."""
        self.ensure_one()
        # Who takes goods back may read neither orders nor invoices.
        line = self.sudo()
        return line.sold_line_id or line.order_line_id or line.invoice_line_id

    @api.model
    def _get_received_domain(self, link, sold_lines):
        """Match what the back office took back of sold lines, without a ticket.

        Each unit is counted once, by the line that sold it: a ticket's before an
        order's before an invoice's.

        :param str link: the field that names the sold line
        """
        before = SOLD_LINE_FIELDS[: SOLD_LINE_FIELDS.index(link)]
        return Domain(
            [
                (link, "in", sold_lines.ids),
                ("refund_line_id", "=", False),
                ("return_id.state", "in", RECEIVED_STATES),
                *((name, "=", False) for name in before),
            ]
        )

    @api.model
    def _find_of_invoice_items(self, items):
        """Return what came back of invoice lines, by a ticket or without."""
        return self.search(
            Domain("return_id.state", "in", RECEIVED_STATES)
            & (
                Domain("invoice_line_id", "in", items.ids)
                | Domain("order_line_id", "in", items.sale_line_ids.ids)
                & Domain("sold_line_id", "=", False)
            )
        )

    @api.model
    def _prepare_from_ticket_line(self, line):
        """Return the values that record a paid ticket line which takes goods back."""
        sold = line.refunded_orderline_id
        amount = -line._get_amount_incl()
        disposition, destination = (
            line._get_disposition()
            if line.order_id.config_id.store_id
            else (False, None)
        )
        return {
            "disposition": disposition,
            "destination_store_id": destination and destination.id,
            "product_id": line.product_id.id,
            "sold_line_id": sold.id,
            "order_line_id": (
                line.return_order_line_id or sold.customer_order_line_id
            ).id,
            "invoice_line_id": line.return_invoice_line_id.id,
            "refund_line_id": line.id,
            "qty": -line.qty,
            "price_unit": amount / -line.qty,
            "amount": amount,
            "reason_id": line.return_reason_id.id,
            "note": line.return_note,
            "condition": line.return_condition,
        }
