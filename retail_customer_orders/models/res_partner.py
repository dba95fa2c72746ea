from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _get_fulfilment_address(self):
        """Return the address in one line, as on the badge of a line at the till."""
        self.ensure_one()
        city = " ".join(filter(None, (self.zip, self.city)))
        return ", ".join(filter(None, (self.street, self.street2, city)))
