from odoo import api, fields, models
from odoo.exceptions import ValidationError


class RetailDepositRule(models.Model):
    """What share of an order is paid when ordering; the first rule that matches says.

    What no rule matches is asked the default percentage of the company.
    """

    _name = "retail.deposit.rule"
    _description = "Deposit Rule"
    _inherit = ["retail.order.rule.mixin"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(
        required=True,
        translate=True,
        help="Orders and registers name the rule when they explain a deposit.",
    )
    categ_ids = fields.Many2many(
        comodel_name="product.category",
        string="Product Categories",
        help="The rule is for the lines with products of these categories, or of those "
        "below them. The other lines fall to the next rules. Leave empty for all.",
    )
    partner_ids = fields.Many2many(
        comodel_name="res.partner",
        string="Customers",
        check_company=True,
        help="Companies stand for all their contacts. Leave empty for all customers.",
    )
    partner_category_ids = fields.Many2many(
        comodel_name="res.partner.category",
        string="Customer Tags",
        help="Customers with one of these tags, or of those below them, or whose "
        "company has one. Leave empty for all customers.",
    )
    business_only = fields.Boolean(
        string="Business Customers Only",
        help="Only customers that are companies, and their contacts.",
    )
    store_ids = fields.Many2many(
        comodel_name="stock.warehouse",
        string="Stores",
        domain="[('company_id', '=', company_id), ('is_store', '=', True)]",
        check_company=True,
        help="Stores that take the order. Leave empty for all stores.",
    )
    store_group_ids = fields.Many2many(
        comodel_name="retail.store.group",
        string="Store Groups",
        check_company=True,
        help="Stores of these groups and of those below them, beside the stores named.",
    )
    order_type = fields.Selection(
        selection=[("customer_order", "Customer Order"), ("quote", "Quote")],
        help="Customer Order: ordered at once. Quote: a register quoted it first; "
        "asked when the customer orders. Leave empty for both.",
    )
    amount_from = fields.Monetary(
        string="Orders From",
        help="The least total of an order, taxes included, that the rule is for.",
    )
    amount_to = fields.Monetary(
        string="Orders Below",
        help="Orders of this total, taxes included, or more fall to the next rules. "
        "0 is no limit.",
    )
    percent = fields.Float(
        string="Percentage",
        help="Share of what the lines of this rule cost, taxes included. 0 asks for "
        "no deposit.",
    )
    minimum = fields.Monetary(
        help="The least deposit, but never more than what the lines cost.",
    )
    condition_summary = fields.Char(
        string="For", compute="_compute_condition_summary", compute_sudo=True
    )

    @api.depends_context("lang")
    @api.depends(
        "categ_ids",
        "partner_ids",
        "partner_category_ids",
        "business_only",
        "store_ids",
        "store_group_ids",
        "order_type",
        "amount_from",
        "amount_to",
    )
    def _compute_condition_summary(self):
        for rule in self:
            parts = [part for part in rule._describe_conditions() if part]
            rule.condition_summary = " · ".join(parts) or self.env._("All orders")

    def _describe_conditions(self):
        self.ensure_one()
        types = dict(self._fields["order_type"]._description_selection(self.env))
        stores = self.store_group_ids.mapped("name") + self.store_ids.mapped("name")
        people = self.partner_ids.mapped("name")
        tags = self.partner_category_ids.mapped("name")
        return [
            ", ".join(self.categ_ids.mapped("name")),
            self.env._("Business customers") if self.business_only else "",
            ", ".join(people),
            ", ".join(tags),
            ", ".join(stores),
            types.get(self.order_type, ""),
            self._describe_tier(),
        ]

    def _describe_tier(self):
        if not self.amount_from and not self.amount_to:
            return ""
        amounts = {
            "lower": self.currency_id.format(self.amount_from),
            "upper": self.currency_id.format(self.amount_to),
        }
        if not self.amount_to:
            return self.env._("Orders from %(lower)s", **amounts)
        if not self.amount_from:
            return self.env._("Orders below %(upper)s", **amounts)
        return self.env._("Orders from %(lower)s to below %(upper)s", **amounts)

    @api.constrains("percent")
    def _check_percent(self):
        for rule in self:
            if not 0 <= rule.percent <= 100:
                raise ValidationError(
                    self.env._(
                        "“%(rule)s”: the percentage must lie between 0 and 100.",
                        rule=rule.name,
                    )
                )

    @api.constrains("amount_from", "amount_to", "minimum")
    def _check_amounts(self):
        for rule in self:
            if min(rule.amount_from, rule.amount_to, rule.minimum) < 0:
                raise ValidationError(
                    self.env._(
                        "“%(rule)s”: an amount cannot be negative. Enter 0 or more.",
                        rule=rule.name,
                    )
                )
            if rule.amount_to and rule.amount_to <= rule.amount_from:
                raise ValidationError(
                    self.env._(
                        "“%(rule)s” would match no order: the amount under “Orders "
                        "Below” must be higher than that under “Orders From”.",
                        rule=rule.name,
                    )
                )
