from odoo import api, fields, models
from odoo.tools import ormcache


class RetailOrderRuleMixin(models.AbstractModel):
    """Rules of a company for orders, in their sequence; asked for each order."""

    _name = "retail.order.rule.mixin"
    _description = "Rule for Orders"

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `base` to apply a new rule to the next order."""
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        """Override of `base` to apply a changed rule to the next order."""
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        """Override of `base` to forget the rule."""
        self.env.registry.clear_cache()
        return super().unlink()

    @api.model
    @ormcache("company_id")
    def _get_rule_ids(self, company_id):
        """List the rules of a company: asked for each order, changed once a season."""
        rules = self.sudo().with_context(active_test=True)
        return tuple(rules.search([("company_id", "=", company_id)]).ids)

    @api.model
    def _is_among(self, nodes, tops):
        """Say whether one of some nodes of a tree is one of `tops`, or below one."""
        return any(
            node.parent_path.startswith(top.parent_path)
            for node in nodes
            for top in tops
        )
