from odoo import models


class PosOrderLine(models.Model):
    _inherit = "pos.order.line"

    def _is_part_of_combo(self):
        """Say whether the combo of this ticket that the line names has its product."""
        self.ensure_one()
        combo = self.combo_parent_id
        parts = combo.product_id.combo_ids.combo_item_ids.product_id
        return combo.order_id == self.order_id and self.product_id in parts

    def _is_reduction(self):
        """Say whether this line only takes money off: a discount or a reward."""
        self.ensure_one()
        is_service = self.product_id.type == "service"
        return self.qty > 0 and self.price_unit < 0 and is_service
