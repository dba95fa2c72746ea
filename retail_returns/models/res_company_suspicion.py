from odoo import fields, models


class ResCompany(models.Model):
    """From when on returns are suspicious, see `retail.return.suspicion`."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    _retail_suspicion = models.Constraint(
        "CHECK (retail_suspicion_days BETWEEN 1 AND 366 "
        "AND retail_suspicion_minutes >= 0 "
        "AND LEAST(retail_suspicion_customer, retail_suspicion_cashier, "
        "retail_suspicion_pair, retail_suspicion_no_sale, retail_suspicion_cash, "
        "retail_suspicion_quick, retail_suspicion_approval) >= 0)",
        "Returns are counted over 1 to 366 days; numbers cannot be negative.",
    )

    retail_suspicion_days = fields.Integer(
        string="Days Looked At", default=30, help="Returns of the last days count."
    )
    retail_suspicion_minutes = fields.Integer(
        string="Minutes After the Sale",
        default=30,
        help="A return within so many minutes is soon after the sale.",
    )
    retail_suspicion_customer = fields.Integer(
        string="Same Customer",
        default=5,
        help="So many returns by one customer are suspicious. 0 leaves them out.",
    )
    retail_suspicion_cashier = fields.Integer(
        string="Same Cashier",
        default=50,
        help="So many returns by one cashier are suspicious. 0 leaves them out.",
    )
    retail_suspicion_pair = fields.Integer(
        string="Same Customer and Cashier",
        default=3,
        help="So many returns of one customer by one cashier are suspicious. 0 "
        "leaves them out.",
    )
    retail_suspicion_no_sale = fields.Integer(
        string="Without a Sale",
        default=3,
        help="So many returns without a known sale by one cashier are "
        "suspicious. 0 leaves them out.",
    )
    retail_suspicion_cash = fields.Integer(
        string="Cash for a Card Sale",
        default=1,
        help="So many refunds in cash of sales paid without cash, by one "
        "cashier, are suspicious. 0 leaves them out.",
    )
    retail_suspicion_quick = fields.Integer(
        string="Soon After the Sale",
        default=3,
        help="So many returns right after the sale, by one cashier, are "
        "suspicious. 0 leaves them out.",
    )
    retail_suspicion_approval = fields.Integer(
        string="Same Manager and Cashier",
        default=5,
        help="So many returns of one cashier that one manager approved are "
        "suspicious. 0 leaves them out.",
    )
