from odoo import fields, models


class BarcodeRule(models.Model):
    _inherit = "barcode.rule"

    type = fields.Selection(
        selection_add=[("customer_order", "Customer Order")],
        ondelete={"customer_order": "cascade"},
    )
