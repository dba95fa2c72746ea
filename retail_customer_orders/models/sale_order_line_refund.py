from odoo import models

from ..tools.charges import refundable_charge, share_of_charge


class SaleOrderLine(models.Model):
    """What of the charges is given back when goods are returned (CH-09 to CH-11)."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_refundable_charge(self, returned_quantity, returned_before=0.0):
        """Say what charges are given back when goods of this line are returned.

        A charge that is for several lines is shared by what these cost; a line gives
        back its share by the quantity returned, whatever its rounding in between.

        :param float returned_quantity: now, in the line's unit
        :param float returned_before: earlier, in the line's unit
        :return: {charge as `sale.order.line`: amount, taxes included}, what the
            customer has paid or been invoiced and the charge code gives back
        """
        self.ensure_one()
        return {
            charge: amount
            for charge in self.charge_ids
            if (
                amount := refundable_charge(
                    charge._get_refundable_share(self),
                    self.product_uom_qty,
                    returned_before,
                    returned_quantity,
                    self.currency_id.round,
                )
            )
        }

    def _get_refundable_share(self, line):
        """Return the part of this charge that goods of a line may give back."""
        self.ensure_one()
        if not self._is_refundable():
            return 0.0
        lines = list(self.charged_line_ids.sorted())
        return share_of_charge(
            self._get_value(self.qty_invoiced),
            [one.price_total for one in lines],
            lines.index(line),
            self.currency_id.round,
        )

    def _is_refundable(self):
        """Say whether this charge is given back: its code, and for shipping charges
        the company, decide."""
        self.ensure_one()
        code = self.charge_code_id
        company = self.company_id
        is_kept = code.kind == "shipping" and not company.retail_refund_shipping_charges
        return code.refundable and not is_kept
