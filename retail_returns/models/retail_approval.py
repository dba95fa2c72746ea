from odoo import fields, models


class RetailApproval(models.Model):
    _inherit = "retail.approval"

    kind = fields.Selection(
        selection_add=[
            ("return_policy", "Return Outside the Policy"),
            ("return_tender", "Refund to Another Tender"),
        ],
        ondelete={"return_policy": "cascade", "return_tender": "cascade"},
    )
