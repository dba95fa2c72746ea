from urllib.parse import urlparse

from odoo.tests import HttpCase, tagged

from .unclaimed import DAY, UnclaimedCommon

CHECK_IN = "retail_customer_orders.mail_activity_type_check_in"


@tagged("post_install", "-at_install")
class TestCheckIn(UnclaimedCommon):
    """A customer says “I am here”; the store gets one task."""

    def ready(self, *lines):
        order = self.order_on(DAY, *lines)
        self.run_cron()
        return order

    def get_tasks(self, order):
        kind = self.env.ref(CHECK_IN)
        return order.activity_ids.filtered(lambda one: one.activity_type_id == kind)

    def test_pu_07_link_in_the_mail(self):
        self.company.retail_pickup_ready_mail = True
        order = self.ready()
        [mail] = self.get_mails()
        self.assertTrue(order.access_token)
        link = f"/my/orders/{order.id}/check-in?access_token={order.access_token}"
        self.assertIn(link, mail.body_html.replace("&amp;", "&"))

    def test_pu_07_one_task(self):
        order = self.ready()
        self.assertEqual(order._get_check_in_stores(), self.store_b)
        for note in ("", "  blue   van ", "another car", ""):
            order._check_in(self.store_b, note)
        task = self.get_tasks(order)
        self.assertEqual(len(task), 1)
        self.assertEqual(task.user_id, self.manager)
        self.assertEqual(task.summary, "Kari Customer is in Store B: blue van")
        self.assertEqual(task.date_deadline, DAY)
        self.assertEqual(order.check_in_note, "blue van")
        self.assertEqual(
            order.check_in_summary,
            "The customer has been in Store B since 12:00: blue van",
        )

    def test_pu_07_task_ends_with_the_pickup(self):
        order = self.ready()
        order._check_in(self.store_b, "x" * 500)
        self.assertEqual(len(order.check_in_note), 80)
        self.pick_up(order, {order.order_line: 1})
        self.assertFalse(self.get_tasks(order) or order.check_in_on)
        # The customer comes again for the rest.
        order._check_in(self.store_b)
        self.assertEqual(len(self.get_tasks(order)), 1)

    def test_pu_07_another_day_another_store(self):
        lines = (self.later(self.goods_a), self.later(self.goods_b, store=self.store_a))
        order = self.ready(*lines)
        self.assertEqual(order._get_check_in_stores(), self.store_a + self.store_b)
        order._check_in(self.store_b, "Bay 1")
        order._check_in(self.store_a, "Bay 2")
        self.assertIn("Store A: Bay 2", self.get_tasks(order).summary)
        self.on(DAY.replace(day=7))
        self.assertFalse(order._is_checked_in())
        order._check_in(self.store_a, "Bay 3")
        self.assertIn("Bay 3", self.get_tasks(order).summary)

    def test_pu_07_the_till_knows(self):
        order = self.ready()
        self.open_session(self.register_b)
        self.open_session(self.register_a)
        messages = []
        register = type(self.env["pos.config"])
        self.patch(
            register,
            "_notify",
            lambda config, *message, **_: messages.append((config, message)),
        )
        order._check_in(self.store_b, "Bay 3")
        [(config, (name, content))] = messages
        self.assertEqual((config, name), (self.register_b, "RETAIL_CHECK_IN"))
        self.assertEqual(content["customer"], "Kari Customer")
        detail = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertEqual(detail["check_in"], "Here since 12:00: Bay 3")
        detail = self.till().read_order_from_ui(self.register_a.id, order.id)
        self.assertEqual(detail["check_in"], "")

    def test_pu_07_cancelled(self):
        self.company.retail_deposit_percent = 0
        order = self.make_order([self.later(self.goods_a)], deposit=0)
        self.run_cron()
        order._check_in(self.store_b)
        order._action_cancel()
        self.assertFalse(self.get_tasks(order))
        self.assertFalse(order._get_check_in_stores())


@tagged("post_install", "-at_install")
class TestCheckInPage(UnclaimedCommon, HttpCase):
    """The page behind the link, for whoever has its token."""

    def test_pu_07_page(self):
        order = self.order_on(DAY)
        self.run_cron()
        url = order.get_portal_url(suffix="/check-in")
        page = self.url_open(url)
        self.assertEqual(page.status_code, 200)
        self.assertIn("I am here", page.text)
        self.assertIn("Store B", page.text)
        # Looking tells nobody.
        self.assertFalse(order.check_in_on)
        data = {"access_token": order.access_token, "note": "<b>Bay 3</b>"}
        data["csrf_token"] = page.text.split('name="csrf_token" value="')[1].split('"')[
            0
        ]
        for _number in range(2):
            page = self.url_open(urlparse(url).path, data=data)
            self.assertEqual(page.status_code, 200)
            self.assertIn("The store knows that you are here", page.text)
            self.assertIn("&lt;b&gt;Bay 3&lt;/b&gt;", page.text)
        order.invalidate_recordset()
        tasks = order.activity_ids.filtered(
            lambda one: one.activity_type_id == self.env.ref(CHECK_IN)
        )
        self.assertEqual(len(tasks), 1)

    def test_pu_07_wrong_token(self):
        order = self.order_on(DAY)
        path = f"/my/orders/{order.id}/check-in"
        for query in ("", "?access_token=", "?access_token=wrong"):
            self.assertEqual(self.url_open(path + query).status_code, 404)
        order._portal_ensure_token()
        for query in ("", "?access_token=", "?access_token=wrong"):
            self.assertEqual(self.url_open(path + query).status_code, 404)
        url = order.get_portal_url(suffix="/check-in")
        other = url.replace(f"/{order.id}/", f"/{order.id + 999999}/")
        self.assertEqual(self.url_open(other).status_code, 404)

    def test_pu_07_nothing_ready(self):
        order = self.order_on(DAY)
        page = self.url_open(order.get_portal_url(suffix="/check-in"))
        self.assertIn("Nothing to pick up now", page.text)
        self.assertNotIn("<form", page.text)
