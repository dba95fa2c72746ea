from datetime import datetime, time, timedelta

import pytz

from odoo import api, models

# A day is the same day from one end of the world to the other at noon.
NOON = time(12)


class SaleOrderLine(models.Model):
    """How a line of a customer order reaches the deliveries."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    @api.depends("fulfilment_store_id")
    def _compute_warehouse_id(self):
        """Override of `sale_stock` to deliver each line from its own store (CO-09)."""
        own = self.filtered("fulfilment_store_id")
        for line in own:
            line.warehouse_id = line.fulfilment_store_id
        return super(SaleOrderLine, self - own)._compute_warehouse_id()

    def _get_fulfilment_partner(self):
        """Return who gets the goods: the address of a shipment, else the customer."""
        self.ensure_one()
        if self.fulfilment == "ship":
            return self.fulfilment_partner_id or self.order_id.partner_shipping_id
        # Not the order's delivery address: core fills it with any the customer has.
        return self.order_id.partner_id

    def _get_location_final(self):
        """Override of `sale_stock` to deliver to the location of the line's address."""
        if self.fulfilment:
            return self._get_fulfilment_partner().property_stock_customer
        return super()._get_location_final()

    def _get_fulfilment_deadline(self):
        """Return when the goods must be ready: the slot, else noon of the promised day
        in the store's time zone; in UTC."""
        self.ensure_one()
        if self.fulfilment_slot_start:
            return self.fulfilment_slot_start
        store = self.fulfilment_store_id
        day = self.fulfilment_date or store._get_local_today()
        noon = pytz.timezone(store.tz or "UTC").localize(datetime.combine(day, NOON))
        return noon.astimezone(pytz.utc).replace(tzinfo=None)

    def _prepare_procurement_values(self):
        """Override of `sale_stock` to give the moves their own address, day and key."""
        values = super()._prepare_procurement_values()
        if not self.fulfilment:
            return values
        partner = self._get_fulfilment_partner()
        deadline = self._get_fulfilment_deadline()
        lead = timedelta(days=self.company_id.security_lead)
        return {
            **values,
            "partner_id": partner.id,
            "date_deadline": deadline,
            "date_planned": deadline - lead,
            "fulfilment_key": self._get_fulfilment_key(),
        }

    def _get_fulfilment_key(self, mode=None):
        """Return what goods of one order must share to leave in one delivery.

        :param mode: the `delivery.carrier` that they would have, if not their own
        """
        self.ensure_one()
        parts = [
            self.fulfilment,
            self.fulfilment_store_id.id,
            self._get_fulfilment_partner().id,
            self.fulfilment_date or self._get_fulfilment_deadline().date(),
            (mode or self.delivery_mode_id).id or "",
            self.fulfilment_slot_start or "",
        ]
        return "/".join(map(str, parts))
