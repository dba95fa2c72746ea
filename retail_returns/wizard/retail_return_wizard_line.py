from odoo import api, fields, models

LINKS = {
    "pos.order.line": "sold_line_id",
    "sale.order.line": "order_line_id",
    "account.move.line": "invoice_line_id",
}


class RetailReturnWizardLine(models.TransientModel):
    """One sold line, and how much of it comes back."""

    _name = "retail.return.wizard.line"
    _description = "Take Goods Back: Line"

    wizard_id = fields.Many2one(
        comodel_name="retail.return.wizard", required=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="wizard_id.currency_id")
    sold_line_id = fields.Many2one(comodel_name="pos.order.line", readonly=True)
    order_line_id = fields.Many2one(comodel_name="sale.order.line", readonly=True)
    invoice_line_id = fields.Many2one(comodel_name="account.move.line", readonly=True)
    sold_on = fields.Char(readonly=True)
    date = fields.Date(readonly=True)
    product_id = fields.Many2one(comodel_name="product.product", readonly=True)
    sold_qty = fields.Float(string="Sold", digits="Product Unit", readonly=True)
    returned_qty = fields.Float(string="Returned", digits="Product Unit", readonly=True)
    returnable_qty = fields.Float(
        string="Returnable", digits="Product Unit", readonly=True
    )
    why_not = fields.Char(readonly=True)
    unit_amount = fields.Monetary(readonly=True)
    qty = fields.Float(string="Comes Back", digits="Product Unit")
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        domain=[("kind", "=", "return")],
    )
    note = fields.Char()

    @api.model
    def _prepare_from_sold_line(self, sold, values):
        """Return the values that show a sold line.

        :param sold: in superuser mode
        :param dict values: as `_get_returnables` says of it
        """
        sold_on, date = sold._get_sold_document()
        return {
            LINKS[sold._name]: sold.id,
            "product_id": sold.product_id.id,
            "sold_on": sold_on,
            "date": date,
            "sold_qty": values["sold"],
            "returned_qty": values["returned"],
            "returnable_qty": values["returnable"],
            "why_not": values["why_not"],
            "unit_amount": sold._get_refund_unit_amount(),
        }

    def _prepare_return_line(self):
        self.ensure_one()
        return {
            **{name: self[name].id for name in LINKS.values()},
            "product_id": self.product_id.id,
            "qty": self.qty,
            "reason_id": (self.reason_id or self.wizard_id.reason_id).id,
            "note": self.note,
        }
