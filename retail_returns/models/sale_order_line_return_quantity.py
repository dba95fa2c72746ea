from collections import defaultdict

from odoo import models


class SaleOrderLine(models.Model):
    """What was shipped and invoiced of an order, in the unit of the product."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_customer_moves(self, back=False):
        """Return the done moves of these lines to customers, or back from them."""
        side = "location_id" if back else "location_dest_id"
        # Whoever takes goods back may not see the transfers of other stores.
        return (
            self.env["stock.move"]
            .sudo()
            .search(
                [
                    ("sale_line_id", "in", self.ids),
                    ("state", "=", "done"),
                    (f"{side}.usage", "=", "customer"),
                ]
            )
        )

    def _get_delivered_quantities(self):
        """Return what customers have got of these lines, and kept, without a ticket."""
        moved = defaultdict(float)
        by_kit = set()
        for back, sign in ((False, 1), (True, -1)):
            for move in self._get_customer_moves(back):
                line = move.sale_line_id
                if move.product_id != line.product_id:
                    by_kit.add(line.id)
                    continue
                moved[line.id] += sign * move.product_uom._compute_quantity(
                    move.quantity, line.product_id.uom_id, round=False
                )
        result = {}
        for line in self:
            # Services, and kits whose parts are moved, are as the order says.
            is_moved = line.qty_delivered_method == "stock_move"
            quantity = moved[line.id]
            if not is_moved or line.id in by_kit:
                quantity = line._to_product_unit(line.qty_delivered)
            handed_out = sum(line._get_pickup_lines().mapped("qty"))
            result[line] = max(quantity - handed_out, 0.0)
        return result

    def _get_invoiced_quantities(self):
        """Return what posted invoices sold of these lines, and credit notes gave back.

        :return: ({line: invoiced}, {line: credited})
        """
        invoiced, credited = defaultdict(float), defaultdict(float)
        for line in self:
            # Who takes goods back need not keep books.
            for item in line.sudo().invoice_lines:
                # A lower price takes back no goods.
                if item.parent_state != "posted" or item.move_id.is_price_reduction:
                    continue
                kind = item.move_id.move_type
                totals = {"out_invoice": invoiced, "out_refund": credited}.get(kind)
                if totals is not None:
                    totals[line] += item._get_product_quantity()
        return invoiced, credited

    def _get_invoice_items(self):
        """Return the posted invoice lines of this line that sold something.

        What a credit note took back as a whole sold nothing, nor at that price.
        """
        return self.sudo().invoice_lines.filtered(
            lambda item: item.parent_state == "posted"
            and item.move_id.move_type == "out_invoice"
            and item.move_id.payment_state != "reversed"
            and item.quantity > 0
        )
