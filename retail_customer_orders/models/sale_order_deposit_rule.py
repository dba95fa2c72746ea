from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import deposit_rule

# What only the server's own judges write.
DEPOSIT_FIELDS = {
    "deposit_required",
    "deposit_by_rule",
    "deposit_explanation",
    "deposit_override_user_id",
    "deposit_override_date",
    "deposit_override_reason_id",
    "deposit_override_note",
}


class SaleOrder(models.Model):
    """Which deposit an order asks for, and why."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    deposit_by_rule = fields.Monetary(
        string="Deposit by the Rules",
        readonly=True,
        copy=False,
        help="What the rules asked for when ordering.",
    )
    deposit_explanation = fields.Text(
        string="Why This Deposit",
        readonly=True,
        copy=False,
        help="How the rules come to their deposit.",
    )
    deposit_override_user_id = fields.Many2one(
        comodel_name="res.users",
        string="Deposit Changed By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Who asked for more than the rules, or allowed less.",
    )
    deposit_override_date = fields.Datetime(
        string="Deposit Changed On", readonly=True, copy=False
    )
    deposit_override_reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason of the Change",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    deposit_override_note = fields.Text(
        string="Note on the Change", readonly=True, copy=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `sale` to let only the judges of the server set a deposit."""
        for vals in vals_list:
            self._ensure_deposit_untouched(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Override of `sale` to let only the judges of the server set a deposit."""
        self._ensure_deposit_untouched(vals)
        return super().write(vals)

    @api.model
    def _ensure_deposit_untouched(self, vals):
        if not self.env.su and DEPOSIT_FIELDS & vals.keys():
            raise UserError(
                self.env._(
                    "The deposit of an order follows the rules. Choose “Change "
                    "Deposit” on the order to ask for another one."
                )
            )

    def _action_confirm(self):
        """Override of `sale` to fix the deposit that is asked for (DP-01).

        After everything else, for what is added on confirming costs money, too.
        """
        result = super()._action_confirm()
        if not self.env.context.get("retail_deposit_judged"):
            self.filtered("is_customer_order")._fix_required_deposit()
        return result

    def _fix_required_deposit(self):
        """Store what the rules ask for these orders now, and keep what was changed.

        For every road on which a quote becomes an order.
        """
        # Whoever confirms an order may not set its deposit, but the rules do.
        for order in self.sudo():
            terms = order._get_deposit_terms()
            required = terms["required"]
            if order.deposit_override_date:
                changed = deposit_rule.carried_override(
                    order.deposit_required, order.deposit_by_rule, required
                )
                required = order._keep_deposit_within(changed, terms)
            order.write(
                {
                    "deposit_required": required,
                    "deposit_by_rule": terms["required"],
                    "deposit_explanation": terms["explanation"],
                }
            )

    def _keep_deposit_within(self, amount, terms):
        amount = max(amount, self._get_lowest_deposit(terms))
        return self.currency_id.round(min(amount, terms["total"]))

    def _get_required_deposit(self):
        """Return what the rules ask for this order now, in its currency (DP-01).

        The same function of `retail.deposit.rule` judges what registers send.
        """
        return self._get_deposit_terms()["required"]

    def _get_deposit_terms(self):
        """Return what the rules ask for this order now, see `retail.deposit.rule`."""
        self.ensure_one()
        lines = self.order_line.filtered(lambda line: not line.display_type)
        return self.env["retail.deposit.rule"]._get_terms(
            {
                "company": self.company_id,
                "currency": self.currency_id,
                "partner": self.partner_id,
                "store": self._get_selling_store(),
                "order_type": self._get_deposit_order_type(),
                "date": (self.date_order or fields.Datetime.now()).date(),
                "total": max(self.amount_total, 0.0),
                "lines": [(line.product_id, line.price_total) for line in lines],
            }
        )

    def _get_deposit_order_type(self):
        """Say whether the deposit rules see this order as one that was quoted first."""
        self.ensure_one()
        # Whoever confirms the order need not have access to requests.
        types = set(self.sudo().order_request_ids.mapped("order_type"))
        return "quote" if "quote" in types else "customer_order"

    def _get_lowest_deposit(self, terms):
        """Return how far the deposit of this order may be lowered by anybody."""
        self.ensure_one()
        return deposit_rule.lowest_deposit(
            terms["total"],
            terms["required"],
            self.company_id.sudo().retail_deposit_minimum_percent,
            self.currency_id.round,
        )
