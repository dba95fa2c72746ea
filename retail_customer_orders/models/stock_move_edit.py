from odoo import models


class StockMove(models.Model):
    """What keeps a move where it is."""

    _inherit = "stock.move"  # pylint: disable=consider-merging-classes-inherited

    def _is_under_way(self):
        """Say whether somebody picked these goods, or ordered them for this move."""
        self.ensure_one()
        return bool(
            self.picked
            or self.procure_method == "make_to_order"
            or self.move_orig_ids.filtered(lambda move: move.state != "cancel")
        )
