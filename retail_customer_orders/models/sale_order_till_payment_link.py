from odoo import fields, models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """How a register shows a payment link. Runs with superuser rights."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _describe_payment_link(self):
        self.ensure_one()
        until, now = self.payment_link_until, fields.Datetime.now()
        is_waiting = self.payment_link_state == "waiting"
        left = (until - now).total_seconds() if is_waiting else 0
        return {
            "order_id": self.id,
            "reference": self.customer_order_reference,
            "state": self.payment_link_state or "",
            "is_cancelled": self.state == "cancel",
            "amount": self.payment_link_amount,
            "total": self.amount_total,
            "link": self.payment_link_url or "",
            "seconds": max(int(left), 0),
            "email": self.partner_id.email or "",
        }

    def _describe_in_full_for_till(self, config):
        """Override of `retail_customer_orders` to say whether a link may be sent.

        :return: see `read_order_from_ui`, and in "actions" "payment_link": {"enabled",
            "why", "waiting": bool, "most": it can ask for}
        """
        answer = super()._describe_in_full_for_till(config)
        is_waiting = self.payment_link_state == "waiting"
        most, why = self._get_most_by_link(), ""
        try:
            if not is_waiting:
                self._ensure_may_await(most, 0)
        except UserError as error:
            why = error.args[0] if most else self.env._("Nothing is left to pay.")
        if self._is_quote():
            why = self.env._("This is a quote: nobody has ordered yet.")
        answer["actions"]["payment_link"] = {
            "enabled": not why,
            "why": why,
            "waiting": is_waiting,
            "most": most,
        }
        return answer
