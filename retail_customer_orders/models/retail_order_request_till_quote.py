from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools import validity


class RetailOrderRequest(models.Model):
    """Until when a quote of a register holds (QT-02).

    A cashier may shorten what the company gives its customers, not lengthen it.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _check_request(self, judged=False):
        """Override of `retail_customer_orders` to judge the last day of a quote."""
        parsed = super()._check_request(judged)
        if not judged and parsed["type"] == "quote" and parsed["validity_date"]:
            self._check_validity(parsed["validity_date"])
        return parsed

    def _check_validity(self, day):
        ordered = self.pos_order_id.date_order
        store = self.store_id
        today = store._localize(ordered).date() if ordered else store._get_local_today()
        latest = validity.expires_on(today, self.company_id.retail_quote_validity_days)
        self._check_last_day(day, today, latest)

    def _check_last_day(self, day, today, latest):
        """See that a quote may hold until `day`.

        :param date latest: the last day that a cashier may choose, or False
        """
        if day < today:
            raise UserError(
                self.env._("The last day of the quote is past. Choose another day.")
            )
        if latest and day > latest:
            raise UserError(
                self.env._(
                    "Quotes hold until %s at most. Choose an earlier day.",
                    format_date(self.env, latest),
                )
            )

    def _prepare_order(self, parsed):
        """Override of `retail_customer_orders` to let the quote hold until then."""
        values = super()._prepare_order(parsed)
        if parsed["type"] == "quote" and parsed["validity_date"]:
            values["validity_date"] = parsed["validity_date"]
        return values

    def _edit_order(self, edit):
        """Override of `retail_customer_orders` to shorten how long a quote holds."""
        day, order = edit["validity_date"], self.order_id._origin
        if day:
            self._check_shortened(order, day)
        result = super()._edit_order(edit)
        if day:
            order.validity_date = day
        return result

    def _check_shortened(self, order, day):
        """See that this order is a quote, and holds no longer than it did."""
        if not order._is_quote():
            raise UserError(self.env._("This is no quote any more. Open it again."))
        today = self.store_id._get_local_today()
        self._check_last_day(day, today, order.validity_date)
