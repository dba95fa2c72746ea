from odoo import models
from odoo.fields import Domain


class SaleOrderLine(models.Model):
    """How a register shows a line of a customer order."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_open_domain(self, store, preset):
        """Return the domain of what is still to be done in a store.

        :param store: the `stock.warehouse`, or several
        :param str preset: "pickup", "ship" or "overdue"
        """
        domain = Domain("fulfilment_store_id", "in", store.ids)
        domain &= Domain("fulfilment_open_qty", ">", 0)
        if preset != "overdue":
            return domain & Domain("fulfilment", "=", preset)
        return domain & Domain.OR(
            Domain("fulfilment_store_id", "=", one.id)
            & Domain("fulfilment_date", "<", one._get_local_today())
            for one in store
        )

    def _describe_for_till(self, store):
        """Describe this line in full, quantities in the product's unit.

        :return: {"id", "product_id", "name", "qty", "qty_done", "qty_ready": reserved
            here, "fulfilment", "store", "store_id", "date", "address", "price_unit",
            "discount", "tax_ids", "total", "pickup_here", "why_not"}
        """
        self.ensure_one()
        obstacle = self._get_pickup_obstacle(store)
        open_qty = self._to_product_unit(self.fulfilment_open_qty)
        total = self._to_product_unit(self.product_uom_qty)
        address = self.fulfilment == "ship" and self._get_fulfilment_partner()
        ready = 0.0 if obstacle else min(self._get_ready_qty(store), open_qty)
        return {
            **self._describe_pickup(total),
            "id": self.id,
            "qty_done": total - open_qty if self.state == "sale" else 0.0,
            "qty_ready": ready,
            "fulfilment": self.fulfilment,
            "store": self.fulfilment_store_id.name,
            "store_id": self.fulfilment_store_id.id,
            "date": self.fulfilment_date and self.fulfilment_date.isoformat(),
            "partner_id": address and address.id,
            "address": address and address._get_fulfilment_address() or "",
            "total": self.price_total,
            "pickup_here": not obstacle,
            "why_not": self._explain_obstacle(obstacle),
        }

    def _explain_obstacle(self, obstacle):
        return obstacle[:1].upper() + obstacle[1:] + "." if obstacle else ""

    def _describe_pickup(self, quantity):
        """Describe this line as one of a ticket that hands it out.

        :param float quantity: in the product's unit
        """
        return {
            "order_line_id": self.id,
            "product_id": self.product_id.id,
            "name": self.product_id.display_name,
            "qty": quantity,
            "price_unit": self._get_ticket_price(),
            "discount": self.discount,
            "tax_ids": self.tax_ids.ids,
        }

    def _get_ticket_price(self):
        """Return the price per unit of the product."""
        self.ensure_one()
        return self.product_uom_id._compute_price(
            self.price_unit, self.product_id.uom_id
        )
