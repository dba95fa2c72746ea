from odoo import api, models


class SaleOrderLine(models.Model):
    """What tickets sell of a customer order counts as invoiced."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    @api.depends("pickup_line_ids.qty", "pickup_line_ids.order_id.state")
    def _compute_qty_invoiced(self):
        """Override of `sale` to follow what tickets hand out."""
        return super()._compute_qty_invoiced()

    def _prepare_qty_invoiced(self):
        """Override of `sale` to count what was sold on tickets as invoiced."""
        quantities = super()._prepare_qty_invoiced()
        for line in self:
            quantities[line] += line._get_picked_up_qty()
        return quantities

    def _get_unsettled_qty(self):
        """Return what of this line is neither sold on tickets nor invoiced."""
        self.ensure_one()
        return self.product_uom_id.round(self.product_uom_qty - self.qty_invoiced)

    @api.depends("fulfilment")
    def _compute_qty_to_invoice(self):
        """Override of `sale` to invoice only what the customer has got.

        Whatever the product's policy: what is picked up is sold on a ticket, and
        revenue before the goods leave would be sold twice.
        """
        result = super()._compute_qty_to_invoice()
        for line in self.filtered(
            lambda line: line.fulfilment and line.state == "sale"
        ):
            line.qty_to_invoice = line.qty_delivered - line.qty_invoiced
        return result

    @api.depends("pickup_line_ids.qty", "pickup_line_ids.order_id.state")
    def _compute_untaxed_amount_invoiced(self):
        """Override of `sale` to count what was sold on tickets as invoiced."""
        result = super()._compute_untaxed_amount_invoiced()
        for line in self:
            sold = line._get_pickup_lines()
            line.untaxed_amount_invoiced += sold._get_subtotals()[0]
        return result

    @api.depends("pickup_line_ids.qty", "pickup_line_ids.order_id.state")
    def _compute_amount_invoiced(self):
        """Override of `sale` to count what was sold on tickets as invoiced."""
        result = super()._compute_amount_invoiced()
        for line in self:
            sold = line._get_pickup_lines()
            line.amount_invoiced += sold._get_subtotals()[1]
        return result

    @api.depends("pickup_line_ids.qty", "pickup_line_ids.order_id.state")
    def _compute_amount_to_invoice(self):
        """Override of `sale` to count what was sold on tickets as invoiced."""
        result = super()._compute_amount_to_invoice()
        for line in self:
            line.amount_to_invoice -= line._get_value(line._get_picked_up_qty())
        return result
