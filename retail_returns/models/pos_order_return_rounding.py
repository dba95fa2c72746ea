from odoo import models


class PosOrder(models.Model):
    """Refunds at registers that round what every tender pays."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_lines_total(self):
        """Override of `retail_returns` to round as the register does."""
        total = super()._get_lines_total()
        rounding = self._get_rounding_of_all()
        return rounding.round(total) if rounding else total

    def _get_rounding_of_all(self):
        """Return the `account.cash.rounding` of all tenders, empty if there is none."""
        config = self.config_id
        is_for_all = config.cash_rounding and not config.only_round_cash_method
        return config.rounding_method if is_for_all else config.rounding_method.browse()

    def _judge_ticket_total(self):
        """Override of `retail_returns` to see that rounding gives back no more.

        Each of several returns of a sale may be rounded up, while the sale was rounded
        once: together they would give back more than was paid.
        """
        result = super()._judge_ticket_total()
        currency, given = self.currency_id, -self.amount_total
        originals = self.lines.refunded_orderline_id.order_id
        # Goods of an order were paid with its deposit as well.
        if (
            not self._get_rounding_of_all()
            or not originals
            or originals.pickup_order_id
        ):
            return result
        exact = -super()._get_lines_total()
        left = sum(originals._get_left_by_kind(self).values())
        if (
            currency.compare_amounts(given, exact) > 0
            and currency.compare_amounts(given, left) > 0
        ):
            self._need_approval(
                "return_tender",
                given,
                self.env._(
                    "%(given)s would be given back because the register rounds, but "
                    "only %(left)s is left of what was paid.",
                    given=currency.format(given),
                    left=currency.format(max(left, 0.0)),
                ),
            )
        return result
