from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class SaleOrder(models.Model):
    """Promised prices of an order: kept, unlocked, taken anew (ED-04, ED-05)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    has_locked_prices = fields.Boolean(compute="_compute_price_locks")
    has_unlocked_prices = fields.Boolean(compute="_compute_price_locks")

    @api.depends("state", "order_line.price_locked", "order_line.fulfilment")
    def _compute_price_locks(self):
        for order in self:
            goods = order.order_line._origin.filtered("fulfilment")
            locked = goods.filtered("price_locked")
            order.has_locked_prices = bool(locked)
            order.has_unlocked_prices = order._keeps_prices() and locked != goods

    def _keeps_prices(self):
        """Say whether the customer was promised the prices of this order.

        So it is with orders, with quotes that were sent, and with those made or
        changed at a register, where the customer stood by.
        """
        self.ensure_one()
        if not self.is_customer_order or self.state == "cancel":
            return False
        if self.state in ("sent", "sale") or self.origin_config_id:
            return True
        return any(self.order_line.mapped("price_locked"))

    def write(self, vals):
        """Override of `sale` to lock the prices of what is promised or saved again."""
        result = super().write(vals)
        if {"state", "order_line"} & vals.keys():
            locked = self.order_line._lock_price()
            if "order_line" in vals:
                locked._ensure_deposit_is_covered()
        return result

    def _get_update_prices_lines(self):
        """Override of `sale` to leave promised prices alone."""
        return super()._get_update_prices_lines()._get_unlocked()

    def _get_unlockable_lines(self):
        """Return the lines with a locked price that may be unlocked."""
        return self.order_line.filtered(
            lambda line: line.price_locked and not line._get_unlock_obstacle()
        )

    def _unlock_prices(self, lines, reason):
        """Let the prices of lines be changed until the order is saved (ED-05).

        Whoever calls this has seen to it that a manager agrees.

        :param lines: `sale.order.line` of this order
        :param str reason: why, for the chatter
        :raise UserError: there are none, or one was handed out or invoiced
        """
        self.ensure_one()
        if not lines:
            raise UserError(self.env._("Choose the lines whose prices are unlocked."))
        # A register may be handing the goods out at this moment.
        lock_records(self)
        lines._ensure_price_may_unlock()
        # No user has the right to write this.
        lines.sudo().price_locked = False
        self.message_post(
            body=self.env._(
                "Prices unlocked: %(products)s. %(reason)s",
                products=", ".join(lines.product_id.mapped("display_name")),
                reason=reason,
            )
        )

    def _recalculate_prices(self):
        """Give the unlocked lines today's prices, and lock them again (ED-05).

        :return: the lines whose price changed
        """
        self.ensure_one()
        lines = self._get_update_prices_lines()
        before = {line: line._get_discounted_price() for line in lines}
        self._recompute_prices()
        lines._lock_price()
        lines._ensure_deposit_is_covered()
        changed = lines.filtered(
            lambda line: self.currency_id.compare_amounts(
                line._get_discounted_price(), before[line]
            )
        )
        if changed:
            self.message_post(
                body=self.env._(
                    "Today's prices: %s.",
                    ", ".join(line._describe_price(before[line]) for line in changed),
                )
            )
        return changed

    def _recalculate_from_ui(self, line_ids, ticket_uuid):
        """Take today's prices at a register, if a manager agrees (ED-05).

        :param list line_ids: the lines that change
        :param str ticket_uuid: of the approval, where the user is no manager
        :raise UserError: no manager agreed, or a line keeps its price
        """
        self.ensure_one()
        reason = self.env._("At the register, by %s.", self.env.user.name)
        if not self.env.user.has_group("retail_base.group_retail_manager"):
            approval = self.env["retail.approval"]._use(
                "price_unlock", ticket_uuid, record=self
            )
            reason = self.env._(
                "Approved by %(manager)s for %(cashier)s.",
                manager=approval.sudo().approved_by_id.name,
                cashier=self.env.user.name,
            )
        lines = self.order_line.filtered(lambda line: line.id in line_ids)
        self._unlock_prices(lines, reason)
        self._recalculate_prices()

    def _get_total_today(self, lines):
        """Say what the order would cost if these lines had today's prices.

        :return: total in the order's currency, taxes included; nothing is written
        """
        self.ensure_one()
        draft = self.new(origin=self)
        chosen = draft.order_line.filtered(lambda line: line._origin in lines)
        chosen.price_locked = False
        draft._recompute_prices()
        return draft.amount_total

    def action_unlock_prices(self):
        """Open the wizard that unlocks prices, for a line or for all.

        :raise UserError: the user is no manager, or there is no price to unlock
        """
        self.ensure_one()
        if not self.env.user.has_group("retail_base.group_retail_manager"):
            raise UserError(
                self.env._("Prices are fixed. Ask a manager to unlock them.")
            )
        if not self._get_unlockable_lines():
            raise UserError(
                self.env._(
                    "Nothing can be unlocked: what was handed out or invoiced keeps "
                    "its price."
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Unlock Prices"),
            "res_model": "retail.price.unlock",
            "view_mode": "form",
            "target": "new",
            "context": {"default_order_id": self.id},
        }

    def action_recalculate_prices(self):
        """Give the unlocked lines today's prices and lock them again."""
        for order in self:
            order._recalculate_prices()
