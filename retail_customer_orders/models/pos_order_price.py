from odoo import models

from ..tools.payload import has_lines


class PosOrder(models.Model):
    """Whether the prices in the order of a ticket are near the list price (PV-04)."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_judge_steps(self):
        """Override of `retail_base` to judge these prices by themselves.

        A silent ticket becomes an order all the same: the customer was told the price.
        """
        return super()._get_judge_steps() + ["_judge_order_prices"]

    def _judge_order_prices(self):
        if has_lines(self.customer_order_payload):
            self.env["retail.order.request"]._check_ticket_prices(self)
