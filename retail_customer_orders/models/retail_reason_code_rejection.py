from odoo import fields, models


class RetailReasonCode(models.Model):
    """Why a store does not ship goods (FU-11)."""

    _inherit = "retail.reason.code"  # pylint: disable=consider-merging-classes-inherited

    kind = fields.Selection(
        selection_add=[("rejection", "Rejection")],
        ondelete={"rejection": "cascade"},
    )
