from collections import defaultdict
from datetime import timedelta

import pytz

from odoo import fields, models

from ..tools.slots import latest_date, list_slots


class StockWarehouse(models.Model):
    """When customers may come to a store for their orders."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    slot_template_ids = fields.Many2many(
        comodel_name="retail.slot.template",
        relation="retail_slot_template_store_rel",
        column1="store_id",
        column2="template_id",
        string="Slots",
        check_company=True,
        help="When customers may come for their orders. Without it, they need no slot.",
    )

    def _get_slots(self, mode, moment=None, last_date=None, besides=None):
        """List the slots in which customers may come to this store (TS-01).

        :param mode: the `delivery.carrier` of their goods, or none
        :param moment: naive datetime in UTC when they order; now when not given
        :param last_date: date that the list ends with, if the template goes further
        :param besides: the `sale.order` that does not count as booked
        :return: None when no slot is needed (TS-05), else [{"start", "end": naive
            datetimes in UTC, "capacity", "left": number of orders}]
        """
        self.ensure_one()
        now = self._localize(moment or fields.Datetime.now())
        entries = self._get_slot_entries(mode, now)
        if not entries:
            return None
        rules = [entry._to_rule() for entry in entries]
        last = max(latest_date(now, rule.days_max) for rule in rules)
        last = min(last, last_date or last)
        zone = pytz.timezone(self.tz or self._default_tz())
        slots = list_slots(rules, now, zone, self._find_openings(now, last), last)
        booked = self._count_booked(entries, now, besides)
        return [
            {
                "start": start,
                "end": end,
                "capacity": capacity,
                "left": max(capacity - booked.get((start, end), 0), 0),
            }
            for start, end, capacity in (
                (_to_utc(start), _to_utc(end), capacity)
                for start, end, capacity in slots
            )
        ]

    def _get_slot_entries(self, mode, now):
        """Return the entries of the store's template that are about a mode.

        :param now: aware datetime; what is over, or too far ahead, is left out
        """
        entries = self.slot_template_ids.entry_ids
        mine = entries.filtered(lambda entry: mode and entry.delivery_mode_id == mode)
        entries = mine or entries.filtered(lambda entry: not entry.delivery_mode_id)
        return entries.filtered(
            lambda entry: (not entry.date_end or entry.date_end >= now.date())
            and (
                not entry.date_start
                or entry.date_start <= latest_date(now, entry.days_max)
            )
        )

    def _find_openings(self, now, last):
        """Find when this store is open from now to a date; None when not known."""
        calendar = self.opening_calendar_id
        if not calendar or calendar.flexible_hours:
            return None
        leaves = calendar._get_retail_leaves(_to_utc(now))
        days = (last - now.date()).days + 1
        dates = [now.date() + timedelta(days=number) for number in range(days)]
        return self._get_openings_on(dates, leaves)

    def _count_booked(self, entries, now, besides):
        """Count the orders that hold slots of the pool of some entries.

        An order that was handed out, cancelled or is a quote holds none.

        :return: {(start, end): number of orders}
        """
        mode = entries.delivery_mode_id
        named = entries.template_id.entry_ids.delivery_mode_id
        # Whoever books a slot need not see the orders of others that hold it.
        lines = self.env["sale.order.line"].sudo()
        lines = lines.search_fetch(
            [
                ("fulfilment_store_id", "=", self.id),
                ("fulfilment_slot_end", ">", _to_utc(now)),
                ("fulfilment_open_qty", ">", 0),
                ("order_id", "!=", besides.id if besides else False),
                ("delivery_mode_id", "in" if mode else "not in", (mode or named).ids),
            ],
            ["order_id", "fulfilment_slot_start", "fulfilment_slot_end"],
        )
        orders = defaultdict(set)
        for line in lines:
            slot = (line.fulfilment_slot_start, line.fulfilment_slot_end)
            orders[slot].add(line.order_id.id)
        return {slot: len(found) for slot, found in orders.items()}

    def _get_slot_problem(self, mode, slot, moment=None, besides=None):
        """Say why a customer cannot come in a slot, or with none.

        Whoever books it locks it first, see `retail.slot._lock`.

        :param slot: start and end, naive datetimes in UTC, or None
        :return: the end of a sentence, or False
        """
        slots = self._get_slots(mode, moment, besides=besides)
        if slots is None and not slot:
            return False
        if not slot:
            return self.env._("choose when the customer comes.")
        for one in slots or []:
            if (one["start"], one["end"]) == slot:
                return False if one["left"] else self._explain_full_slot(*slot)
        return self.env._(
            "the slot %(slot)s is not offered in %(store)s. Choose another one.",
            slot=self._describe_slot(*slot),
            store=self.name,
        )

    def _explain_full_slot(self, start, end):
        return self.env._(
            "the slot %(slot)s in %(store)s is full. Choose another one.",
            slot=self._describe_slot(start, end),
            store=self.name,
        )

    def _describe_slot(self, start, end):
        """Return a slot as people in this store read it: "10:00–11:00"."""
        return "–".join(f"{self._localize(one):%H:%M}" for one in (start, end))

    def _describe_mode(self, mode, last_date):
        """Describe a pickup mode with its slots, see `get_slots_from_ui`."""
        slots = self._get_slots(mode, last_date=last_date)
        return {
            "id": mode.id,
            "name": mode.name or "",
            "needs_slot": slots is not None,
            "slots": [
                {
                    "start": f"{slot['start'].isoformat()}Z",
                    "end": f"{slot['end'].isoformat()}Z",
                    "day": self._localize(slot["start"]).date().isoformat(),
                    "label": self._describe_slot(slot["start"], slot["end"]),
                    "left": slot["left"],
                }
                for slot in slots or []
            ],
        }


def _to_utc(moment):
    """Turn an aware datetime into a naive one in UTC."""
    return moment.astimezone(pytz.utc).replace(tzinfo=None)
