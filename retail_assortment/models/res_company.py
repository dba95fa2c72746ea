from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def write(self, vals):
        """Override of `retail_base` to tell open registers what their policy is."""
        result = super().write(vals)
        if "retail_profile_id" in vals:
            self.env["pos.config"]._notify_range_changed()
        return result
