from odoo import fields, models


class StockMove(models.Model):
    """A move that receives goods of a return without a ticket."""

    _inherit = "stock.move"  # pylint: disable=consider-merging-classes-inherited

    retail_return_line_id = fields.Many2one(
        comodel_name="retail.return.line",
        string="Return Line",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    def _prepare_merge_moves_distinct_fields(self):
        """Override of `stock` to receive each line of a return by itself."""
        return super()._prepare_merge_moves_distinct_fields() + [
            "retail_return_line_id"
        ]

    def _set_returned_quantity(self):
        """Say that all of this move came back, with its lot."""
        self.ensure_one()
        lot = self.retail_return_line_id.lot_id
        self.quantity = self.product_uom_qty
        if lot:
            self.move_line_ids.lot_id = lot
        self.picked = True
