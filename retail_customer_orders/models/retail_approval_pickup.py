from odoo import fields, models


class RetailApproval(models.Model):
    """A manager knows the collector, who has no code."""

    _inherit = "retail.approval"  # pylint: disable=consider-merging-classes-inherited

    kind = fields.Selection(
        selection_add=[("pickup_code", "Pickup Without Code")],
        ondelete={"pickup_code": "set other"},
    )
