from odoo import fields, models


class StockWarehouse(models.Model):
    """Where a store puts what comes back."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    quarantine_location_id = fields.Many2one(
        comodel_name="stock.location",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('usage', '=', 'internal'), ('warehouse_id', '=', id)]",
        help="Where returned goods wait until somebody has looked at them. Leave empty "
        "for the return location.",
    )

    def _get_disposition(self, product, reason, home):
        """Say what becomes of goods that come back to this store (RT-14).

        :param home: the store that sold them, empty when it is not known
        :return: (disposition, False when no rule says; the store that they go on to,
            empty when they stay)
        """
        self.ensure_one()
        rule = self._find_disposition_rule(product, reason)
        destination = rule.destination_store_id
        if rule.disposition == "home":
            destination = home
        disposition = rule.disposition
        if disposition in ("home", "transfer") and destination in (self, self.browse()):
            # They are where they belong.
            disposition, destination = "shelf", self.browse()
        return disposition, destination

    def _find_disposition_rule(self, product, reason):
        """Return the rule for goods that come back to this store, or none (RT-14)."""
        self.ensure_one()
        rules = self.env["retail.disposition.rule"].sudo()
        return rules._find_for(self, product, reason)

    def _get_disposition_location(self, disposition, is_blocked=False):
        """Return the location in this store of goods of a disposition.

        :param bool is_blocked: nothing may be sold of them
        """
        self.ensure_one()
        waiting = self.return_location_id or self.lot_stock_id
        if is_blocked and disposition != "scrap":
            return self.quarantine_location_id or waiting
        if disposition == "shelf":
            return self.lot_stock_id
        if disposition == "quarantine":
            return self.quarantine_location_id or waiting
        if disposition == "scrap":
            locations = self.env["stock.location"].sudo()
            return (
                locations.search(
                    [
                        ("usage", "=", "inventory"),
                        ("company_id", "=", self.company_id.id),
                    ],
                    order="id",
                    limit=1,
                )
                or waiting
            )
        return waiting
