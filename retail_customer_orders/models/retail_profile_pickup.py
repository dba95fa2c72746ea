from odoo import fields, models


class RetailProfile(models.Model):
    """What a store asks of those who collect goods."""

    _inherit = "retail.profile"  # pylint: disable=consider-merging-classes-inherited

    pickup_code = fields.Selection(
        selection=[
            ("never", "Never"),
            ("collector", "When a Collector Is Named"),
            ("always", "Always"),
        ],
        help="When whoever collects the goods of an order has to say a code that only "
        "the customer got. A manager can do without it.\n"
        "Empty: as the company's default profile says, and never where that says "
        "nothing.",
    )
