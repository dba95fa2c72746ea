from odoo import fields, models


class RetailApproval(models.Model):
    _inherit = "retail.approval"

    kind = fields.Selection(
        selection_add=[("out_of_range", "Sale Outside the Range")],
        ondelete={"out_of_range": lambda approvals: approvals.write({"kind": "other"})},
    )
