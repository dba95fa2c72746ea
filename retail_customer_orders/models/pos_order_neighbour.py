from odoo import models
from odoo.exceptions import UserError

from ..tools.payload import has_deposit, has_lines


class PosOrder(models.Model):
    """What other addons put on a ticket that takes, settles or hands out an order."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_judge_steps(self):
        """Override of `retail_base` to judge what other addons put on a ticket."""
        return super()._get_judge_steps() + ["_judge_core_link", "_judge_reductions"]

    def _judge_core_link(self):
        """See that core's *Quotation/Order* settles no customer order.

        It knows neither deposits nor deliveries per line: the goods would be paid and
        delivered twice.
        """
        # A cashier may not read orders; what leaves is the reference of this one.
        orders = self.sudo().lines.sale_order_origin_id.filtered("is_customer_order")
        if orders:
            raise UserError(
                self.env._(
                    "%s is a customer order: take its payment, and hand it out, in "
                    "Find an order. Take its lines off this ticket.",
                    orders[0].customer_order_reference or orders[0].name,
                )
            )

    def _judge_reductions(self):
        """See that discounts and rewards lower what is sold here, and nothing else.

        They must neither pay a deposit nor change what an order costs. Gift cards and
        e-wallets do pay, up to what is due.
        """
        if not self._is_about_order():
            return
        lines = self.lines.filtered(lambda line: not line.refunded_orderline_id)
        reductions = lines.filtered(
            lambda line: line.qty > 0 and line.price_unit < 0 and not line._is_deposit()
        )
        payments = reductions.filtered(lambda line: line._is_prepaid_payment())
        sold = lines.filtered(
            lambda line: not line._is_deposit()
            and not line._is_pickup()
            and line._get_subtotals()[1] > 0
        )
        compare = self.currency_id.compare_amounts
        reduced = -(reductions - payments)._get_subtotals()[1]
        goods = sold._get_subtotals()[1]
        if compare(reduced, goods) > 0:
            raise UserError(
                self.env._(
                    "Discounts of %(reduced)s are more than the %(goods)s that are "
                    "carried out. An order's goods have a discount of their own: set "
                    "it on their lines.",
                    reduced=self.currency_id.format(reduced),
                    goods=self.currency_id.format(goods),
                )
            )
        if payments and compare(self.amount_total, 0) < 0:
            raise UserError(
                self.env._(
                    "The gift card pays more than is due now. Go back to the cart, "
                    "take it off and apply it again."
                )
            )

    def _is_about_order(self):
        """Say whether this ticket takes, hands out or settles a customer order."""
        self.ensure_one()
        return (
            has_lines(self.customer_order_payload)
            or has_lines(self.pickup_payload)
            or has_lines(self.cancel_payload)
            or has_deposit(self.deposit_payload)
        )
