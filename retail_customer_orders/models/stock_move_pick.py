from odoo import models

CLOSED_STATES = ("done", "cancel")


class StockMove(models.Model):
    """Goods that are taken from the shelf one after another (FU-06).

    Picked is what core calls picked: lines of this move, each with what is reserved. A
    part is picked by parting a line, so that the rest stays reserved.
    """

    _inherit = "stock.move"  # pylint: disable=consider-merging-classes-inherited

    def _get_picked_qty(self):
        """Return what of this move is picked, in its unit."""
        self.ensure_one()
        return self._get_picked_quantity() if self.picked else 0.0

    def _pick(self, quantity):
        """Let this much of this open move be picked, no less and no more.

        What somebody has in hand is picked though it was not reserved.

        :param float quantity: in the unit of this move
        """
        self.ensure_one()
        unit = self.product_uom
        is_less = unit.compare(quantity, self._get_picked_qty()) < 0
        if unit.compare(self.quantity, quantity) < 0:
            self.quantity = quantity
        self._pick_lines(quantity)
        if is_less:
            # More may have been in hand than was in stock.
            self._reserve_rest()

    def _pick_lines(self, quantity):
        unit, left = self.product_uom, quantity
        for line in self.move_line_ids.sorted(lambda line: (not line.picked, line.id)):
            held = line.product_uom_id._compute_quantity(
                line.quantity, unit, round=False
            )
            part = min(held, left)
            if unit.compare(part, 0) > 0 and unit.compare(part, held) < 0:
                line._part(unit._compute_quantity(part, line.product_uom_id))
            line.picked = unit.compare(part, 0) > 0
            left -= part

    def _reserve_rest(self):
        """Reserve what is not picked anew: no more than there is."""
        picked = self.move_line_ids.filtered("picked")
        before = {line: line.quantity for line in picked}
        (self.move_line_ids - picked).unlink()
        missing = self.product_uom.round(self.product_uom_qty - self.quantity)
        if self.product_uom.compare(missing, 0) > 0:
            # A move that is picked in part would be passed over otherwise.
            self._action_assign(force_qty=missing)
        (self.move_line_ids - picked).picked = False
        for line, quantity in before.items():
            # Core adds to a line of the same lot and place, picked or not.
            if line.product_uom_id.compare(line.quantity, quantity) > 0:
                line._part(quantity)

    def _reduce_demand(self, quantity):
        """Override of this addon's own method to keep no more picked than is left."""
        picked = self._get_picked_qty()
        if picked:
            self.picked = False
        result = super()._reduce_demand(quantity)
        if picked and self.state not in CLOSED_STATES:
            self._pick(min(picked, self.product_uom_qty))
        return result

    def _put_back(self):
        """Bring goods back to the shelf, picked or not: they are free stock again."""
        self.picked = False
        self._do_unreserve()
        self.picking_id._forget_place()
