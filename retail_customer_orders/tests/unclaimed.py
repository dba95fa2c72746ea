from datetime import date, timedelta

from freezegun import freeze_time

from .hand_out import HandOutCommon

DAY = date(2030, 5, 6)


class UnclaimedCommon(HandOutCommon):
    """A store that keeps goods for seven days and reminds after three."""

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

    def give_up(self, order):
        self.run_cron()
        self.on(DAY + timedelta(days=8))
        self.run_cron()
        self.assertTrue(order.order_line.pickup_unclaimed)
