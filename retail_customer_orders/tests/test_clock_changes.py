from datetime import date, datetime, timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestClockChanges(CustomerOrderCommon):
    """Days and hours are those of the clock in the store, also when it is changed.

    In Oslo on 30 March 2031 (to summer) and on 26 October 2031.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.store_a | cls.store_b).tz = "Europe/Oslo"

    def create_quote(self, **line):
        return self.env["sale.order"].create(
            {
                "is_customer_order": True,
                "partner_id": self.customer.id,
                "warehouse_id": self.store_b.id,
                "order_line": [
                    (
                        0,
                        0,
                        {
                            "product_id": self.goods_a.id,
                            "fulfilment": "pickup",
                            "fulfilment_store_id": self.store_b.id,
                            **line,
                        },
                    )
                ],
            }
        )

    def test_goods_are_ready_at_noon(self):
        for now, day, noon in (
            ("2031-03-28", "2031-03-29", "2031-03-29 11:00:00"),
            ("2031-03-28", "2031-03-30", "2031-03-30 10:00:00"),
            ("2031-10-24", "2031-10-25", "2031-10-25 10:00:00"),
            ("2031-10-24", "2031-10-26", "2031-10-26 11:00:00"),
        ):
            with freeze_time(f"{now} 08:00:00"):
                order = self.create_quote(fulfilment_date=day)
                order.action_confirm()
                self.assertEqual(
                    order.picking_ids.date_deadline, datetime.fromisoformat(noon)
                )

    def test_quote_holds_until_midnight(self):
        """The day has 23 hours or 25, and nobody loses one."""
        self.company.retail_quote_validity_days = 1
        for made, last, late, day in (
            ("03-29 12:00", "03-30 21:59", "03-30 22:00", date(2031, 3, 30)),
            ("10-25 12:00", "10-26 22:59", "10-26 23:00", date(2031, 10, 26)),
        ):
            with freeze_time(f"2031-{made}:00"):
                quote = self.create_quote()
            self.assertEqual(quote.validity_date, day)
            with freeze_time(f"2031-{last}:00"):
                quote.invalidate_recordset(["is_expired"])
                self.assertFalse(quote.is_expired)
            with freeze_time(f"2031-{late}:00"):
                quote.invalidate_recordset(["is_expired"])
                with self.assertRefusal("expired on"):
                    quote.action_confirm()

    def test_register_orders_for_today_until_midnight(self):
        for last, late, day in (
            ("03-30 21:59", "03-30 22:00", "2031-03-30"),
            ("10-26 22:59", "10-26 23:00", "2031-10-26"),
        ):
            with freeze_time(f"2031-{last}:00"):
                self.open_session(self.register_a)
                self.take_order([self.later(self.goods_a, date=day)])
            with freeze_time(f"2031-{late}:00"), self.assertRefusal("its day is past"):
                self.take_order([self.later(self.goods_a, date=day)])

    def test_slot_keeps_its_hour(self):
        """Promised before the change: at ten by the clock on the wall."""
        for day, start in (("2031-03-30", 8), ("2031-10-26", 9)):
            begin = datetime.fromisoformat(f"{day} 0{start}:00:00")
            with freeze_time(begin - timedelta(days=3)):
                order = self.create_quote()
                order.order_line._set_slot(begin, begin + timedelta(hours=1))
            self.assertEqual(order.order_line.slot_label, "10:00–11:00")
            self.assertEqual(order.order_line.fulfilment_date.isoformat(), day)
