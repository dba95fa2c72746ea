from odoo import models


class StockWarehouse(models.Model):
    """Where goods of a store are taxed."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    def _get_taxed_place(self, fulfilment, address):
        """Return the `res.partner` whose address decides on the taxes (CO-10).

        :param str fulfilment: "pickup" or "ship"
        :param address: the `res.partner` that goods are shipped to
        """
        self.ensure_one()
        rule = self.company_id.retail_shipping_tax_rule
        at_store = fulfilment == "pickup" or rule == "store"
        return self.partner_id if at_store else address
