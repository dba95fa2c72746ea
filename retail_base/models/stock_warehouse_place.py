from datetime import timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.distance import get_distance
from ..tools.opening import describe_opening, find_openings

# Who opens later than this is closed, for a customer who asks today.
DAYS_AHEAD = 14


class StockWarehouse(models.Model):
    """Where a store is, and when it is open."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    latitude = fields.Float(
        related="partner_id.partner_latitude",
        readonly=False,
        help="With the longitude, it says how far away other stores are.",
    )
    longitude = fields.Float(related="partner_id.partner_longitude", readonly=False)

    @api.constrains("latitude", "longitude")
    def _check_coordinates(self):
        for warehouse in self:
            if abs(warehouse.latitude) > 90 or abs(warehouse.longitude) > 180:
                raise ValidationError(
                    self.env._(
                        "%s cannot be there: a latitude lies between -90 and 90, a "
                        "longitude between -180 and 180 degrees.",
                        warehouse.name,
                    )
                )

    def _describe_places(self, origin):
        """Tell a customer in one store where these stores are and when they are open.

        A handful of queries, however many stores there are.

        :param origin: the `stock.warehouse` that the customer is in
        :return: {warehouse id: {"city", "address" (one line), "phone", "distance" (km,
            or False when one of the two has no coordinates), "opening": as
            `describe_opening`, or False when its hours are not known}}
        """
        # Where a store is and when it is open is told to everybody; a cashier may
        # not read all contacts and calendars.
        places, origin = self.sudo(), origin.sudo()
        openings = places._get_openings()
        here = (origin.latitude, origin.longitude)
        descriptions = {}
        for place in places:
            distance = get_distance(here, (place.latitude, place.longitude))
            partner = place.partner_id
            address = partner._display_address(without_company=True) if partner else ""
            descriptions[place.id] = {
                "city": partner.city or "",
                "address": ", ".join(filter(None, map(str.strip, address.split("\n")))),
                "phone": partner.phone or "",
                "distance": False if distance is None else round(distance, 3),
                "opening": openings[place.id],
            }
        return descriptions

    def _describe_offers(self, places):
        """Tell a customer in this store of some places of its fulfilment groups.

        :param places: `stock.warehouse` records
        :return: list in the order of `places`, see `product.product
            .get_store_availability`
        """
        self.ensure_one()
        pickup = self._get_fulfilment_stores("pickup")
        shipping = self._get_fulfilment_stores("shipping")
        descriptions = places._describe_places(self)
        return [
            {
                "store_id": place.id,
                "name": place.name,
                "is_store": place.is_store,
                "is_current": place == self,
                "pickup": place in pickup,
                "shipping": place in shipping,
                "pickup_enabled": place.pickup_enabled,
                "shipping_enabled": place.shipping_enabled,
                **descriptions[place.id],
            }
            for place in places
        ]

    def _get_openings(self):
        """Say for each of these stores as `describe_opening` does, or False."""
        leaves = self.opening_calendar_id._get_retail_leaves(fields.Datetime.now())
        # What many stores share is worked out once.
        known = {}
        answers = {}
        for warehouse in self:
            key = (warehouse.opening_calendar_id, warehouse.company_id, warehouse.tz)
            if key not in known:
                known[key] = warehouse._get_opening(leaves)
            answers[warehouse.id] = known[key]
        return answers

    def _get_opening(self, leaves):
        calendar = self.opening_calendar_id
        if not calendar or calendar.flexible_hours:
            return False
        now = self._get_local_now()
        dates = [now.date() + timedelta(days=number) for number in range(DAYS_AHEAD)]
        return describe_opening(self._get_openings_on(dates, leaves), now)

    def _get_openings_on(self, dates, leaves):
        """Find when this store, which has a calendar, is open on some dates.

        :param list dates: dates
        :param leaves: as `_get_retail_leaves` of the calendar gives them
        :return: [(start, end)] as aware datetimes, in order, never touching
        """
        calendar = self.opening_calendar_id
        closures = [
            (pytz.utc.localize(leave.date_from), pytz.utc.localize(leave.date_to))
            for leave in leaves
            if leave.calendar_id == calendar
            or (not leave.calendar_id and leave.company_id == self.company_id)
        ]
        hours = calendar._get_retail_hours(dates)
        zone = pytz.timezone(self.tz or self._default_tz())
        return find_openings(hours, closures, zone)
