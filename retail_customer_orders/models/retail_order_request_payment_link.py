from odoo import models
from odoo.exceptions import UserError


class RetailOrderRequest(models.Model):
    """Orders of a register that the customer pays by link: no deposit now (CO-15)."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _check_deposit(self, parsed):
        """Override to judge what is to be paid by link with the deposit."""
        result = super()._check_deposit(parsed)
        amount = parsed["link_amount"]
        left = parsed["deposit_terms"]["total"] - parsed["deposit"]
        if self.currency_id.compare_amounts(amount, left) > 0:
            raise UserError(
                self.env._(
                    "The link asks for %s, more than the order costs. Lower it.",
                    self.currency_id.format(amount),
                )
            )
        if amount and parsed["type"] == "quote":
            raise UserError(self.env._("A quote is paid when the customer orders."))
        return result

    def _check_deposit_is_enough(self, parsed):
        """Override to count what must be paid by link before anything leaves."""
        amount = parsed["link_amount"]
        if not amount:
            return super()._check_deposit_is_enough(parsed)
        return super()._check_deposit_is_enough(
            {**parsed, "deposit": parsed["deposit"] + amount}
        )

    def _create_order(self, parsed):
        """Override to let the order wait for its payment."""
        order = super()._create_order(parsed)
        if parsed["link_amount"]:
            order._await_payment(parsed["link_amount"])
        return order
