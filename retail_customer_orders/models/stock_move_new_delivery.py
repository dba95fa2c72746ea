from odoo import models


class StockMove(models.Model):
    """New deliveries of an order, of which it may have several at once."""

    _inherit = "stock.move"  # pylint: disable=consider-merging-classes-inherited

    def _search_picking_for_assignation(self):
        """Override of `stock` to search no delivery where the order can have none.

        Core finds those with goods of the same order, by a search that has to write
        first whatever waits to be written; of a new order it is all in the cache.
        """
        if self.fulfilment_key and self.reference_ids:
            # As core's search: of all goods, whoever asks.
            deliveries = self.sudo().reference_ids.move_ids.picking_id
            if self.fulfilment_key not in deliveries.mapped("fulfilment_key"):
                return self.env["stock.picking"]
        return super()._search_picking_for_assignation()

    def _assign_picking(self):
        """Override of `stock` to note once that a delivery was made, and for what.

        Core notes the one and the other; see `message_post_with_source` of deliveries.
        """
        # Whoever works in stock need not see orders.
        own = self.filtered(
            lambda move: move.sudo().sale_line_id.order_id.is_customer_order
        )
        if own:
            noted_once = own.with_context(mail_create_nolog=True)
            super(StockMove, noted_once)._assign_picking()
        return super(StockMove, self - own)._assign_picking()
