from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .delivery import SlotCommon


@tagged("post_install", "-at_install")
class TestSlot(SlotCommon):
    """When customers may come for their orders: two slots of one order each a day."""

    def test_ts_01_slot_of_a_line(self):
        """It reaches the line in UTC, its day, the delivery and the summary."""
        self.create_slots()
        order = self.assertTaken([self.booked()])
        line = order.order_line
        tomorrow = self.store_b._get_local_today() + timedelta(days=1)
        self.assertEqual(line.fulfilment_date, tomorrow)
        start = datetime.combine(tomorrow, datetime.min.time()) + timedelta(hours=10)
        self.assertEqual(line.fulfilment_slot_start, start)
        self.assertEqual(line.fulfilment_slot_end, start + timedelta(hours=1))
        self.assertEqual(line.move_ids.date_deadline, start)
        self.assertTrue(line.fulfilment_summary.endswith("10:00–11:00"))

    def test_ts_01_hours_of_the_store_s_time_zone(self):
        self.store_b.tz = "Asia/Tokyo"
        self.create_slots()
        slots = self.store_b._get_slots(self.env["delivery.carrier"])
        self.assertEqual({slot["start"].hour for slot in slots}, {1, 2})
        first = slots[0]
        slot = {name: f"{first[name].isoformat()}Z" for name in ("start", "end")}
        order = self.assertTaken([self.later(self.goods_a, slot=slot)])
        self.assertTrue(order.order_line.fulfilment_summary.endswith("10:00–11:00"))

    def test_ts_01_entries_of_a_mode(self):
        """Entries that name a mode are for it alone, and share no room with others."""
        counter = self.create_mode("Counter", "pickup")
        curbside = self.create_mode("Curbside", "pickup")
        self.create_slots(
            entries=({}, {"delivery_mode_id": curbside.id, "hour_from": 11})
        )
        self.assertEqual(self.left(hour=10, mode=counter), [1])
        self.assertEqual(self.left(hour=10, mode=curbside), [])
        self.assertTaken([self.booked(hour=11, delivery_mode_id=curbside.id)])
        self.assertEqual(self.left(hour=11, mode=curbside), [0])
        self.assertEqual(self.left(hour=11, mode=counter), [1])

    def test_ts_02_earliest_and_latest(self):
        self.create_slots(entries=({"days_min": 1.2, "days_max": 2.5},))
        for days, count in ((1, 0), (2, 1), (3, 1), (4, 0)):
            self.assertEqual(len(self.left(days)), count, days)
        self.assertRefused("is not offered in Store B", [self.booked(1)])

    def test_ts_02_four_hours_later(self):
        self.create_slots(entries=({"days_min": 0.17},))
        none = self.env["delivery.carrier"]
        for clock, hour in (("05:59", 10), ("06:01", 11), ("07:01", None)):
            with freeze_time(f"2031-03-05 {clock}:00"):
                slots = self.store_b._get_slots(none)
                today = [one["start"] for one in slots if one["start"].day == 5]
                self.assertEqual(today[0].hour if today else None, hour)

    def test_ts_03_full_slot_is_refused(self):
        self.create_slots()
        order = self.assertTaken(
            [self.booked(), self.booked(product_id=self.goods_b.id)]
        )
        self.assertEqual(self.left(), [0])
        self.assertRefused("the slot 10:00–11:00 in Store B is full", [self.booked()])
        self.assertTaken([self.booked(hour=11)])
        # Who has come for all makes room.
        for line in order.order_line:
            self.pick_up(order, {line: 1})
        self.assertEqual(self.left(), [1])

    def test_ts_03_length_0_is_one_slot(self):
        self.create_slots(entries=({"slot_minutes": 0, "capacity": 2},))
        line = self.later(self.goods_a, slot=self.slot(hours=2))
        self.assertTaken([line])
        self.assertEqual(self.left(), [1])

    def test_ts_03_orders_count_and_not_lines_or_quotes(self):
        self.create_slots(entries=({"capacity": 2},))
        self.assertTaken([self.booked(), self.booked(product_id=self.goods_b.id)])
        self.assertEqual(self.left(), [1])
        self.assertTaken([self.booked()], deposit=0, type="quote")
        self.assertEqual(self.left(), [1])

    def test_ts_03_quote_is_judged_when_it_is_confirmed(self):
        self.create_slots()
        quote = self.assertTaken([self.booked()], deposit=0, type="quote")
        self.assertTaken([self.booked()])
        with self.assertRefusal("is full"):
            quote.with_user(self.user).action_confirm()
        self.choose_slot(quote.order_line, hour=11)
        quote.with_user(self.user).action_confirm()
        self.assertEqual(self.left(hour=11), [0])

    def test_ts_03_cancelled_order_makes_room(self):
        self.create_slots()
        self.company.retail_deposit_percent = 0
        order = self.assertTaken([self.booked()], deposit=0)
        order.with_context(retail_cancelling=True)._action_cancel()
        self.assertEqual(self.left(), [1])

    def test_ts_03_silent_ticket_for_a_full_slot(self):
        """Its money is booked; a manager who accepts it books one more."""
        self.create_slots()
        self.assertTaken([self.booked()])
        ticket = self.take_order([self.booked()], silent=True)
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        self.assertRegex(review.message, "is full")
        review.with_user(self.manager).action_accept()
        self.assertEqual(ticket.customer_order_id.state, "sale")
        self.assertEqual(self.left(), [0])

    def test_ts_04_a_new_template_keeps_what_was_promised(self):
        template = self.create_slots()
        order = self.assertTaken([self.booked()])
        slot = order.order_line._get_slot()
        template.entry_ids.write({"hour_from": 14, "hour_to": 16})
        self.assertEqual(order.order_line._get_slot(), slot)
        order.order_line.with_user(self.user).product_uom_qty = 2
        self.pick_up(order, {order.order_line: 2})
        self.assertEqual(order.customer_order_state, "done")

    def test_ts_04_closed_days_and_days_off(self):
        """The store's calendar closes it, nobody has to leave days out by hand."""
        calendar = self.env["resource.calendar"].create(
            {
                "name": "Opening hours",
                "company_id": self.company.id,
                "tz": "UTC",
                "attendance_ids": [
                    Command.clear(),
                    *(
                        Command.create(
                            {
                                "name": "Open",
                                "dayofweek": str(day),
                                "hour_from": 9,
                                "hour_to": 11,
                                "day_period": "morning",
                            }
                        )
                        for day in (2, 3)
                    ),
                ],
            }
        )
        self.store_b.opening_calendar_id = calendar
        self.create_slots()
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": calendar.id,
                "date_from": "2031-03-06 00:00:00",
                "date_to": "2031-03-06 23:59:59",
            }
        )
        with freeze_time("2031-03-03 08:00:00"):  # a Monday
            slots = self.store_b._get_slots(self.env["delivery.carrier"])
        starts = [str(slot["start"]) for slot in slots]
        self.assertEqual(
            starts,
            [
                "2031-03-05 10:00:00",
                "2031-03-12 10:00:00",
                "2031-03-13 10:00:00",
            ],
        )

    def test_ts_05_no_template_no_slot(self):
        self.create_slots(stores=self.store_a)
        self.assertTaken([self.later(self.goods_a)])
        self.assertRefused("is not offered in Store B", [self.booked()])
        past = {"date_end": fields.Date.today() - timedelta(days=1)}
        self.create_slots(entries=(past,))
        self.assertTaken([self.later(self.goods_a)])

    def test_ts_05_slot_is_needed_where_there_are_slots(self):
        self.create_slots()
        self.assertRefused("choose when the customer comes", [self.later(self.goods_a)])
        line = self.later(self.goods_a, fulfilment="ship")
        self.assertTaken([line])
        order = self.back_office_order([(self.goods_a, 1, {"fulfilment": "pickup"})])
        with self.assertRefusal("choose when the customer comes"):
            order.action_confirm()

    def test_ts_05_register_sees_slots_of_another_store(self):
        curbside = self.create_mode("Curbside", "pickup")
        counter = self.create_mode(
            "Counter", "pickup", allowed_store_ids=self.store_b.ids
        )
        self.create_slots(entries=({"delivery_mode_id": curbside.id},))
        self.assertTaken([self.booked(delivery_mode_id=curbside.id)])
        answer = self.till().get_slots_from_ui(
            self.register_a.id, self.store_b.id, self.goods_a.ids, 2
        )
        modes = {mode["id"]: mode for mode in answer["modes"]}
        self.assertEqual(set(modes), {curbside.id, counter.id})
        self.assertFalse(modes[counter.id]["needs_slot"])
        self.assertTrue(modes[curbside.id]["needs_slot"])
        tomorrow = str(self.store_b._get_local_today() + timedelta(days=1))
        self.assertEqual(
            modes[curbside.id]["slots"][:2],
            [
                {**self.slot(), "day": tomorrow, "label": "10:00–11:00", "left": 0},
                {
                    **self.slot(hour=11),
                    "day": tomorrow,
                    "label": "11:00–12:00",
                    "left": 1,
                },
            ],
        )
        self.assertEqual(len(modes[curbside.id]["slots"]), 4)

    def test_ts_05_without_modes(self):
        self.create_slots()
        answer = self.till().get_slots_from_ui(
            self.register_a.id, self.store_b.id, self.goods_a.ids
        )
        (mode,) = answer["modes"]
        self.assertEqual((mode["id"], mode["needs_slot"]), (False, True))
        self.store_b.pickup_enabled = False
        with self.assertRefusal("does not deliver for yours"):
            self.till().get_slots_from_ui(self.register_a.id, self.store_b.id, [])

    def test_bad_calls(self):
        for ids, days in (([0, "x", None, True], "many"), (None, -1), ("abc", 2.5)):
            answer = self.till().get_slots_from_ui(
                self.register_a.id, self.store_b.id, ids, days
            )
            self.assertEqual(len(answer["modes"]), 1)
        for store in (None, "x", 2**31 - 1, {}):
            with self.assertRaises(UserError):
                self.till().get_slots_from_ui(self.register_a.id, store, [])
        for slot in (
            "10:00",
            {"start": "2031-03-05T10:00:00Z"},
            {"start": "2031-03-05T10:00:00", "end": "2031-03-05T11:00:00"},
            {"start": "2031-03-05T11:00:00Z", "end": "2031-03-05T10:00:00Z"},
            {"start": "0001-01-01T00:00:00+14:00", "end": "2031-03-05T10:00:00Z"},
        ):
            self.assertRefused("cannot be read", [self.later(self.goods_a, slot=slot)])
