from odoo import api, fields, models
from odoo.exceptions import ValidationError

NUMBERS = (
    "no_receipt_price_days",
    "no_receipt_period_days",
    "no_receipt_max_count",
    "no_receipt_max_amount",
    "return_max_line",
    "return_max_total",
)


class RetailProfile(models.Model):
    """How stores take goods back without receipt, and how much (RT-11, RT-15)."""

    _inherit = "retail.profile"  # pylint: disable=consider-merging-classes-inherited

    currency_id = fields.Many2one(related="company_id.currency_id")
    no_receipt_price_days = fields.Integer(
        string="Price of the Last Days",
        help="Goods without receipt give back the lowest price at which they were sold "
        "in so many days, and never more than today's. "
        "0: as the company's default profile says, and 90 where that says nothing.",
    )
    no_receipt_customer = fields.Selection(
        selection=[("required", "Needed"), ("optional", "Not Needed")],
        string="Customer",
        help="Whether the customer has to be named. Limits hold of named customers "
        "only.\n"
        "Empty: as the company's default profile says, and needed where that says "
        "nothing.",
    )
    no_receipt_off_line = fields.Selection(
        selection=[("refuse", "Refuse"), ("allow", "Allow, and Look Into It Later")],
        string="Off Line",
        help="What registers do while they are off line, when nobody can count what a "
        "customer brought elsewhere.\n"
        "Allow, and Look Into It Later: they give back today's price; what turns out "
        "to be outside the limits goes to the review list.\n"
        "Empty: as the company's default profile says, and refused where that says "
        "nothing.",
    )
    no_receipt_period_days = fields.Integer(
        string="Period in Days",
        help="The limits of a customer hold for so many days. "
        "0: as the company's default profile says, and 30 where that says nothing.",
    )
    no_receipt_max_count = fields.Integer(
        string="Returns per Customer",
        help="More returns without receipt in the period need a manager, in whatever "
        "store. "
        "0: as the company's default profile says, and no limit where that says "
        "nothing.",
    )
    no_receipt_max_amount = fields.Monetary(
        string="Amount per Customer",
        help="More money without receipt in the period needs a manager, in whatever "
        "store. "
        "0: as the company's default profile says, and no limit where that says "
        "nothing.",
    )
    return_max_line = fields.Monetary(
        string="Amount per Line",
        help="A line that gives back more needs a manager, with or without receipt. "
        "0: as the company's default profile says, and no limit where that says "
        "nothing.",
    )
    return_max_total = fields.Monetary(
        string="Amount per Ticket",
        help="A ticket whose returns give back more needs a manager, with or without "
        "receipt. "
        "0: as the company's default profile says, and no limit where that says "
        "nothing.",
    )

    @api.constrains(*NUMBERS)
    def _check_return_limits(self):
        for profile in self:
            if any(profile[name] < 0 for name in NUMBERS):
                raise ValidationError(
                    self.env._(
                        "“%(profile)s”: days, numbers and amounts of returns cannot be "
                        "negative. Enter 0 or more.",
                        profile=profile.name,
                    )
                )
