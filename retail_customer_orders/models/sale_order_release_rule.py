from odoo import SUPERUSER_ID, fields, models


class SaleOrder(models.Model):
    """Orders that rules put on hold when they are confirmed (HD-03).

    The server itself holds them, so that only a manager releases them.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    hold_rule_id = fields.Many2one(
        comodel_name="retail.hold.rule",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    def _action_confirm(self):
        """Override of `sale` to hold what a rule says, once its goods are planned."""
        result = super()._action_confirm()
        self._apply_hold_rules()
        return result

    def _apply_hold_rules(self):
        """Put those of these orders on hold that a rule matches."""
        orders = self.filtered(lambda order: order.customer_order_state == "open")
        # Whoever confirms orders is judged by rules that they need not see.
        found = self.env["retail.hold.rule"].sudo()._find_for(orders)
        for order, rule in found.items():
            held = order.with_user(SUPERUSER_ID)
            held._put_on_hold(rule.reason_id, rule._explain(order))
            held.hold_rule_id = rule
