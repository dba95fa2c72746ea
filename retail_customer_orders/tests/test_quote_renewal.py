from datetime import timedelta

from odoo.tests import Form, tagged

from .quote import QuoteCommon


@tagged("post_install", "-at_install")
class TestQuoteRenewal(QuoteCommon):
    """Quotes that are past, and customers who are told before."""

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
