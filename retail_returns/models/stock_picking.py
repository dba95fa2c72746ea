from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _prepare_picking_vals(
        self, partner, picking_type, location_id, location_dest_id
    ):
        """Override of `point_of_sale` to receive returned goods where the store wants.

        The store is the one that takes the goods back, wherever they were sold.
        """
        Location = self.env["stock.location"]
        return_location = picking_type.warehouse_id.return_location_id
        is_return = (
            Location.browse(location_id).usage != "internal"
            and Location.browse(location_dest_id).usage == "internal"
        )
        if return_location and is_return:
            location_dest_id = return_location.id
        return super()._prepare_picking_vals(
            partner, picking_type, location_id, location_dest_id
        )
