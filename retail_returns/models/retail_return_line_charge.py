from collections import defaultdict

from odoo import models

from .retail_return_line import RECEIVED_STATES


class RetailReturnLine(models.Model):
    """How much of an order had come back before."""

    _inherit = "retail.return.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_returned_of_orders(self):
        """Sum up what came back of the order lines of these, on all roads of returns.

        :return: {`sale.order.line`: quantity in the unit of the product}
        """
        groups = self._read_group(
            [
                ("order_line_id", "in", self.order_line_id.ids),
                ("return_id.state", "in", RECEIVED_STATES),
                ("id", "not in", self.ids),
            ],
            ["order_line_id"],
            ["qty:sum"],
        )
        return defaultdict(float, dict(groups))
