from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError

from ..tools.preparation import get_left
from .stock_picking_prepare import NO_PLACE

CARRIED = ("user_id", "picking_since", "picking_worker")


class StockPicking(models.Model):
    """Goods that were prepared leave: with their carrier, or their customer.

    Runs with superuser rights for registers, which have asked what their user may.
    """

    _inherit = "stock.picking"  # pylint: disable=consider-merging-classes-inherited

    def _ship(self, totals, tracking=""):
        """Hand goods of this delivery to their carrier (FU-09).

        :param dict totals: {`sale.order.line`: quantity in the product's unit}
        :param str tracking: the number of the parcel, if there is one
        :raise UserError: they cannot leave, and why
        """
        self.ensure_one()
        if self._is_pickup():
            raise UserError(
                self.env._("The customer picks this up: hand it out with “Find order”.")
            )
        self._ensure_totals(totals)
        quantities = {
            move: quantity
            for move, quantity in self._spread(totals).items()
            if quantity
        }
        if not quantities:
            raise UserError(self.env._("Choose what is shipped."))
        if tracking:
            self.carrier_tracking_ref = tracking
        self._move_out(quantities)

    def _move_out(self, quantities):
        """Override of this addon's own method to keep picked what stays (FU-10)."""
        picked = self._get_picked_totals()
        leaving = defaultdict(float)
        for move, quantity in quantities.items():
            leaving[move.sale_line_id] += move.product_uom._compute_quantity(
                quantity, move.product_id.uom_id, round=False
            )
        left = get_left(picked, leaving)
        claim = {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in CARRIED
        }
        place = {name: self[name] for name in NO_PLACE}
        super()._move_out(quantities)
        rest = self.backorder_ids.filtered(
            lambda picking: picking.state not in ("done", "cancel")
        )
        if not rest:
            return
        rest.write({**claim, **(place if left else NO_PLACE)})
        for picking in rest:
            kept = {
                line: min(left.get(line, 0.0), wanted)
                for line, wanted in picking._get_wanted_totals().items()
            }
            for move, quantity in picking._spread(kept).items():
                if quantity:
                    move._pick(quantity)
