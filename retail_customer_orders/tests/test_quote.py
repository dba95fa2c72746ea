from datetime import date, timedelta

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestQuote(CustomerOrderCommon):
    """A quote holds for a while, then it is renewed; meanwhile it keeps its prices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        cls.company.retail_quote_validity_days = 10
        cls.customer.email = "kari@example.com"
        cls.today = cls.store_a._get_local_today()

    def take_quote(self, lines=None, **values):
        """Take a quote at register A; return the `sale.order`."""
        payload = self.order_payload(
            lines or [self.later(self.goods_a)], deposit=0, type="quote"
        )
        return self.take_order([], payload=payload, **values).customer_order_id

    def make_quote(self, **values):
        """Make a quote in the back office, as a user of Retail."""
        line = {
            "product_id": self.goods_a.id,
            "fulfilment": "pickup",
            "fulfilment_store_id": self.store_b.id,
        }
        return (
            self.env["sale.order"]
            .with_user(self.user)
            .create(
                {
                    "is_customer_order": True,
                    "partner_id": self.customer.id,
                    "warehouse_id": self.store_a.id,
                    "order_line": [Command.create(line)],
                    **values,
                }
            )
        )

    def expire(self, quote):
        quote.sudo().validity_date = self.today - timedelta(days=1)

    def renew(self, quote, user=None, **values):
        action = quote.with_user(user or self.user).action_renew_quote()
        wizards = self.env["retail.quote.renewal"].with_user(user or self.user)
        form = Form(wizards.with_context(**action["context"]))
        for name, value in values.items():
            form[name] = value
        wizard = form.save()
        wizard.action_confirm()
        return wizard

    # === VALIDITY ===#

    def test_qt_01_quote_of_a_register(self):
        """No stock, no deposit; it holds as long as the company says."""
        quote = self.take_quote()
        self.assertEqual(quote.customer_order_state, "quote")
        self.assertFalse(quote.picking_ids)
        self.assertEqual((quote.deposit_required, quote.deposit_held), (0, 0))
        self.assertEqual(quote.validity_date, self.today + timedelta(days=10))
        self.assertTrue(quote.order_line.price_locked)
        detail = self.till().read_order_from_ui(self.register_b.id, quote.id)
        self.assertEqual(detail["valid_until"], str(quote.validity_date))
        self.assertFalse(detail["is_expired"])

    def test_qt_02_validity_of_the_back_office(self):
        quote = self.make_quote()
        self.assertEqual(quote.validity_date, self.today + timedelta(days=10))
        quote.validity_date = self.today + timedelta(days=3)
        self.company.retail_quote_validity_days = 0
        self.assertFalse(self.make_quote().validity_date)
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.company.retail_quote_validity_days = -1
            self.company.flush_recordset()

    @freeze_time("2026-03-01 22:30:00")
    def test_qt_02_the_day_ends_in_the_store(self):
        """It is 2 March already in the east, and still 1 March in the west."""
        self.store_a.tz, self.store_b.tz = "Asia/Tokyo", "America/New_York"
        east, west = self.make_quote(), self.make_quote(warehouse_id=self.store_b.id)
        self.assertEqual(east.validity_date, date(2026, 3, 12))
        self.assertEqual(west.validity_date, date(2026, 3, 11))
        (east + west).validity_date = date(2026, 3, 1)
        (east + west).invalidate_recordset()
        self.assertTrue(east.is_expired)
        self.assertFalse(west.is_expired)

    def test_qt_02_template_of_sales_says_otherwise(self):
        template = (
            self.env["sale.order.template"]
            .sudo()
            .create({"name": "Kitchens", "number_of_days": 60})
        )
        quote = self.make_quote(sale_order_template_id=template.id)
        self.assertEqual(quote.validity_date, self.today + timedelta(days=60))

    def test_qt_02_filters(self):
        quotes = self.make_quote() + self.make_quote() + self.make_quote()
        self.expire(quotes[0])
        quotes[1].validity_date = self.today
        view = self.env.ref("retail_customer_orders.customer_order_view_search")
        orders = self.env["sale.order"].with_user(self.user)
        orders.get_view(view.id, "search")
        day = "today"
        mine = [("id", "in", quotes.ids), ("state", "in", ("draft", "sent"))]
        self.assertEqual(orders.search([*mine, ("validity_date", "<", day)]), quotes[0])
        self.assertEqual(
            orders.search(
                [
                    *mine,
                    ("validity_date", ">=", day),
                    ("validity_date", "<=", "today +sunday"),
                ]
            )
            & quotes[:2],
            quotes[1],
        )

    # === CONVERSION ===#

    def test_qt_02_conversion(self):
        """The order has the prices of the quote, and the deposit is known."""
        quote = self.take_quote([self.later(self.goods_a, 2)])
        self.goods_a.list_price = 140
        self.assertEqual(quote.with_user(self.user)._convert_quote(), 20)
        self.assertEqual(quote.state, "sale")
        self.assertEqual(quote.deposit_required, 20)
        self.assertEqual(quote.amount_total, 200)
        self.assertEqual(quote.picking_ids.picking_type_id.warehouse_id, self.store_b)
        with self.assertRefusal("is no quote any more"):
            quote.with_user(self.user)._convert_quote()

    def test_qt_02_confirmed_in_the_back_office(self):
        quote = self.make_quote()
        self.assertFalse(quote.order_line.price_locked)
        quote.action_confirm()
        self.assertEqual(quote.deposit_required, 10)
        self.assertTrue(quote.order_line.price_locked)

    def test_qt_02_expired_is_not_converted(self):
        for quote in (self.take_quote(), self.make_quote()):
            self.expire(quote)
            with self.assertRefusal("expired on .* Renew it first"):
                quote.with_user(self.user)._convert_quote()
            with self.assertRefusal("expired on .* Renew it first"):
                quote.with_user(self.user).action_confirm()
            with self.assertRefusal("expired on .* Renew it first"):
                quote.with_user(self.user).validity_date = self.today
            self.assertFalse(quote.picking_ids)

    def test_qt_02_what_was_signed_in_time_stands(self):
        """The bank tells of a payment after the last day."""
        quote = self.make_quote()
        self.expire(quote)
        quote.sudo()._validate_order()
        self.assertEqual(quote.state, "sale")

    # === PRICES ===#

    def test_prices_are_kept_once_promised(self):
        """Gap 25: a quote that was sent, or taken at a register, keeps its prices."""
        quote = self.make_quote()
        quote.order_line.price_unit = 95
        self.assertFalse(quote.order_line.price_locked)
        quote.action_quotation_sent()
        self.goods_a.list_price = 140
        quote.order_line.product_uom_qty = 3
        quote.action_update_prices()
        self.assertEqual(quote.order_line.price_unit, 95)
        with self.assertRefusal("Let a manager unlock"):
            quote.order_line.discount = 5
        quote.order_line = [
            Command.create(
                {
                    "product_id": self.goods_b.id,
                    "fulfilment": "pickup",
                    "fulfilment_store_id": self.store_b.id,
                }
            )
        ]
        self.assertTrue(all(quote.order_line.mapped("price_locked")))

    # === RENEWAL ===#

    def test_renewed_at_prices_of_today(self):
        quote = self.take_quote([self.later(self.goods_a, 2)])
        self.goods_a.list_price = 140
        self.expire(quote)
        wizard = self.renew(quote)
        self.assertEqual((wizard.amount_today, wizard.amount_difference), (280, 0))
        self.assertEqual(quote.amount_total, 280)
        self.assertTrue(quote.order_line.price_locked)
        self.assertEqual(quote.validity_date, self.today + timedelta(days=10))
        self.assertFalse(quote.is_expired)
        self.assertIn("at prices of today", quote.message_ids[0].body)
        quote._convert_quote()

    def test_renewal_shows_the_money_first(self):
        quote = self.take_quote([self.later(self.goods_a, 2)])
        self.goods_a.list_price = 140
        wizards = self.env["retail.quote.renewal"].with_user(self.user)
        form = Form(wizards.with_context(default_order_id=quote.id))
        self.assertEqual(
            (form.amount_total, form.amount_today, form.amount_difference),
            (200, 280, 80),
        )
        self.assertEqual(quote.amount_total, 200)

    def test_only_a_manager_keeps_old_prices(self):
        quote = self.take_quote()
        self.goods_a.list_price = 140
        self.expire(quote)
        wizards = self.env["retail.quote.renewal"]
        values = {"order_id": quote.id, "prices": "keep"}
        with self.assertRefusal("Only a manager"):
            wizards.with_user(self.user).create(values).action_confirm()
        self.renew(quote, user=self.manager, prices="keep")
        self.assertEqual(quote.amount_total, 100)
        self.assertIn("prices were kept", quote.message_ids[0].body)
        self.assertFalse(quote.is_expired)

    def test_renewal_is_refused(self):
        quote = self.take_quote()
        with self.assertRefusal("day is past"):
            self.renew(quote, validity_date=self.today - timedelta(days=1))
        quote._convert_quote()
        with self.assertRefusal("is no quote any more"):
            self.renew(quote)

    # === REMINDER ===#

    def run_reminders(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "retail_customer_orders.ir_cron_remind_quotes"
            ).method_direct_trigger()

    def reminders_of(self, quotes):
        return self.env["mail.mail"].search(
            [("model", "=", "sale.order"), ("res_id", "in", quotes.ids)]
        )

    def test_reminder_is_sent_once(self):
        """Gap 25: a mail N days before, for quotes that the customer has seen."""
        self.company.retail_quote_reminder_days = 3
        due, later, draft, nobody = (
            self.take_quote(),
            self.take_quote(),
            self.make_quote(),
            self.take_quote(
                partner=self.env["res.partner"].create({"name": "No Mail"})
            ),
        )
        due.validity_date = self.today + timedelta(days=3)
        (draft + nobody).validity_date = self.today + timedelta(days=1)
        quotes = due + later + draft + nobody
        self.run_reminders()
        mails = self.reminders_of(quotes)
        self.assertEqual(mails.mapped("res_id"), due.ids)
        self.assertIn(due.customer_order_reference, mails.body_html)
        self.assertEqual(mails.recipient_ids or mails.email_to, self.customer)
        self.assertEqual(due.quote_reminded_on, self.today)
        self.run_reminders()
        self.assertEqual(self.reminders_of(quotes), mails)
        self.renew(due)
        self.assertFalse(due.quote_reminded_on)
        due.validity_date = self.today + timedelta(days=3)
        self.run_reminders()
        self.assertEqual(len(self.reminders_of(quotes)), 2)

    def test_no_reminder_unless_wanted(self):
        quote = self.take_quote()
        quote.validity_date = self.today
        self.run_reminders()
        self.assertFalse(self.reminders_of(quote))

    def test_reminder_looks_again(self):
        """What became an order, or was reminded, since the job began is left alone."""
        self.company.retail_quote_reminder_days = 3
        quote = self.take_quote()
        quote.validity_date = self.today
        quote._convert_quote()
        quote._remind_quote()
        self.assertFalse(quote.quote_reminded_on)

    def test_settings(self):
        settings = self.env["res.config.settings"].with_company(self.company).create({})
        settings.retail_quote_validity_days = 7
        settings.retail_quote_reminder_days = 2
        self.assertEqual(self.company.retail_quote_validity_days, 7)
        self.assertEqual(self.company.retail_quote_reminder_days, 2)

    def test_quote_of_sales_alone_stays_as_it_is(self):
        plain = self.env["sale.order"].create({"partner_id": self.customer.id})
        self.company.quotation_validity_days = 30
        other = self.env["sale.order"].create({"partner_id": self.customer.id})
        self.assertEqual(other.validity_date, date.today() + timedelta(days=30))
        plain.validity_date = self.today - timedelta(days=1)
        plain.order_line = [Command.create({"product_id": self.goods_a.id})]
        plain.with_user(self.user).validity_date = self.today
        plain.validity_date = self.today - timedelta(days=1)
        plain.action_confirm()
        self.assertEqual(plain.state, "sale")
        with self.assertRaises(UserError):
            plain._convert_quote()
