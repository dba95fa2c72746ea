from odoo import models

NONE = [("id", "=", False)]


class SaleOrder(models.Model):
    """Customer orders beside `sale_loyalty`, which comes with `pos_loyalty`.

    It would give points, coupons and gift cards when the order is confirmed, and the
    register again when the goods are handed out: they are earned there, once.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_program_domain(self):
        """Override of `sale_loyalty` to apply no program to customer orders."""
        domain = super()._get_program_domain()
        return NONE if self.is_customer_order else domain

    def _get_trigger_domain(self):
        """Override of `sale_loyalty` to take no code for customer orders."""
        domain = super()._get_trigger_domain()
        return NONE if self.is_customer_order else domain

    def _allow_nominative_programs(self):
        """Override of `sale_loyalty` to leave the customer's cards to the register."""
        return not self.is_customer_order and super()._allow_nominative_programs()
