from odoo import fields, models


class RetailProfile(models.Model):
    _inherit = "retail.profile"

    payment_before_delivery = fields.Selection(
        selection=[
            ("none", "Not Needed"),
            ("deposit", "Deposit"),
            ("full", "In Full"),
        ],
        help="What customers must have paid before goods of their orders are shipped "
        "from these stores. Goods that are picked up are paid when they are handed "
        "out.\n"
        "Not Needed: goods leave, and are invoiced.\n"
        "Deposit: the deposit that the order asks for was received.\n"
        "In Full: the goods that leave are paid, or authorised on a card.\n"
        "Empty: as the company's default profile says, and not needed where that says "
        "nothing.",
    )
