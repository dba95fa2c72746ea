from odoo import api, fields, models


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
        readonly=True,
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
    refund_line_id = fields.Many2one(
        comodel_name="pos.order.line",
        string="Refund Line",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    qty = fields.Float(
        string="Quantity", digits="Product Unit", required=True, readonly=True
    )
    price_unit = fields.Monetary(
        string="Unit Price",
        readonly=True,
        help="What one unit gave back, taxes included.",
    )
    amount = fields.Monetary(string="Refund", readonly=True)
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    note = fields.Char(readonly=True)

    @api.model
    def _prepare_from_ticket_line(self, line):
        """Return the values that record a paid ticket line which takes goods back."""
        sold = line.refunded_orderline_id
        amount = -line._get_amount_incl()
        return {
            "product_id": line.product_id.id,
            "sold_line_id": sold.id,
            "order_line_id": sold.customer_order_line_id.id,
            "refund_line_id": line.id,
            "qty": -line.qty,
            "price_unit": amount / -line.qty,
            "amount": amount,
            "reason_id": line.return_reason_id.id,
            "note": line.return_note,
        }
