from odoo import api, models


class PosSession(models.Model):
    _inherit = "pos.session"

    @api.model
    def _load_pos_data_models(self, config):
        """Override of `point_of_sale` to load the stores and the reason codes."""
        return super()._load_pos_data_models(config) + [
            "stock.warehouse",
            "retail.reason.code",
        ]
