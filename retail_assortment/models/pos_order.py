from odoo import models


class PosOrder(models.Model):
    _inherit = "pos.order"

    def _get_judge_steps(self):
        """Override of `retail_base` to judge whether the store may sell the lines."""
        return [*super()._get_judge_steps(), "_judge_assortment"]

    def _judge_assortment(self):
        """Refuse what the store may not sell (OA-03, AS-10, AS-11).

        :raise UserError: names the products and what to do
        """
        self.ensure_one()
        store = self.config_id.store_id
        ranged = self._get_ranged_lines()
        # What was ordered before, and the parts of a combo, may be blocked meanwhile.
        (self._get_sold_lines() - ranged).product_id._check_not_blocked(store)
        ranged.product_id._check_sold_by(store, "carry_out", ticket=self)

    def _get_sold_lines(self):
        """Return the lines that hand out goods.

        What comes back (OA-05), what serves the register itself, and what only takes
        money off, as rewards and gift cards do, are none.
        """
        self.ensure_one()
        lines = self.lines.filtered(
            lambda line: line.product_uom_id.compare(line.qty, 0) > 0
            and not line.refunded_orderline_id
            and not line._is_reduction()
        )
        # A return sells nothing, and has no such products to look up.
        unranged = lines and self.config_id._get_unranged_products()
        return lines.filtered(lambda line: line.product_id not in unranged)

    def _get_ranged_lines(self):
        """Return the lines that sell goods here and now.

        The parts of a combo are none: it is judged as a whole.
        """
        return self._get_sold_lines().filtered(
            lambda line: not line._is_part_of_combo()
        )
