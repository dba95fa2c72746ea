from odoo import fields, models


class RetailReasonCode(models.Model):
    """What a reason to hold an order does (HD-01)."""

    _inherit = "retail.reason.code"  # pylint: disable=consider-merging-classes-inherited

    releases_goods = fields.Boolean(
        string="Gives Back Reserved Goods",
        help="While an order is on hold for this reason, its goods are not reserved: "
        "other orders may take them.",
    )
