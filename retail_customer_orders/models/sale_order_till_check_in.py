from odoo import models


class SaleOrder(models.Model):
    """What a register shows of customers who are here (PU-07)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _describe_in_full_for_till(self, config):
        """Override of `retail_customer_orders` to say that the customer is here.

        :return: see `read_order_from_ui`, and "check_in": a text, empty if not here
        """
        answer = super()._describe_in_full_for_till(config)
        return {**answer, "check_in": self._describe_check_in(config.store_id)}

    def _describe_check_in(self, store):
        if not self._is_checked_in(store):
            return ""
        since = self.env._("Here since %s", self._get_check_in_time())
        return f"{since}: {self.check_in_note}" if self.check_in_note else since
