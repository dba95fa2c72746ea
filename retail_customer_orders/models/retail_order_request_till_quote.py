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
