from odoo import models
from odoo.exceptions import UserError

from ..tools.quiet import QUIET


class SaleOrder(models.Model):
    """Quotes that become orders at a register (QT-02). Runs with superuser rights."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _is_quote(self):
        self.ensure_one()
        return self.is_customer_order and self.state in ("draft", "sent")

    def _describe_order_action(self):
        """Tell a register whether this quote can be ordered, and for which deposit.

        :return: {"enabled", "why", "required", "highest"}; "required" is False where
            this is no quote
        """
        if not self._is_quote():
            return {"enabled": False, "why": "", "required": False, "highest": 0.0}
        why = self._confirmation_error_message() or ""
        return {
            "enabled": not why,
            "why": why,
            "required": self._get_required_deposit(),
            "highest": self._get_deposit_bounds()[0],
        }

    def _ensure_deposit_orders(self, amount):
        """See that a deposit is enough to order this quote.

        :param float amount: in the order's currency
        """
        required = self._get_required_deposit()
        if self.currency_id.compare_amounts(amount, required) < 0:
            raise UserError(
                self.env._(
                    "Ordering %(quote)s takes a deposit of %(required)s.",
                    quote=self.name,
                    required=self.currency_id.format(required),
                )
            )

    def _order_at_till(self):
        """Turn this quote into an order; goods are reserved apart, as for new ones.

        :raise UserError: it is an order already, was cancelled, or has expired
        """
        order = self.with_context(retail_defer_reservation=True, **QUIET)
        order._convert_quote()
        order._reserve_goods()
