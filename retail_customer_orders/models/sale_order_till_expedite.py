from odoo import models


class SaleOrder(models.Model):
    """What a register shows of expedited orders (CO-14)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _describe_for_till(self, store):
        """Override of `retail_customer_orders` to say which orders come first.

        :return: see `find_orders_from_ui`, and "expedited": bool
        """
        answers = super()._describe_for_till(store)
        for order, answer in zip(self, answers, strict=True):
            answer["expedited"] = order.is_expedited
        return answers
