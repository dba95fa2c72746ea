from odoo import fields, models


class SaleOrder(models.Model):
    """How much of the shipping charges returns may give back (CH-12)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_shipping_refund_left(self):
        """Return what may be given back of shipping charges without an approval.

        The maximum is that of the company and counts all returns of this order
        together; it may be more than what was charged. It is converted at today's
        rate: what counts is what the company gives back now.

        :return: amount in the order's currency, taxes included
        """
        self.ensure_one()
        company = self.company_id
        limit = company.currency_id._convert(
            company.retail_refund_shipping_limit,
            self.currency_id,
            company,
            fields.Date.context_today(self),
        )
        left = max(limit - self._get_shipping_refunded(), 0.0)
        return self.currency_id.round(left)

    def _get_shipping_refunded(self):
        """Return what was given back of this order's shipping charges already.

        Addons that give money back in other documents than credit notes add theirs.
        """
        self.ensure_one()
        # Who takes a return back need not keep books.
        items = self.order_line._get_charges("shipping").sudo().invoice_lines
        return sum(
            item.price_total
            for item in items
            if item.move_id.move_type == "out_refund" and item.parent_state == "posted"
        )
