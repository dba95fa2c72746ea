import logging

import psycopg2

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools import validity

_logger = logging.getLogger(__name__)

REMINDER = "retail_customer_orders.mail_template_quote_reminder"


class SaleOrder(models.Model):
    """What happens to orders by itself when a day comes."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_remind_quotes(self, limit=100):
        """Remind customers of quotes that are about to expire, once each."""
        companies = self.env["res.company"].search(
            [("retail_quote_reminder_days", ">", 0)]
        )
        domain = Domain.OR(
            self._get_store_domain(stores)
            & Domain("company_id", "=", company.id)
            & self._get_reminder_domain(company, today)
            for company in companies
            for today, stores in self._get_store_days(company).items()
        )
        quotes = self.search(domain, limit=limit, order="validity_date, id")
        quotes._work_off("_remind_quote")

    @api.model
    def _get_reminder_domain(self, company, today):
        """Return the domain of the quotes that are due; drafts nobody saw are none."""
        last = validity.expires_on(today, company.retail_quote_reminder_days)
        return (
            Domain("is_customer_order", "=", True)
            & Domain("quote_reminded_on", "=", False)
            & Domain("validity_date", ">=", today)
            & Domain("validity_date", "<=", last)
            & Domain("partner_id.email", "not in", ("", False))
            & (
                Domain("state", "=", "sent")
                | Domain("state", "=", "draft")
                & Domain("origin_config_id", "!=", False)
            )
        )

    def _remind_quote(self):
        """Send the reminder of this quote, unless that is past or was done."""
        today = self._get_store_today()
        days = self.company_id.retail_quote_reminder_days
        is_due = validity.is_reminder_due(today, self.validity_date, days)
        template = self.env.ref(REMINDER, raise_if_not_found=False)
        is_open = self.state in ("draft", "sent") and not self.quote_reminded_on
        if template and is_open and is_due:
            self.quote_reminded_on = today
            template.send_mail(
                self.id, email_layout_xmlid="mail.mail_notification_light"
            )

    def _work_off(self, method):
        """Call a method on each of these orders, each in a transaction of its own.

        Crons may run twice at once: each order is locked, and the method looks again.

        :param str method: name of a method of one locked order
        """
        for done, order in enumerate(self, start=1):
            try:
                getattr(lock_records(order), method)()
            except (psycopg2.OperationalError, UserError) as error:
                # Somebody else works on this order, or it cannot be done: the next
                # run tries again.
                self.env.cr.rollback()
                _logger.info("%s of %s is left for later: %s", method, order.id, error)
                continue
            remaining = len(self) - done
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                break
