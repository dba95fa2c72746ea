import re
from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .hand_out import HandOutCommon

DAY = date(2030, 5, 6)


@tagged("post_install", "-at_install")
class TestUnclaimed(HandOutCommon):
    """Told when ready, reminded once, given up in the end; the order stays open."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"retail_pickup_days": 7, "retail_pickup_reminder_days": 3})
        cls.customer.email = "kari@example.com"
        cls.store_b.manager_id = cls.manager

    def setUp(self):
        super().setUp()
        self.on(DAY)

    def on(self, day):
        """From now on, it is noon of this day."""
        frozen = freeze_time(f"{day} 12:00:00")
        frozen.start()
        self.addCleanup(frozen.stop)

    def run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "retail_customer_orders.ir_cron_pickups"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def order_on(self, day, *lines, **values):
        lines = lines or (self.later(self.goods_a, 2),)
        return self.make_order([{**line, "date": str(day)} for line in lines], **values)

    def get_mails(self):
        return self.env["mail.mail"].search(
            [("recipient_ids", "in", self.customer.ids)], order="id"
        )

    def reserved(self, order):
        return sum(
            order.order_line.move_ids.filtered(
                lambda move: move.state not in ("done", "cancel")
            ).mapped("quantity")
        )

    def get_activities(self, order):
        kind = self.env.ref("retail_customer_orders.mail_activity_type_unclaimed")
        return order.activity_ids.filtered(lambda one: one.activity_type_id == kind)

    # === READY ===#

    def test_ready_when_all_of_a_store_is_reserved(self):
        scarce = self.create_product("Scarce", list_price=10)
        order = self.order_on(
            DAY,
            self.later(self.goods_a),
            self.later(scarce),
            self.later(self.goods_b, store=self.store_a),
        )
        first, missing, elsewhere = order.order_line
        self.run_cron()
        self.assertFalse(first.pickup_ready_date)
        self.assertEqual(elsewhere.pickup_ready_date, DAY)
        self.env["stock.quant"]._update_available_quantity(
            scarce, self.store_b.lot_stock_id, 1
        )
        missing.move_ids._action_assign()
        self.on(DAY + timedelta(days=1))
        self.run_cron()
        self.assertEqual(
            (first + missing).mapped("pickup_ready_date"), [DAY + timedelta(days=1)] * 2
        )
        self.assertEqual(elsewhere.pickup_ready_date, DAY)

    def test_ready_mail(self):
        """With the code, where one is asked for; the mail alone holds it."""
        self.company.retail_pickup_ready_mail = True
        self.store_b.profile_id = self.env["retail.profile"].create(
            {"name": "City", "company_id": self.company.id, "pickup_code": "always"}
        )
        order = self.order_on(DAY)
        self.run_cron()
        mail = self.get_mails()
        self.assertIn("is ready for pickup", mail.subject)
        for text in ("Article A", "Store B", "180.00", "05/13/2030"):
            self.assertIn(text, mail.body_html)
        (code,) = re.findall(r">(\d{6})<", mail.body_html)
        self.assertTrue(order._is_pickup_code(code))
        self.assertNotIn(code, "".join(order.message_ids.mapped("body")))
        self.run_cron()
        self.assertEqual(len(self.get_mails()), 1)

    def test_ready_mail_comes_soon(self):
        """Orders of tills start the clock as soon as their goods are reserved."""
        cron = self.env.ref("retail_customer_orders.ir_cron_pickups")
        cron.active = True
        triggers, mine = self.env["ir.cron.trigger"], [("cron_id", "=", cron.id)]
        before = triggers.search_count(mine)
        self.order_on(DAY)
        self.assertEqual(triggers.search_count(mine), before)
        self.company.retail_pickup_ready_mail = True
        self.order_on(DAY)
        self.assertEqual(triggers.search_count(mine), before + 1)

    def test_no_ready_mail_where_the_company_wants_none(self):
        self.order_on(DAY)
        self.run_cron()
        self.assertFalse(self.get_mails())

    def test_services_do_not_wait(self):
        service = self.env["product.product"].create(
            {"name": "Advice", "type": "service", "list_price": 9, "taxes_id": []}
        )
        service.available_in_pos = True
        order = self.order_on(DAY, self.later(service))
        self.run_cron()
        self.assertFalse(order.order_line.pickup_ready_date)
        both = self.order_on(DAY, self.later(service), self.later(self.goods_a))
        self.run_cron()
        self.assertEqual(both.order_line.mapped("pickup_ready_date"), [DAY, DAY])

    # === DEADLINE ===#

    def test_deadline_counts_from_the_later_day(self):
        promised = DAY + timedelta(days=4)
        order = self.order_on(promised)
        line = order.order_line
        self.assertFalse(line.pickup_deadline)
        self.run_cron()
        self.assertEqual(line.pickup_deadline, promised + timedelta(days=7))
        line._write({"pickup_ready_date": promised + timedelta(days=1)})
        line.invalidate_recordset()
        self.assertEqual(line.pickup_deadline, promised + timedelta(days=8))
        self.company.retail_pickup_days = 0
        self.assertFalse(line.pickup_deadline)

    # === REMINDER ===#

    def test_reminder_comes_once(self):
        order = self.order_on(DAY)
        self.run_cron()
        for days, mails in ((2, 0), (3, 1), (4, 1), (7, 1)):
            self.on(DAY + timedelta(days=days))
            self.run_cron()
            self.assertEqual(len(self.get_mails()), mails, days)
        mail = self.get_mails()
        self.assertIn("is waiting for you", mail.subject)
        self.assertIn("Article A", mail.body_html)
        self.assertEqual(order.order_line.pickup_reminded_date, DAY + timedelta(days=3))
        self.assertEqual(self.reserved(order), 2)

    def test_reminder_without_an_address(self):
        self.customer.email = False
        order = self.order_on(DAY)
        self.run_cron()
        self.on(DAY + timedelta(days=3))
        self.run_cron()
        self.assertIn("has no e-mail", order.message_ids[0].body)

    def test_who_has_the_goods_is_not_reminded(self):
        order = self.order_on(DAY)
        self.run_cron()
        self.pick_up(order, {order.order_line: 2})
        self.on(DAY + timedelta(days=30))
        self.run_cron()
        self.assertFalse(self.get_mails())
        self.assertFalse(order.order_line.pickup_unclaimed)

    # === GIVEN UP ===#

    def give_up(self, order):
        self.run_cron()
        self.on(DAY + timedelta(days=8))
        self.run_cron()
        self.assertTrue(order.order_line.pickup_unclaimed)

    def test_goods_go_back_and_the_order_stays_open(self):
        order = self.order_on(DAY)
        self.run_cron()
        self.on(DAY + timedelta(days=7))
        self.run_cron()
        self.assertEqual(self.reserved(order), 2, "The last day is one to pick up.")
        self.on(DAY + timedelta(days=8))
        self.run_cron()
        self.assertEqual(self.reserved(order), 0)
        self.assertEqual(order.customer_order_state, "unclaimed")
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.order_line.fulfilment_open_qty, 2)
        self.assertDeposits(order, received=20, applied=0)
        activity = self.get_activities(order)
        self.assertEqual(activity.user_id, self.manager)
        self.assertEqual(activity.date_deadline, DAY + timedelta(days=8))
        self.assertIn("Article A", activity.note)
        self.run_cron()
        self.assertEqual(self.get_activities(order), activity)

    def test_free_stock_goes_to_others(self):
        """And to nobody who did not claim, when more comes in or at night."""
        lamp = self.create_product("Lamp", list_price=10, stock={self.store_b: 2})
        order = self.order_on(DAY, self.later(lamp, 2))
        self.give_up(order)
        order.picking_ids.action_assign()
        self.env["stock.rule"].run_scheduler()
        self.assertEqual(self.reserved(order), 0)
        other = self.order_on(DAY + timedelta(days=8), self.later(lamp, 2))
        self.assertEqual(self.reserved(other), 2)

    def test_without_limit(self):
        self.company.write({"retail_pickup_days": 0, "retail_pickup_reminder_days": 0})
        order = self.order_on(DAY)
        self.run_cron()
        self.on(DAY + timedelta(days=300))
        self.run_cron()
        self.assertFalse(order.order_line.pickup_unclaimed)
        self.assertFalse(self.get_mails())

    def test_day_of_the_store(self):
        """It is tomorrow already on the other side of the world."""
        self.store_b.tz = "Pacific/Auckland"
        order = self.order_on(DAY + timedelta(days=1))
        self.on(DAY)
        self.run_cron()
        self.assertEqual(order.order_line.pickup_ready_date, DAY + timedelta(days=1))

    def test_a_batch_at_a_time(self):
        orders = [self.order_on(DAY, self.later(self.goods_a)) for _number in range(3)]
        with self.enter_registry_test_mode():
            cron = self.env.ref("retail_customer_orders.ir_cron_pickups")
            cron.code = "model._cron_pickups(limit=2)"
            cron.method_direct_trigger()
        self.env.invalidate_all()
        ready = [bool(order.order_line.pickup_ready_date) for order in orders]
        self.assertEqual(ready.count(True) % 2, 0)
        self.run_cron()
        self.assertTrue(all(order.order_line.pickup_ready_date for order in orders))

    # === CLAIMED AFTER ALL ===#

    def keep(self, order, days, user=None):
        return (
            self.env["retail.pickup.keep"]
            .with_user(user or self.user)
            .create({"order_id": order.id, "days": days})
            .action_keep()
        )

    def test_kept_on(self):
        order = self.order_on(DAY)
        self.give_up(order)
        action = self.keep(order, 5)
        self.assertIn("Kept for 5 more days", action["params"]["message"])
        self.assertEqual(self.reserved(order), 2)
        self.assertEqual(order.customer_order_state, "open")
        self.assertFalse(self.get_activities(order))
        line = order.order_line
        self.assertEqual(line.pickup_deadline, DAY + timedelta(days=13))
        self.on(DAY + timedelta(days=13))
        self.run_cron()
        self.assertFalse(line.pickup_unclaimed)
        self.on(DAY + timedelta(days=14))
        self.run_cron()
        self.assertTrue(line.pickup_unclaimed)

    def test_kept_on_but_sold_meanwhile(self):
        lamp = self.create_product("Lamp", list_price=10, stock={self.store_b: 2})
        order = self.order_on(DAY, self.later(lamp, 2))
        self.give_up(order)
        self.env["stock.quant"]._update_available_quantity(
            lamp, self.store_b.lot_stock_id, -1
        )
        action = self.keep(order, 5)
        self.assertIn("not all is in stock any more: Lamp", action["params"]["message"])
        self.assertEqual(self.reserved(order), 1)

    def test_keep_days_and_rights(self):
        order = self.order_on(DAY)
        self.assertEqual(
            self.env["retail.pickup.keep"].create({"order_id": order.id}).days, 7
        )
        for days in (0, -1, 366):
            with self.assertRefusal("1 to 365 days"):
                self.keep(order, days)
        with self.assertRaises(AccessError):
            self.keep(order, 3, self.cashier)

    def test_handed_out_late(self):
        """Whoever comes too late gets the goods if they are still there."""
        order = self.order_on(DAY)
        self.give_up(order)
        line = order.order_line
        detail = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertTrue(detail["actions"]["pickup"]["enabled"])
        self.assertEqual(detail["state"], "Unclaimed")
        self.assertEqual(detail["next"], "Not claimed, back on the shelf in Store B")
        self.assertEqual(detail["lines"][0]["qty_ready"], 0)
        self.pick_up(order, {line: 1})
        self.assertEqual(order.customer_order_state, "unclaimed")
        self.assertTrue(self.get_activities(order))
        self.hand_out(order, {line: 1})
        self.assertEqual(order.customer_order_state, "done")
        self.assertFalse(self.get_activities(order))
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 8)

    def test_cancelled(self):
        self.company.retail_deposit_percent = 0
        order = self.order_on(DAY, deposit=0)
        self.give_up(order)
        order.action_cancel()
        self.assertEqual(order.customer_order_state, "cancel")
        self.assertFalse(self.get_activities(order))

    # === IN VIEW ===#

    def test_figures_and_filter(self):
        order = self.order_on(DAY)
        self.order_on(DAY + timedelta(days=20))
        self.give_up(order)
        store = self.store_b.with_user(self.user)
        self.assertEqual(store.order_unclaimed_count, 1)
        orders = self.env["sale.order"].with_user(self.user)
        action = store.action_view_unclaimed_orders()
        self.assertEqual(orders.search(action["domain"]), order)
        found = orders.search([("customer_order_state", "=", "unclaimed")])
        self.assertEqual(found, order)
        self.assertTrue(found.has_unclaimed_pickup)

    def test_manager_of_the_store(self):
        self.store_b.manager_id = False
        self.assertIn(self.manager, self.store_b._get_store_manager())
        self.manager.active = False
        self.assertTrue(self.store_b._get_store_manager())

    def test_days_make_sense(self):
        for values in (
            {"retail_pickup_days": -1},
            {"retail_pickup_reminder_days": -1},
            {"retail_pickup_reminder_days": 8},
        ):
            with self.assertRaises(ValidationError):
                self.company.write(values)
        self.company.write({"retail_pickup_days": 0, "retail_pickup_reminder_days": 8})
