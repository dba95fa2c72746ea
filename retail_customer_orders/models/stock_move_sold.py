from collections import defaultdict

from odoo import models


class StockMove(models.Model):
    """What moves mean for the lines of the order that they deliver."""

    _inherit = "stock.move"  # pylint: disable=consider-merging-classes-inherited

    def _get_sold_quantities(self, quantities):
        """Turn quantities of moves into those of the order lines they deliver.

        :param dict quantities: {`stock.move`: quantity in its unit}
        :return: {`sale.order.line`: quantity in its unit}
        """
        sold = defaultdict(float)
        for move, quantity in quantities.items():
            if line := move.sale_line_id:
                sold[line] += move.product_uom._compute_quantity(
                    quantity, line.product_uom_id, round=False
                )
        return sold
