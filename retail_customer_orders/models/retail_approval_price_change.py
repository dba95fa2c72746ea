from odoo import fields, models


class RetailApproval(models.Model):
    """A manager lets a price be farther from the list price (PV-04)."""

    _inherit = "retail.approval"  # pylint: disable=consider-merging-classes-inherited

    kind = fields.Selection(
        selection_add=[("price_change", "Another Price")],
        ondelete={"price_change": "set other"},
    )
