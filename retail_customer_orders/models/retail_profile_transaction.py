from odoo import fields, models


class RetailProfile(models.Model):
    """What a cart at a register is, as long as nobody says otherwise (CO-03)."""

    _inherit = "retail.profile"  # pylint: disable=consider-merging-classes-inherited

    default_transaction = fields.Selection(
        selection=[("sale", "Plain Sale"), ("customer_order", "Customer Order")],
        help="What a new cart is at the registers of these stores.\n"
        "Plain Sale: its goods are carried out unless the cashier chooses otherwise.\n"
        "Customer Order: its goods are picked up or shipped unless the cashier lets "
        "them be carried out.\n"
        "Empty: as the company's default profile says, and a plain sale where that "
        "says nothing.",
    )
