from odoo import models


class RetailReturnLine(models.Model):
    """How the goods of a line are received."""

    _inherit = "retail.return.line"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_receipt_move(self, picking):
        """Return the values of the move that receives these goods."""
        self.ensure_one()
        return {
            "product_id": self.product_id.id,
            "product_uom": self.product_uom_id.id,
            "product_uom_qty": self.qty,
            "picking_id": picking.id,
            "picking_type_id": picking.picking_type_id.id,
            "location_id": picking.location_id.id,
            "location_dest_id": self._get_location().id,
            "company_id": self.company_id.id,
            "retail_return_line_id": self.id,
        }
