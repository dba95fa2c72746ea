from odoo import fields, models


class StockMove(models.Model):
    _inherit = "stock.move"

    fulfilment_key = fields.Char(
        readonly=True,
        help="Goods of one order go into one delivery only where this is the same: "
        "the same store, address and day.",
    )

    def _key_assign_picking(self):
        """Override of `stock` to part what goes to several addresses or days."""
        return super()._key_assign_picking() + (self.fulfilment_key or "",)

    def _search_picking_for_assignation_domain(self):
        """Override of `stock` to add goods to the delivery of their address and day.

        The key alone parts moves that are confirmed together, the domain alone those
        confirmed one after another: it takes both.
        """
        return [
            *super()._search_picking_for_assignation_domain(),
            ("fulfilment_key", "=", self.fulfilment_key or False),
        ]

    def _get_new_picking_values(self):
        """Override of `stock` to let the delivery carry the key of its moves."""
        values = super()._get_new_picking_values()
        return {**values, "fulfilment_key": self[:1].fulfilment_key}

    def _should_assign_at_confirm(self):
        """Override of `stock` to reserve the goods of tills in a transaction apart.

        Reserving inside the transaction of a ticket made tills that sell the same
        product wait for each other, and fail, over its quant.
        """
        if self.env.context.get("retail_defer_reservation"):
            return self._should_bypass_reservation()
        return super()._should_assign_at_confirm()

    def _reduce_demand(self, quantity):
        """Lower what this move and those that bring its goods are to move.

        :param float quantity: in the unit of this move
        """
        self.ensure_one()
        for origin in self.move_orig_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        ):
            part = self.product_uom._compute_quantity(quantity, origin.product_uom)
            origin._reduce_demand(min(part, origin.product_uom_qty))
        left = self.product_uom.round(self.product_uom_qty - quantity)
        if self.product_uom.compare(left, 0) <= 0:
            self._action_cancel()
            return
        if self.product_uom.compare(self.quantity, left) > 0:
            self._do_unreserve()
            self.product_uom_qty = left
            self._action_assign()
        else:
            self.product_uom_qty = left
