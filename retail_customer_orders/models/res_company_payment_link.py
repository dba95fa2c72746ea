from odoo import fields, models


class ResCompany(models.Model):
    """How long customers have to pay by link."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    _retail_payment_link_minutes_positive = models.Constraint(
        "CHECK (retail_payment_link_minutes > 0)",
        "Give customers at least a minute to pay by link.",
    )

    retail_payment_link_minutes = fields.Integer(
        string="Minutes to Pay by Link",
        default=60,
        help="Orders that wait for a payment by link are cancelled after that, for "
        "free, and their goods go back to free stock.",
    )
