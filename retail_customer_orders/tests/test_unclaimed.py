import re
from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .unclaimed import DAY, UnclaimedCommon


@tagged("post_install", "-at_install")
class TestUnclaimed(UnclaimedCommon):
    """Told when ready, reminded once, given up in the end; the order stays open."""

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

    def test_nt_03_mail_when_it_is_ready(self):
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

    def test_nt_03_no_mail_where_the_company_wants_none(self):
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

    def test_finding_costs_the_same_for_many(self):
        """The clock ticks often: what it looks for takes few queries."""
        orders = self.env["sale.order"]
        counts = []
        for _more in range(2):
            for _number in range(3):
                self.order_on(DAY, self.later(self.goods_a))
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            orders._find_ready_lines(100)
            orders._find_late_lines("reminder", 100)
            orders._find_late_lines("expiry", 100)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

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

    def test_days_make_sense(self):
        for values in (
            {"retail_pickup_days": -1},
            {"retail_pickup_reminder_days": -1},
            {"retail_pickup_reminder_days": 8},
        ):
            with self.assertRaises(ValidationError):
                self.company.write(values)
        self.company.write({"retail_pickup_days": 0, "retail_pickup_reminder_days": 8})
