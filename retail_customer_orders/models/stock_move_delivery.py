from odoo import models


class StockMove(models.Model):
    """How the delivery mode of a line reaches its delivery."""

    _inherit = "stock.move"  # pylint: disable=consider-merging-classes-inherited

    def _get_new_picking_values(self):
        """Override of `stock_delivery` to take the mode of the line, not of the order.

        The rules say on which steps the goods are with the carrier.
        """
        values = super()._get_new_picking_values()
        mode = self.sale_line_id.delivery_mode_id[:1]
        if mode and any(rule.propagate_carrier for rule in self.rule_id):
            values["carrier_id"] = mode.id
        return values

    def _leave_picking(self, picking):
        """Take these open goods, whose key has changed, out of a delivery.

        A delivery that holds nothing else takes the new key, as long as there is none
        of that key to join.
        """
        key = self[:1].fulfilment_key
        stay = picking.move_ids - self
        if not stay and not self[:1]._search_picking_for_assignation():
            mode = self.sale_line_id.delivery_mode_id[:1]
            picking.write(
                {
                    "fulfilment_key": key,
                    "carrier_id": picking.carrier_id and mode.id,
                }
            )
            return
        self._assign_picking()
        for move in self:
            move.move_line_ids.picking_id = move.picking_id
        if not stay:
            picking.unlink()
