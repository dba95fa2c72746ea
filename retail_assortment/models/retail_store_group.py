from odoo import models


class RetailStoreGroup(models.Model):
    _inherit = "retail.store.group"

    def write(self, vals):
        """Override of `retail_base` to tell open registers when a group moves."""
        result = super().write(vals)
        if "parent_id" in vals:
            self.env["pos.config"]._notify_range_changed()
        return result
