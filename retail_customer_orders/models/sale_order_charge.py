from odoo import models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """Charges on customer orders."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _add_charge(self, charge_code, amount, **values):
        """Add a charge as a line of the order.

        :param charge_code: the `retail.charge.code`
        :param float amount: price in the order's currency, with the taxes that are
            included in prices
        :param values: further values of the line
        :return: the `sale.order.line`
        :raise UserError: there is no charge code, or the amount is negative
        """
        self.ensure_one()
        if not charge_code:
            raise UserError(
                self.env._(
                    "There is no charge code for this. Choose one in the settings of "
                    "Retail."
                )
            )
        if self.currency_id.compare_amounts(amount, 0) < 0:
            raise UserError(self.env._("A charge cannot be negative. Enter 0 or more."))
        return self.env["sale.order.line"].create(
            {
                "order_id": self.id,
                "product_id": charge_code.product_id.id,
                "name": charge_code.name,
                "product_uom_qty": 1,
                "price_unit": amount,
                "charge_code_id": charge_code.id,
                **values,
            }
        )

    def _get_update_prices_lines(self):
        """Override of `sale` to leave charges out when prices are updated."""
        lines = super()._get_update_prices_lines()
        return lines - lines._get_charges()

    def _ensure_may_charge(self):
        """See that the charges of this order may change.

        :raise UserError: it is cancelled or locked
        """
        self.ensure_one()
        self.check_access("write")
        if self.state == "cancel" or self.locked:
            raise UserError(
                self.env._(
                    "The charges of a cancelled or locked order stay as they are."
                )
            )

    def action_add_charge(self):
        """Ask for a charge to add."""
        self._ensure_may_charge()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add a Charge"),
            "res_model": "sale.order.add.charge",
            "view_mode": "form",
            "target": "new",
            "context": {"default_order_id": self.id},
        }
