from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class SaleOrder(models.Model):
    """How the delivery of an order is judged, and changed later."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _action_confirm(self):
        """Override of `sale` to judge stores, delivery modes and slots."""
        self.filtered("is_customer_order").order_line._judge_delivery()
        return super()._action_confirm()

    def action_change_delivery_mode(self):
        """Ask how lines are to be shipped instead."""
        self.ensure_one()
        if not self._get_shipped_lines():
            raise UserError(self.env._("Nothing of this order is still to be shipped."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change the Delivery Mode"),
            "res_model": "sale.order.change.mode",
            "view_mode": "form",
            "target": "new",
            "context": {"default_order_id": self.id},
        }

    def _get_shipped_lines(self):
        """Return the lines whose delivery mode may be changed: what is still to be
        shipped (DM-02)."""
        return self.order_line.filtered(
            lambda line: line.fulfilment == "ship"
            and (line.fulfilment_open_qty or line.state in ("draft", "sent"))
        )

    def _change_delivery_mode(self, lines, mode):
        """Ship lines of this order in another way; day and origin stay (DM-02).

        Delivery charges follow, those that were changed by hand stay.

        :param lines: `sale.order.line` records of this order
        :param mode: the `delivery.carrier`
        :raise UserError: a line is not shipped, the mode does not take all of them, or
            they are being packed
        """
        self.ensure_one()
        self.check_access("write")
        lock_records(self)
        if self.state == "cancel" or self.locked:
            raise UserError(self.env._("Only open orders can be delivered otherwise."))
        if lines - self._get_shipped_lines():
            raise UserError(
                self.env._("Only the delivery mode of what is still shipped changes.")
            )
        if mode not in lines._get_common_modes():
            raise UserError(
                self.env._(
                    "“%s” does not take all of these lines. Change them one by one.",
                    mode.name,
                )
            )
        lines.write({"delivery_mode_id": mode.id})
        self._update_charges(ask=True)

    def _estimate_charges(self, lines, mode):
        """Return what the deliveries would be charged with another mode for lines.

        :return: the prices of the charges, in the order's currency
        :raise UserError: a carrier does not take the goods
        """
        left = self.order_line.filtered("charge_source")
        total = 0.0
        for group in self._get_delivery_groups({line: mode for line in lines}):
            chosen = mode if group & lines else group.delivery_mode_id
            charge = left.filtered(
                lambda one, g=group, m=chosen: one._is_charge_of(g, m)
            )[:1]
            left -= charge
            stays = charge.charge_source == "changed"
            if charge and (stays or charge._is_charge_settled()):
                total += charge.price_unit
            else:
                total += self._get_rate(group, chosen)
        total += sum(one.price_unit for one in left if one._is_charge_settled())
        return self.currency_id.round(total)
