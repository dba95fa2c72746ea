from odoo import api, fields, models
from odoo.exceptions import ValidationError


class RetailProfile(models.Model):
    """How much of a return a register gives back in cash."""

    _inherit = "retail.profile"  # pylint: disable=consider-merging-classes-inherited

    return_cash_limit = fields.Float(
        string="Most Cash of a Return",
        digits="Product Price",
        help="What a register gives back in cash on one ticket, in the company's "
        "currency; more needs a manager or another tender. 0: as the company's default "
        "profile says, and no limit where that says nothing.",
    )

    @api.constrains("return_cash_limit")
    def _check_return_cash_limit(self):
        if any(profile.return_cash_limit < 0 for profile in self):
            raise ValidationError(
                self.env._(
                    "The most cash of a return is not negative. Enter 0 or more."
                )
            )
