from odoo import models
from odoo.exceptions import UserError

OPEN_STATES = ("confirmed", "partially_available", "assigned")


class SaleOrderLine(models.Model):
    """What a register may hand out of a line, and from which delivery."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_pickup_obstacle(self, store):
        """Say why this line cannot be handed out in a store (PU-01).

        :return: the end of a sentence, or False when it can
        """
        self.ensure_one()
        if self.order_id.state == "cancel":
            return self.env._("the order was cancelled")
        if self.order_id.state != "sale":
            return self.env._("the order is not confirmed")
        if self.fulfilment != "pickup":
            return self.env._(
                "it is shipped from %(store)s", store=self.fulfilment_store_id.name
            )
        if self.fulfilment_store_id != store:
            return self.env._(
                "it is picked up in %(store)s", store=self.fulfilment_store_id.name
            )
        if not self.fulfilment_open_qty:
            return self.env._("it was handed out already")
        if self.product_uom_id.compare(self._get_unsettled_qty(), 0) <= 0:
            return self.env._("it was invoiced already, hand it out by its delivery")
        if self.product_id.type != "service" and not self._get_store_moves(store):
            return self.env._("it is not prepared in this store yet")
        return self.order_id._get_hand_over_obstacle()

    def _get_store_moves(self, store):
        """Return the moves that would hand out this line in a store, reserved first."""
        moves = self.move_ids.filtered(
            lambda move: move.state in OPEN_STATES
            and move.location_dest_usage == "customer"
            and move.picking_type_id.warehouse_id == store
        )
        return moves.sorted(lambda move: (-move.quantity, move.id))

    def _get_ready_qty(self, store):
        """Return what is reserved for this line in a store, in the product's unit."""
        self.ensure_one()
        if self.product_id.type == "service":
            return self._to_product_unit(self.fulfilment_open_qty)
        return sum(
            move.product_uom._compute_quantity(
                move.quantity, self.product_id.uom_id, round=False
            )
            for move in self._get_store_moves(store)
        )

    def _choose_moves(self, quantity, store):
        """Choose the moves that hand out a quantity of this line in a store.

        :param float quantity: in the product's unit
        :return: {`stock.move`: quantity in its unit}
        :raise UserError: the deliveries of the order hold less
        """
        self.ensure_one()
        unit = self.product_id.uom_id
        chosen, left = {}, quantity
        for move in self._get_store_moves(store):
            part = min(left, move.product_qty)
            if unit.compare(part, 0) > 0:
                chosen[move] = unit._compute_quantity(part, move.product_uom)
                left -= part
        if unit.compare(left, 0) > 0:
            raise UserError(
                self.env._(
                    "“%(product)s” cannot be handed out: it is not prepared in "
                    "%(store)s yet.",
                    product=self.product_id.display_name,
                    store=store.name,
                )
            )
        return chosen
