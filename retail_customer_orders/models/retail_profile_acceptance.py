from odoo import fields, models


class RetailProfile(models.Model):
    """Whether stores look at what they are to ship before they begin (FU-03)."""

    _inherit = "retail.profile"  # pylint: disable=consider-merging-classes-inherited

    manual_accept = fields.Selection(
        selection=[("manual", "By Hand"), ("automatic", "By Itself")],
        string="Shipments Are Accepted",
        help="By Hand: goods that these stores are to ship wait until somebody accepts "
        "or rejects them; what is rejected is given to another store. Pickups need no "
        "acceptance.\n"
        "Empty: as the company's default profile says, and by itself where that says "
        "nothing.",
    )
