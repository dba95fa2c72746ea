from odoo import api, models


class StockPicking(models.Model):
    """Goods with lots that a cashier sells."""

    _inherit = "stock.picking"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _create_picking_from_pos_order_lines(
        self, location_dest_id, lines, picking_type, partner=False
    ):
        """Override of `point_of_sale` to let goods leave whose lots were chosen.

        Core looks for the lots with the rights of the cashier, who may not read any:
        the ticket was refused. What is sold is on the ticket; the lots follow from it.
        """
        pickings = self.sudo() if lines.pack_lot_ids else self
        pickings = super(StockPicking, pickings)._create_picking_from_pos_order_lines(
            location_dest_id, lines, picking_type, partner
        )
        return pickings.with_env(self.env)
