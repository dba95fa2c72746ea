from odoo import models


class PosOrder(models.Model):
    _inherit = "pos.order"

    def _get_judge_steps(self):
        """Override of `retail_base` to judge whether the store may sell the lines."""
        return [*super()._get_judge_steps(), "_judge_assortment"]

    def _judge_assortment(self):
        """Refuse what the store may not sell outside its range (OA-03).

        :raise UserError: names the products and what to do
        """
        self.ensure_one()
        products = self._get_ranged_lines().product_id
        products._check_sold_by(self.config_id.store_id, "carry_out", ticket=self)

    def _get_ranged_lines(self):
        """Return the lines that sell goods here and now.

        What comes back (OA-05), what serves the register itself, and the parts of a
        combo, which is judged as a whole, are none.
        """
        self.ensure_one()
        unranged = self.config_id._get_unranged_products()
        return self.lines.filtered(
            lambda line: line.product_uom_id.compare(line.qty, 0) > 0
            and not line.refunded_orderline_id
            and line.product_id not in unranged
            and not line._is_part_of_combo()
        )
