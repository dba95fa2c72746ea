from odoo import fields, models


class RetailApproval(models.Model):
    _inherit = "retail.approval"  # pylint: disable=consider-merging-classes-inherited

    kind = fields.Selection(
        selection_add=[("return_no_receipt", "Return Without Receipt")],
        ondelete={"return_no_receipt": "cascade"},
    )
