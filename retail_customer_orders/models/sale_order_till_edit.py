from odoo import models


class SaleOrder(models.Model):
    """What a register shows of quotes, changes and holds."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_shown_lines(self):
        """Override of `retail_customer_orders` to hide what was cancelled (ED-08)."""
        lines = super()._get_shown_lines()
        return lines.filtered(lambda line: not line._is_cancelled())

    def _describe_in_full_for_till(self, config):
        """Override of `retail_customer_orders` to say whether the order may be changed,
        until when a quote holds, why it waits, and who took it.

        :return: see `read_order_from_ui`, and "actions": "edit": {"enabled", "why"},
            "version" for `edit_order_from_ui`, "sales_taker", "is_quote",
            "valid_until" (False for orders) and "is_expired", "on_hold": the reason,
            or an empty text
        """
        answer = super()._describe_in_full_for_till(config)
        why = self._get_edit_obstacle(config.store_id) or ""
        answer["actions"]["edit"] = {"enabled": not why, "why": why}
        is_quote = self.customer_order_state == "quote" and self.validity_date
        return {
            **answer,
            "version": self._get_version(),
            "sales_taker": self.sales_taker or "",
            "is_quote": self._is_quote(),
            "valid_until": is_quote and self.validity_date.isoformat(),
            "is_expired": self.is_expired,
            "on_hold": self.hold_reason_id.name or "",
        }
