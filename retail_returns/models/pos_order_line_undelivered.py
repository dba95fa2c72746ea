from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

from .pos_order_line import SOLD_STATES


class PosOrderLine(models.Model):
    """Goods of a ticket that were never shipped are cancelled, not received."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    return_cancelled_qty = fields.Float(
        string="Cancelled",
        digits="Product Unit",
        readonly=True,
        copy=False,
        help="How much of what this line gives back was never shipped: its delivery is "
        "cancelled, and nothing is received.",
    )

    def _get_undelivered_qty(self):
        """Return how much this ticket line's ticket still has to ship of its product.

        Also what nobody will ship any more, because its delivery was cancelled.

        :return: quantity in the unit of the product
        """
        self.ensure_one()
        order = self.order_id
        if not order.shipping_date or self.product_id.type != "consu":
            return 0.0
        alike = order.lines.filtered(
            lambda line: line.product_id == self.product_id and line.qty > 0
        )
        shipped = sum(
            move.product_uom._compute_quantity(
                move.quantity, self.product_id.uom_id, round=False
            )
            for move in order.picking_ids.move_ids
            if move.product_id == self.product_id
            and move.state == "done"
            and move.location_dest_id.usage == "customer"
        )
        refunds = alike.refund_orderline_ids.filtered(
            lambda line: line.order_id.state in SOLD_STATES
        )
        cancelled = sum(refunds.mapped("return_cancelled_qty"))
        return max(sum(alike.mapped("qty")) - shipped - cancelled, 0.0)

    def _cancel_undelivered(self):
        """Cancel what was not shipped of the goods that this line gives back.

        :raise UserError: some goods with lots were shipped and some were not
        """
        self.ensure_one()
        sold = self.refunded_orderline_id
        quantity = min(sold._get_undelivered_qty(), -self.qty)
        unit = sold.product_uom_id
        if unit.compare(quantity, 0) <= 0:
            return
        if sold.product_id.tracking != "none" and unit.compare(quantity, -self.qty) < 0:
            raise UserError(
                self.env._(
                    "%(product)s: %(open)g were not shipped yet. Return these first, "
                    "and then those that were.",
                    product=sold.product_id.display_name,
                    open=quantity,
                )
            )
        self.return_cancelled_qty = quantity
        self._cancel_deliveries(quantity)

    def _cancel_deliveries(self, quantity):
        """Take a quantity of the product off the open deliveries of the sale."""
        self.ensure_one()
        moves = self.refunded_orderline_id.order_id.picking_ids.move_ids.filtered(
            lambda move: move.product_id == self.product_id
            and move.state not in ("done", "cancel")
        )
        # Somebody may be shipping them at this moment.
        lock_records(moves)
        # Each step of the delivery has all of the goods: all steps are lowered alike.
        for step in moves.mapped("picking_type_id"):
            left = quantity
            for move in moves.filtered(
                lambda one, step=step: one.picking_type_id == step
            ):
                left -= move._lower_demand(left)
