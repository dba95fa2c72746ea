from odoo import models


class SaleOrder(models.Model):
    """What a register shows of charges."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_due_here(self, store, held):
        """Override of this addon's own method to add the charges that are due."""
        due = super()._get_due_here(store, held)
        # Of all lines: so they are fetched once for all orders of a list.
        if not self.order_line.charge_ids:
            return due
        charges = self._get_lines_here(store)._get_due_charges()
        return self.currency_id.round(
            due
            + sum(
                line._get_value(line._get_unsettled_qty()) - held.get(line, 0.0)
                for line in charges
            )
        )
