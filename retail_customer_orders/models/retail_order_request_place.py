from odoo import models
from odoo.exceptions import UserError


class RetailOrderRequest(models.Model):
    """The judge of where and when a register promises goods."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _get_offered_stores(self):
        """Return the stores that this store may promise: {fulfilment: stores}."""
        return {
            "pickup": self.store_id._get_fulfilment_stores("pickup"),
            "ship": self.store_id._get_fulfilment_stores("shipping"),
        }

    def _get_line_store(self, line):
        if line["store_id"]:
            store = line["named"]["store_id"]
        elif line["fulfilment"] == "ship":
            store = self.store_id.shipping_warehouse_id or self.store_id
        else:
            store = self.store_id
        if not store or store.company_id != self.company_id or not store.active:
            raise UserError(
                self.env._(
                    "The store chosen for “%s” is closed. Choose another one.",
                    line["name"],
                )
            )
        return store

    def _get_line_partner(self, line):
        if line["fulfilment"] != "ship":
            return self.env["res.partner"]
        address = line["named"]["partner_id"]
        mine = self.partner_id.commercial_partner_id
        if line["partner_id"] and address.commercial_partner_id != mine:
            raise UserError(
                self.env._(
                    "“%(product)s” would be shipped to an address that is not "
                    "%(customer)s's. Choose one of the customer's addresses.",
                    product=line["product"].display_name,
                    customer=mine.display_name,
                )
            )
        return address or self.partner_id

    def _get_place_problem(self, line, offered):
        store = line["store"]
        if store not in offered[line["fulfilment"]]:
            if line["fulfilment"] == "pickup":
                return self.env._(
                    "%s offers no pickup for this store. Choose another one.",
                    store.name,
                )
            return self.env._(
                "%s does not ship for this store. Choose another one.", store.name
            )
        ordered = self.pos_order_id.date_order
        today = store._localize(ordered).date() if ordered else store._get_local_today()
        if line["date"] < today:
            return self.env._("its day is past. Choose another day.")
        return False
