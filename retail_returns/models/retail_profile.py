from odoo import fields, models


class RetailProfile(models.Model):
    _inherit = "retail.profile"

    return_without_sale_policy = fields.Selection(
        selection=[
            ("refuse", "Refuse"),
            ("limited", "In Returns, Within Limits"),
            ("allow", "Allow"),
        ],
        string="Returns Without a Sale",
        help="What a register does with goods that are taken back without saying which "
        "sale they are of.\n"
        "Refuse: they have to be found in Returns.\n"
        "In Returns, Within Limits: “Without receipt” in Returns gives back the lowest "
        "price of the last days, and counts how often a customer does so.\n"
        "Allow: a negative quantity in the cart takes back anything.\n"
        "Empty: as the company's default profile says, and refused where that says "
        "nothing. A store without any profile allows them.",
    )
