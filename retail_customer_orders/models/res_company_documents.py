from odoo import fields, models


class ResCompany(models.Model):
    """What documents of customer orders say for the whole company."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    retail_order_conditions = fields.Text(
        string="Conditions of Customer Orders",
        translate=True,
        help="Printed on order confirmations and deposit receipts. For example how "
        "long goods are kept for pickup.",
    )
