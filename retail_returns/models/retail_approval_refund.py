from odoo import fields, models


class RetailApproval(models.Model):
    """What a manager allows about the money of a return."""

    _inherit = "retail.approval"  # pylint: disable=consider-merging-classes-inherited

    kind = fields.Selection(
        selection_add=[
            ("return_fee", "Waived Restocking Fee"),
            ("return_shipping", "Shipping Given Back Above the Maximum"),
            ("return_cash", "Refund in Cash Above the Maximum"),
        ],
        ondelete={
            "return_fee": "cascade",
            "return_shipping": "cascade",
            "return_cash": "cascade",
        },
    )
