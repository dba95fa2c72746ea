from odoo import fields, models


class RetailProfile(models.Model):
    """When customers are told to come for their goods."""

    _inherit = "retail.profile"  # pylint: disable=consider-merging-classes-inherited

    pickup_ready = fields.Selection(
        selection=[
            ("reserved", "When They Are in Stock"),
            ("staged", "When Somebody in the Store Says So"),
        ],
        string="Pickups Are Ready",
        help="When Somebody in the Store Says So: the customer is told with “Tell the "
        "customer” under “Pick and pack” of the register, once the goods are picked.\n"
        "Empty: as the company's default profile says, and when they are in stock "
        "where that says nothing.",
    )
