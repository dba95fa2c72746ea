from odoo import models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools import validity


class SaleOrder(models.Model):
    """Quotes that hold longer, and those of long ago."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _renew_quote(self, last_day, keep_prices):
        """Let this quote hold until another day, at today's prices or its own.

        Whoever calls this has seen to it that a manager agrees to old prices.

        :param date last_day: until when it holds; False for ever
        :param bool keep_prices: whether it keeps its prices
        :raise UserError: it is no quote, or the day is past
        """
        self.ensure_one()
        # Somebody may turn it into an order at this moment.
        lock_records(self)
        if not self.is_customer_order or self.state not in ("draft", "sent"):
            raise UserError(self.env._("%s is no quote any more.", self.name))
        if validity.is_expired(self._get_store_today(), last_day):
            raise UserError(self.env._("This day is past. Choose a later one."))
        if not keep_prices:
            # No user has the right to write this.
            self.order_line.sudo().price_locked = False
            self._recalculate_prices()
        self.sudo().write({"validity_date": last_day, "quote_reminded_on": False})
        self.message_post(body=self._describe_renewal(keep_prices))

    def _describe_renewal(self, keep_prices):
        day = format_date(self.env, self.validity_date)
        if not day:
            return self.env._("The quote holds without end.")
        if keep_prices:
            return self.env._("The quote holds until %s, its prices were kept.", day)
        return self.env._("The quote holds until %s, at prices of today.", day)

    def action_renew_quote(self):
        """Open the wizard that renews this quote."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Renew Quote"),
            "res_model": "retail.quote.renewal",
            "view_mode": "form",
            "target": "new",
            "context": {"default_order_id": self.id},
        }
