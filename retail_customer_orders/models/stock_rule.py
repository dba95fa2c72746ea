from odoo import models


class StockRule(models.Model):
    _inherit = "stock.rule"

    def _get_custom_move_fields(self):
        """Override of `stock` to hand the grouping key down to the moves."""
        return super()._get_custom_move_fields() + ["fulfilment_key"]
