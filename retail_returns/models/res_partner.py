from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_take_back(self):
        """Take back in the back office what was sold to this customer."""
        self.ensure_one()
        return self.env["retail.return.wizard"]._open(
            self, partner_id=self.commercial_partner_id.id
        )
