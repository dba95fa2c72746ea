from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class SaleOrder(models.Model):
    """Orders whose prices wait for a manager are not promised to customers (PV-04)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    price_awaits_approval = fields.Boolean(
        string="Prices Await Approval",
        compute="_compute_price_awaits_approval",
        search="_search_price_awaits_approval",
    )

    @api.depends("order_line.price_awaits_approval")
    def _compute_price_awaits_approval(self):
        for order in self:
            order.price_awaits_approval = bool(order._get_waiting_prices())

    def _search_price_awaits_approval(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("order_line.price_awaits_approval", "in", value)]

    def _get_waiting_prices(self):
        return self.order_line.filtered("price_awaits_approval")

    def write(self, vals):
        """Override of `sale` to promise no price that waits for a manager."""
        if vals.get("state") in ("sent", "sale"):
            new = self.filtered(lambda order: order.state in ("draft", "sent"))
            new._ensure_prices_approved()
        return super().write(vals)

    def _ensure_prices_approved(self):
        # Pricelists may have changed since; what was promised stays.
        self.order_line._get_unlocked()._judge_prices()
        for line in self._get_waiting_prices():
            raise UserError(line._explain_price())

    def _recompute_prices(self):
        """Override of `sale` to let nobody approve today's prices."""
        result = super()._recompute_prices()
        self._get_update_prices_lines()._judge_prices()
        return result

    def action_approve_prices(self):
        """Approve the prices of these orders that wait for it.

        :raise UserError: the user is no manager
        """
        self.check_access("write")
        if not self.env.user.has_group("retail_base.group_retail_manager"):
            raise UserError(self.env._("Ask a manager to approve these prices."))
        # Somebody may change a price at this moment.
        for order in lock_records(self):
            lines = order._get_waiting_prices()
            changes = [line._describe_price_change() for line in lines]
            lines._approve_prices()
            if changes:
                body = self.env._("Prices approved: %s.", "; ".join(changes))
                order.message_post(body=body)
