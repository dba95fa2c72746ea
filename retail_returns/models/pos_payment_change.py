from odoo import api, models


class PosPayment(models.Model):
    """Payments of a paid ticket that are changed one by one."""

    _inherit = "pos.payment"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `point_of_sale` to judge what is added to a paid ticket."""
        payments = super().create(vals_list)
        payments.pos_order_id._judge_after_change()
        return payments

    def write(self, vals):
        """Override of `point_of_sale` to judge what is changed on a paid ticket."""
        result = super().write(vals)
        if {"amount", "payment_method_id"} & vals.keys():
            self.pos_order_id._judge_after_change()
        return result

    def unlink(self):
        """Override of `point_of_sale` to book what is taken off a paid ticket."""
        orders = self.pos_order_id
        result = super().unlink()
        orders._judge_after_change()
        return result
