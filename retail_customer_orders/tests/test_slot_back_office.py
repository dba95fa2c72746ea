from datetime import datetime

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from .delivery import SlotCommon


@tagged("post_install", "-at_install")
class TestSlotBackOffice(SlotCommon):
    """How slots are set up, chosen and seen in the back office."""

    def test_slot_is_chosen_in_the_back_office(self):
        self.create_slots()
        self.assertTaken([self.booked()])
        order = self.back_office_order(
            [
                (self.goods_a, 1, {"fulfilment": "pickup"}),
                (self.goods_b, 1, {"fulfilment": "pickup"}),
                (self.goods_c, 1, {}),
            ]
        )
        first = order.order_line[0]
        self.assertTrue(first.needs_slot)
        self.assertFalse(order.order_line[2].needs_slot)
        wizard = self.choose_slot(first, hour=11)
        # The full slot is not there; what comes together, comes in one slot.
        self.assertEqual(wizard.option_ids[0].label, "11:00–12:00")
        self.assertEqual(wizard.line_ids, order.order_line[:2])
        order.action_confirm()
        self.assertEqual(self.left(hour=11), [0])
        self.assertEqual(len(order.sudo().picking_ids), 2)
        # Another day: the goods go with it, the old slot is free again.
        self.choose_slot(first, days=2)
        moves = order.order_line[:2].sudo().move_ids
        moves = moves.filtered(lambda move: move.state != "cancel")
        self.assertEqual(
            moves.picking_id.mapped("fulfilment_key"),
            list(set(moves.mapped("fulfilment_key"))),
        )
        self.assertEqual(
            set(moves.mapped("date_deadline")), {first.fulfilment_slot_start}
        )
        self.assertEqual(self.left(hour=11), [1])
        self.assertEqual(self.left(days=2), [0])

    def test_slot_of_another_place_is_forgotten(self):
        self.create_slots()
        order = self.back_office_order([(self.goods_a, 1, {"fulfilment": "pickup"})])
        self.choose_slot(order.order_line)
        with Form(order) as form, form.order_line.edit(0) as line:
            line.fulfilment_store_id = self.store_a
        self.assertFalse(order.order_line.fulfilment_slot_start)

    def test_slot_is_for_pickup(self):
        self.create_slots()
        order = self.back_office_order([(self.goods_a, 1, {"fulfilment": "pickup"})])
        self.choose_slot(order.order_line)
        with self.assertRaises(ValidationError):
            order.order_line.fulfilment = "ship"
        with self.assertRaises(ValidationError):
            order.order_line.fulfilment_slot_end = False
        with self.assertRaises(ValidationError):
            order.order_line.fulfilment_date = "2031-03-05"

    def test_booked_slots_of_a_store(self):
        self.create_slots()
        order = self.assertTaken(
            [self.booked(), self.booked(product_id=self.goods_b.id)]
        )
        action = self.store_b.with_user(self.user).action_view_booked_slots()
        bookings = self.env[action["res_model"]].with_user(self.user)
        booking = bookings.search(action["domain"])
        self.assertEqual(booking.order_id, order)
        self.assertEqual((booking.line_count, booking.is_open), (2, True))
        self.assertEqual(booking.start, order.order_line[0].fulfilment_slot_start)
        self.assertEqual(booking.action_view_order()["res_id"], order.id)
        for view in ("calendar", "list", "search"):
            bookings.get_view(view_type=view)

    def test_template_rules(self):
        template = self.create_slots()
        for values in (
            {"hour_from": 12, "hour_to": 10},
            {"hour_to": 25},
            {"slot_minutes": 150},
            {"days_min": 3, "days_max": 2},
            {"days_min": -1},
            {"date_start": "2031-03-05", "date_end": "2031-03-01"},
            dict.fromkeys(
                (
                    "monday",
                    "tuesday",
                    "wednesday",
                    "thursday",
                    "friday",
                    "saturday",
                    "sunday",
                ),
                False,
            ),
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                template.entry_ids.write(values)
            template.invalidate_recordset()
        with self.assertRefusal("Store B has the slots of"):
            self.create_slots()
        template.active = False
        self.create_slots()

    def test_rights(self):
        template = self.create_slots()
        self.assertTrue(template.with_user(self.user).entry_ids.mapped("capacity"))
        with self.assertRaises(AccessError):
            template.with_user(self.user).name = "Mine"
        with self.assertRaises(AccessError):
            self.env["retail.slot"].with_user(self.user).search([])
        with self.assertRaises(AccessError):
            self.env["retail.slot.booking"].with_user(self.cashier).search([])

    def test_company_rules(self):
        self.create_mode("Counter", "pickup", price=5)
        self.create_slots()
        order = self.back_office_order([(self.goods_a, 1, {"fulfilment": "pickup"})])
        self.choose_slot(order.order_line[0])
        self.charges_of(order)._change_charge(1, self.reason)
        order.action_confirm()
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self.create_user(
            "slot_stranger",
            "retail_base.group_retail_manager",
            company_id=other.id,
            company_ids=other.ids,
        )
        for model in (
            "retail.slot.template",
            "retail.slot.entry",
            "retail.slot.booking",
            "retail.charge.change",
        ):
            self.assertTrue(self.env[model].with_user(self.user).search([]), model)
            self.assertFalse(self.env[model].with_user(stranger).search([]), model)

    def test_past_slots_are_forgotten(self):
        slots = self.env["retail.slot"]
        slots._lock(
            [(self.store_b, datetime(2020, 1, 1)), (self.store_b, datetime.max)]
        )
        slots._gc_past_slots()
        self.assertEqual(len(slots.search([("store_id", "=", self.store_b.id)])), 1)
