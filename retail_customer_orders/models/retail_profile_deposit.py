from odoo import fields, models


class RetailProfile(models.Model):
    _inherit = "retail.profile"  # pylint: disable=consider-merging-classes-inherited

    deposit_lowering = fields.Selection(
        selection=[
            ("managers", "Managers Only"),
            ("users", "Every User of Retail"),
        ],
        string="Who May Lower Deposits",
        help="In the back office, for the orders of the stores with this profile. "
        "Empty: as the company's default profile says, and where that says nothing, "
        "as the retail parameters say.",
    )
