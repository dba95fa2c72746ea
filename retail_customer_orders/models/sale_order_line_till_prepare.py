from odoo import models


class SaleOrderLine(models.Model):
    """What whoever hands out goods sees of how they were prepared."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _describe_for_till(self, store):
        """Override of this addon's own method to say where the goods wait.

        :return: as before, with "qty_ready": what was picked, where somebody picked;
            and "place": where that was put
        """
        answer = super()._describe_for_till(store)
        moves = self._get_store_moves(store)
        picked = sum(
            move.product_uom._compute_quantity(
                move._get_picked_qty(), self.product_id.uom_id, round=False
            )
            for move in moves
        )
        if picked and answer["pickup_here"]:
            answer["qty_ready"] = min(picked, answer["qty"] - answer["qty_done"])
        places = moves.filtered("picked").picking_id.mapped("staged_place")
        return {**answer, "place": ", ".join(filter(None, places))}
