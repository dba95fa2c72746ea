from odoo import api, fields, models
from odoo.exceptions import ValidationError

CONDITIONS = (
    "amount_from",
    "first_order",
    "other_country",
    "country_ids",
    "partner_category_ids",
    "categ_ids",
    "order_count",
)


class RetailHoldRule(models.Model):
    """Which orders wait for somebody to look at them; the first that matches says.

    An order matches where all conditions that are set do.
    """

    _name = "retail.hold.rule"
    _description = "Hold Rule"
    _inherit = ["retail.order.rule.mixin"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(
        required=True, translate=True, help="Orders name the rule that holds them."
    )
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('kind', '=', 'hold'), ('company_id', 'in', (company_id, False))]",
        help="Why the orders wait. It also says whether their goods are reserved.",
    )
    amount_from = fields.Monetary(
        string="Orders From",
        help="Only orders of this total, taxes included, or more. 0 is no limit.",
    )
    first_order = fields.Boolean(
        string="First Order of the Customer",
        help="Only customers, with all their contacts, who never ordered before.",
    )
    other_country = fields.Boolean(
        string="Shipped to Another Country",
        help="Only orders of which something is shipped to another country than the "
        "one of the invoice address.",
    )
    country_ids = fields.Many2many(
        comodel_name="res.country",
        string="Shipped To",
        help="Only orders of which something is shipped to one of these countries. "
        "Leave empty for all.",
    )
    partner_category_ids = fields.Many2many(
        comodel_name="res.partner.category",
        string="Customer Tags",
        help="Only customers with one of these tags, or of those below them, or whose "
        "company has one. Leave empty for all.",
    )
    categ_ids = fields.Many2many(
        comodel_name="product.category",
        string="Product Categories",
        help="Only orders with a product of these categories, or of those below them. "
        "Leave empty for all.",
    )
    order_count = fields.Integer(
        string="Number of Orders",
        help="Only customers who ordered so often, this order included, within the "
        "hours beside. 0 is no condition.",
    )
    order_hours = fields.Integer(string="Within Hours", default=24)

    @api.constrains("reason_id")
    def _check_reason(self):
        for rule in self:
            if rule.reason_id.kind != "hold":
                raise ValidationError(
                    self.env._("“%s” needs a reason to hold orders.", rule.name)
                )

    @api.constrains("amount_from", "order_count", "order_hours")
    def _check_numbers(self):
        for rule in self:
            if min(rule.amount_from, rule.order_count) < 0 or rule.order_hours < 1:
                raise ValidationError(
                    self.env._(
                        "“%s”: amount and number cannot be negative, and the hours "
                        "must be 1 or more.",
                        rule.name,
                    )
                )

    @api.constrains("name", *CONDITIONS)
    def _check_has_condition(self):
        for rule in self:
            if not any(rule[name] for name in CONDITIONS):
                raise ValidationError(
                    self.env._(
                        "“%s” would hold every order. Set a condition.", rule.name
                    )
                )
