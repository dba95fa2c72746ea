from odoo import fields, models


class RetailProfile(models.Model):
    """Whether orders may be changed of which customers have a part already (PV-03)."""

    _inherit = "retail.profile"  # pylint: disable=consider-merging-classes-inherited

    edit_partial_orders = fields.Selection(
        selection=[("allow", "Allowed"), ("forbid", "Not Allowed")],
        string="Change Partly Fulfilled Orders",
        help="Whether people of these stores may change what is left of an order when "
        "a part of it was handed out or shipped. It can be cancelled in any case.\n"
        "Empty: as the company's default profile says, and allowed where that says "
        "nothing.",
    )
