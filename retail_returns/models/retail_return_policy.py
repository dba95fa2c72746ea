from odoo import api, fields, models
from odoo.exceptions import ValidationError

CHANNELS = [
    ("ticket", "Sold at a Register"),
    ("order", "Shipped Order"),
    ("invoice", "Invoice Without Order"),
    ("none", "Sale Not Known"),
]


class RetailReturnPolicy(models.Model):
    """On which terms goods come back; the first policy that matches a line says.

    Goods that no policy is for come back without limit.
    """

    _name = "retail.return.policy"
    _description = "Return Policy"
    _inherit = ["retail.order.rule.mixin"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(
        required=True,
        translate=True,
        help="Registers and returns name the policy when they explain a refusal.",
    )
    # === FOR ===#
    product_ids = fields.Many2many(
        comodel_name="product.product",
        string="Products",
        check_company=True,
        help="Beside those of the categories. Leave both empty for all products.",
    )
    categ_ids = fields.Many2many(
        comodel_name="product.category",
        string="Product Categories",
        help="Products of these categories, or of those below them.",
    )
    store_ids = fields.Many2many(
        comodel_name="stock.warehouse",
        string="Stores",
        domain="[('company_id', '=', company_id), ('is_store', '=', True)]",
        check_company=True,
        help="Stores that take the goods back. Leave empty for all stores.",
    )
    store_group_ids = fields.Many2many(
        comodel_name="retail.store.group",
        string="Store Groups",
        check_company=True,
        help="Stores of these groups and of those below them, beside the stores named.",
    )
    partner_category_ids = fields.Many2many(
        comodel_name="res.partner.category",
        string="Customer Tags",
        help="Customers with one of these tags, or of those below them, or whose "
        "company has one. Leave empty for all customers.",
    )
    channel = fields.Selection(
        selection=CHANNELS,
        string="Sold By",
        help="The road on which the goods were sold. Leave empty for all.",
    )
    reason_ids = fields.Many2many(
        comodel_name="retail.reason.code",
        string="Reasons",
        domain=[("kind", "=", "return")],
        help="Only goods that are returned for one of these reasons. Put a policy for "
        "faulty goods first. Leave empty for all reasons.",
    )
    # === TERMS ===#
    window_days = fields.Integer(
        string="Days",
        help="So many days after the pickup or the delivery goods can come back. 0 is "
        "no limit.",
    )
    final_sale = fields.Boolean(help="These goods do not come back at all.")
    condition = fields.Selection(
        selection=[("undamaged", "Not Damaged"), ("unopened", "Unopened")],
        help="How the goods must be. Leave empty when it does not matter.",
    )
    sale_required = fields.Boolean(
        string="Receipt Needed", help="Only goods whose sale is known come back."
    )
    approval_above = fields.Monetary(
        help="Goods of this policy that give back more than this in one return need a "
        "manager. 0 is no limit.",
    )
    condition_summary = fields.Char(
        string="For", compute="_compute_condition_summary", compute_sudo=True
    )
    terms_summary = fields.Char(string="Terms", compute="_compute_terms_summary")

    @api.depends_context("lang")
    @api.depends(
        "product_ids",
        "categ_ids",
        "store_ids",
        "store_group_ids",
        "partner_category_ids",
        "channel",
        "reason_ids",
    )
    def _compute_condition_summary(self):
        channels = dict(self._fields["channel"]._description_selection(self.env))
        for policy in self:
            named = [
                policy.categ_ids.mapped("name")
                + policy.product_ids.mapped("display_name"),
                policy.store_group_ids.mapped("name") + policy.store_ids.mapped("name"),
                policy.partner_category_ids.mapped("name"),
                policy.reason_ids.mapped("name"),
            ]
            parts = [", ".join(names) for names in named if names]
            if policy.channel:
                parts.append(channels[policy.channel])
            policy.condition_summary = " · ".join(parts) or self.env._("All goods")

    @api.depends_context("lang")
    @api.depends(
        "window_days", "final_sale", "condition", "sale_required", "approval_above"
    )
    def _compute_terms_summary(self):
        for policy in self:
            parts = policy._describe_terms()
            policy.terms_summary = " · ".join(parts) or self.env._("No limit")

    def _describe_terms(self):
        self.ensure_one()
        if self.final_sale:
            return [self.env._("Final sale")]
        conditions = dict(self._fields["condition"]._description_selection(self.env))
        parts = []
        if self.window_days:
            parts.append(self.env._("%s days", self.window_days))
        if self.condition:
            parts.append(conditions[self.condition])
        if self.sale_required:
            parts.append(self.env._("Receipt needed"))
        if self.approval_above:
            limit = self.currency_id.format(self.approval_above)
            parts.append(self.env._("Manager above %s", limit))
        return parts

    @api.constrains("window_days", "approval_above")
    def _check_terms(self):
        for policy in self:
            if policy.window_days < 0 or policy.approval_above < 0:
                raise ValidationError(
                    self.env._(
                        "“%(policy)s”: days and amounts cannot be negative. Enter 0 or "
                        "more.",
                        policy=policy.name,
                    )
                )
