from odoo import models


class PosOrder(models.Model):
    """Goods come back and others are bought in one ticket (RP-07).

    Each line is judged and booked as on a ticket of its own; the customer pays or gets
    the net.
    """

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _is_exchange(self):
        """Say whether other goods, or the deposit of an order, were bought beside."""
        self.ensure_one()
        is_marked = bool((self.return_payload or {}).get("exchange"))
        return is_marked and any(
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
