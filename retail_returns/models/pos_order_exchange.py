from odoo import models


class PosOrder(models.Model):
    """Goods come back and others are bought in one ticket (RP-07).

    Each line is judged and booked as on a ticket of its own; the customer pays or gets
    the net.
    """

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _is_exchange(self):
        """Say whether goods come back, and others or an order are bought for them."""
        self.ensure_one()
        return any(line.qty < 0 and line._get_return_source() for line in self.lines) and any(
            line.qty > 0 and line.price_unit >= 0 for line in self.lines
        )

    def _prepare_invoice_vals(self):
        """Override of `point_of_sale` to reverse nothing with an invoice.

        An exchange that the customer pays for is an invoice, which names the one whose
        goods came back.
        """
        vals = super()._prepare_invoice_vals()
        if vals["move_type"] == "out_invoice" and vals.get("reversed_entry_id"):
            origin = self.env["account.move"].browse(vals.pop("reversed_entry_id"))
            vals["ref"] = self.env._("Exchange of: %s", origin.name)
        return vals
