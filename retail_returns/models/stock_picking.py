from odoo import api, fields, models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    retail_return_id = fields.Many2one(
        comodel_name="retail.return",
        string="Return",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

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

    @api.model
    def _create_picking_from_pos_order_lines(
        self, location_dest_id, lines, picking_type, partner=False
    ):
        """Override of `point_of_sale` to receive nothing that was never shipped.

        Goods that go to different locations have a receipt each.
        """
        received = lines.filtered(
            lambda line: not line.return_cancelled_qty
            or line.product_uom_id.compare(-line.qty, line.return_cancelled_qty) > 0
        )
        pickings = self.browse()
        for part in received._group_by_return_location():
            pickings |= super()._create_picking_from_pos_order_lines(
                location_dest_id, part, picking_type, partner
            )
        return pickings

    def _create_move_from_pos_order_lines(self, lines):
        """Override of `point_of_sale` to put returned goods where their rule says."""
        location = lines[:1].sudo()._get_return_location()
        if location:
            self.location_dest_id = location
        return super()._create_move_from_pos_order_lines(lines)

    def _prepare_stock_move_vals(self, first_line, order_lines):
        """Override of `point_of_sale` to receive only what was shipped of a line."""
        vals = super()._prepare_stock_move_vals(first_line, order_lines)
        vals["product_uom_qty"] -= sum(order_lines.mapped("return_cancelled_qty"))
        return vals
