from odoo import models


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    def _part(self, quantity):
        """Leave this much in this line, and reserve the rest in one of its own.

        :param float quantity: in the unit of this line, less than all of it
        """
        self.ensure_one()
        rest = self.product_uom_id.round(self.quantity - quantity)
        self.quantity = quantity
        self.copy({"quantity": rest, "picked": False})
