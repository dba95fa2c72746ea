from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class StockMove(models.Model):
    """Transfers back from customers, the road of the warehouse."""

    _inherit = "stock.move"

    def _action_done(self, cancel_backorder=False):
        """Override of `stock` to take back what was shipped and no more (RT-02)."""
        back = self.filtered(lambda move: move._is_return_of_delivery())
        # A client may send any context, but never act as the server itself.
        undone = self.env.su and self.env.context.get("retail_hand_out")
        if back and not undone:
            # Whoever receives goods may not see the sales of other stores.
            back.sudo()._judge_returned_deliveries(
                {
                    move: move.product_uom._compute_quantity(
                        move.quantity, move.product_id.uom_id, round=False
                    )
                    for move in back
                    if move.picked
                }
            )
        return super()._action_done(cancel_backorder)

    def _is_return_of_delivery(self):
        """Say whether this move brings back what another brought to a customer."""
        self.ensure_one()
        origin = self.origin_returned_move_id
        return (
            self.state not in ("done", "cancel")
            and origin.location_dest_id.usage == "customer"
            and self.location_id.usage == "customer"
        )

    def _judge_returned_deliveries(self, quantities):
        """Refuse to receive what a ticket sold, or more than customers have.

        :param dict quantities: {move back: quantity in the unit of the product}
        :raise UserError: what is refused, and what to do
        """
        for move in self:
            move.origin_returned_move_id._judge_return_of_ticket()
        lines = lock_records(self.sale_line_id)
        asked = defaultdict(float)
        for move, quantity in quantities.items():
            if move.product_id == move.sale_line_id.product_id:
                asked[move.sale_line_id] += quantity
        lines._judge_goods_back(asked)

    def _judge_return_of_ticket(self):
        """Refuse to take a delivery back that a store's register sold."""
        picking = self.picking_id
        ticket = picking.pos_order_id or picking.pos_session_id
        # A register outside the stores has no other road than this one.
        if ticket.config_id.store_id.is_store:
            raise UserError(
                self.env._(
                    "The goods of %(transfer)s were sold at a register (%(ticket)s). "
                    "Take them back with a return, which gives the money back as well.",
                    transfer=picking.name,
                    ticket=picking.pos_order_id.pos_reference or ticket.name,
                )
            )
