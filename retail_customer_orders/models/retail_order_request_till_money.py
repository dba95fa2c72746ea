import math

from odoo import api, models
from odoo.exceptions import UserError


class RetailOrderRequest(models.Model):
    """What a register asks before it takes money on an order, or gives it back."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def order_quote_from_ui(self, config_id, order_id):
        """Turn a quote into an order for which no deposit is asked (QT-02).

        Where one is asked, the ticket that pays it orders: `prepare_deposit_from_ui`.

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :return: True
        :raise UserError: it is no quote any more, has expired, or takes a deposit
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = self._browse_order(config, order_id)
        order._ensure_deposit_orders(0.0)
        order._order_at_till()
        return True

    @api.model
    def prepare_deposit_from_ui(self, config_id, order_id, amount):
        """Say what a ticket that pays on an order looks like.

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :param float amount: in the order's currency, negative when it goes back
        :return: {"amount", "deposit_lines": see
            `sale.order._describe_deposit_lines`, "payments": what the deposit was paid
            with, [{"payment_method_id", "amount"}]}
        :raise UserError: it is more than is to be paid, or can be given back
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = self._browse_order(config, order_id)
        is_amount = isinstance(amount, int | float) and not isinstance(amount, bool)
        if not is_amount or not math.isfinite(amount):
            raise UserError(self.env._("Enter an amount."))
        amount = order.currency_id.round(amount)
        parts = order._prepare_further_deposit(amount)
        return {
            "amount": amount,
            "deposit_lines": order._describe_deposit_parts(
                parts, 1 if amount > 0 else -1
            ),
            "payments": order._describe_tenders(),
        }
