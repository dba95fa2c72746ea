from odoo import models


class StockReturnPicking(models.TransientModel):
    _inherit = "stock.return.picking"

    def action_create_returns(self):
        """Override of `stock` to say at once what cannot be received later.

        The transfer is judged again when it is done.
        """
        lines = self.product_return_moves.filtered(
            lambda line: line.move_id.location_dest_id.usage == "customer"
            and line.quantity > 0
        )
        # Whoever receives goods may not see the sales of other stores.
        moves = lines.move_id.sudo()
        for move in moves:
            move._judge_return_of_ticket()
        asked = {}
        for line in lines.sudo():
            sold = line.move_id.sale_line_id
            if sold and line.product_id == sold.product_id:
                quantity = line.uom_id._compute_quantity(
                    line.quantity, line.product_id.uom_id, round=False
                )
                asked[sold] = asked.get(sold, 0.0) + quantity
        moves.sale_line_id._judge_goods_back(asked)
        return super().action_create_returns()
