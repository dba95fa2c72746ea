from odoo import models


class PosOrderLine(models.Model):
    """The tax of a deposit on tickets that pay out, to the cent of the ledger."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_base_line_for_taxes_computation(self):
        """Override of `point_of_sale` to keep the tax that was booked with a deposit.

        Core turns the quantities of a ticket that pays out, but not the tax that was
        set for them: it would be computed anew, a cent off, and a session whose
        payments are right could not be closed.
        """
        base_line = super()._prepare_base_line_for_taxes_computation()
        if self.order_id.amount_total < 0 and self._is_deposit():
            taxes = self.env["account.tax"]
            turned = taxes._reverse_quantity_base_line_extra_tax_data(
                self.extra_tax_data
            )
            base_line.update(taxes._import_base_line_extra_tax_data(base_line, turned))
        return base_line
