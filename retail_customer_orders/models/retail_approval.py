from odoo import fields, models


class RetailApproval(models.Model):
    _inherit = "retail.approval"

    kind = fields.Selection(
        selection_add=[
            ("deposit_override", "Lower Deposit"),
            ("cancellation_charge", "Another Cancellation Charge"),
        ],
        ondelete={
            "deposit_override": "set other",
            "cancellation_charge": "set other",
        },
    )
