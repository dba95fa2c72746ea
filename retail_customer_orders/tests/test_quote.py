from datetime import date, timedelta

from freezegun import freeze_time
from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .quote import QuoteCommon


@tagged("post_install", "-at_install")
class TestQuote(QuoteCommon):
    """A quote holds for a while, then it is renewed; meanwhile it keeps its prices."""

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
