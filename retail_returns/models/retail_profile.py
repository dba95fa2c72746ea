from odoo import fields, models


class RetailProfile(models.Model):
    _inherit = "retail.profile"

    return_without_sale_policy = fields.Selection(
        selection=[("refuse", "Refuse"), ("allow", "Allow")],
        string="Returns Without a Sale",
        help="What a register does with goods that are taken back without saying which "
        "sale they are of.\n"
        "Refuse: they have to be found in Returns.\n"
        "Allow: a negative quantity in the cart takes back anything.\n"
        "Empty: as the company's default profile says, and refused where that says "
        "nothing. A store without any profile allows them.",
    )
