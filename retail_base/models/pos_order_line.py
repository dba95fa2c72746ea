from math import copysign

from odoo import models


class PosOrderLine(models.Model):
    """What lines come to, whichever way core has stored it."""

    _inherit = "pos.order.line"

    def _get_subtotals(self):
        """Return what these lines add to their tickets, negative for what goes back.

        Core stores subtotals turned where a register or a judge made the ticket a
        refund, and as they are where the back office did. Quantity and price keep
        their signs everywhere.

        :return: (amount without taxes, amount with taxes) in the ticket's currency
        """
        untaxed = total = 0.0
        for line in self:
            sign = line.qty * line.price_unit
            untaxed += copysign(line.price_subtotal, sign)
            total += copysign(line.price_subtotal_incl, sign)
        return untaxed, total
