from odoo import models
from odoo.exceptions import UserError

from ..tools import texts


class RetailOrderRequest(models.Model):
    """The judge of the texts in what a register asks for (CO-12, CO-13)."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _check_request(self, judged=False):
        """Override of `retail_customer_orders` to judge the order's own texts."""
        parsed = super()._check_request(judged)
        if not judged:
            self._check_texts(parsed, texts.OF_ORDER)
        return parsed

    def _edit_order(self, edit):
        """Override of `retail_customer_orders` to judge the order's own texts."""
        self._check_texts(edit, texts.OF_ORDER)
        return super()._edit_order(edit)

    def _check_lines(self, lines):
        """Override of `retail_customer_orders` to judge names and notes of lines."""
        for line in lines:
            self._check_texts(line, texts.OF_LINE)
        return super()._check_lines(lines)

    def _check_texts(self, values, limits):
        too_long = texts.find_too_long(values, limits)
        if too_long:
            name, length, most = too_long
            labels = {
                "client_order_ref": self.env._("The customer's order number"),
                "collector": self.env._("The name of who collects"),
                "note": self.env._("A note"),
                "name": self.env._("The name of a line"),
            }
            raise UserError(
                self.env._(
                    "%(text)s has %(length)s characters. Shorten it to %(most)s.",
                    text=labels[name],
                    length=length,
                    most=most,
                )
            )
