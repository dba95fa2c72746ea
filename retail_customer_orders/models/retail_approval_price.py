from odoo import fields, models


class RetailApproval(models.Model):
    """A manager lets promised prices be taken anew at a register (ED-05)."""

    _inherit = "retail.approval"  # pylint: disable=consider-merging-classes-inherited

    kind = fields.Selection(
        selection_add=[("price_unlock", "Prices of Today")],
        ondelete={"price_unlock": "set other"},
    )
