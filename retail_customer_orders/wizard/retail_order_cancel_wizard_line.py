from odoo import api, fields, models


class RetailOrderCancelWizardLine(models.TransientModel):
    _name = "retail.order.cancel.wizard.line"
    _description = "Line to Cancel"

    wizard_id = fields.Many2one(
        comodel_name="retail.order.cancel.wizard", required=True, ondelete="cascade"
    )
    order_line_id = fields.Many2one(
        comodel_name="sale.order.line", required=True, ondelete="cascade"
    )
    product_id = fields.Many2one(related="order_line_id.product_id")
    product_uom_id = fields.Many2one(related="order_line_id.product_uom_id")
    fulfilment_summary = fields.Char(related="order_line_id.fulfilment_summary")
    most = fields.Float(string="Open", digits="Product Unit", compute="_compute_most")
    quantity = fields.Float(string="Cancel", digits="Product Unit")

    @api.depends("order_line_id")
    def _compute_most(self):
        for line in self:
            line.most = line.order_line_id._get_cancellable_qty()
