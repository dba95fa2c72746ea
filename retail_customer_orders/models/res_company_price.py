from odoo import fields, models


class ResCompany(models.Model):
    """How far prices on customer orders may be from the list price (PV-04)."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    _retail_price_tolerance = models.Constraint(
        "CHECK (retail_price_down_percent BETWEEN 0 AND 100 "
        "AND retail_price_up_percent >= 0)",
        "Prices may be lowered by 0 to 100 %, and raised by 0 % or more.",
    )

    retail_price_control = fields.Boolean(
        string="Price Control",
        help="A manager must approve prices on customer orders that are farther from "
        "the list price than this.",
    )
    retail_price_down_percent = fields.Float(
        string="May Be Lowered By",
        default=0.0,
        help="Percentage of the list price, discounts included.",
    )
    retail_price_up_percent = fields.Float(
        string="May Be Raised By", default=0.0, help="Percentage of the list price."
    )
