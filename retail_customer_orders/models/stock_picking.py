from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools.quiet import QUIET

# Says in the history of a record where it comes from.
ORIGIN_LINK = "mail.message_origin_link"


class StockPicking(models.Model):
    _inherit = "stock.picking"

    fulfilment_key = fields.Char(readonly=True)
    customer_order_reference = fields.Char(
        related="sale_id.customer_order_reference", string="Customer Order"
    )
    collector_name = fields.Char(related="sale_id.collector_name")

    @api.model
    def _create_picking_from_pos_order_lines(
        self, location_dest_id, lines, picking_type, partner=False
    ):
        """Override of `point_of_sale` to leave out what a pickup hands out.

        Those goods leave by the delivery of their order.
        """
        return super()._create_picking_from_pos_order_lines(
            location_dest_id,
            lines.filtered(lambda line: not line._is_pickup()),
            picking_type,
            partner,
        )

    def message_post_with_source(self, source_ref, *, render_values=None, **kwargs):
        """Override of `mail` to note the order of a delivery without more ado.

        Core posts the note, which means to look for whom to notify; nobody follows
        notes. An order of several deliveries would do so for each.
        """
        origin = (render_values or {}).get("origin")
        # A client cannot send a record.
        is_order = isinstance(origin, models.BaseModel) and origin._name == "sale.order"
        if source_ref == ORIGIN_LINK and is_order and origin.is_customer_order:
            return self._message_log_with_view(source_ref, render_values=render_values)
        return super().message_post_with_source(
            source_ref, render_values=render_values, **kwargs
        )

    def _send_confirmation_email(self):
        """Override of `stock` to send nobody a delivery mail who holds the goods."""
        if self.env.context.get("retail_hand_out"):
            return None
        return super()._send_confirmation_email()

    def _get_customer_deliveries(self):
        """Return those of these transfers that bring goods of orders to customers."""
        return self.filtered(
            lambda picking: picking.location_dest_id.usage == "customer"
            and picking.sale_id.is_customer_order
        )

    def _get_hand_over_obstacle(self):
        """Say why what is picked of this delivery must not leave now.

        Asked with superuser rights when it is validated, its order being locked.

        :return: the end of a sentence, or False when it may
        """
        self.ensure_one()
        return self.sale_id._get_hand_over_obstacle()

    def _action_done(self):
        """Override of `stock` to keep goods that their order keeps from leaving."""
        # What decides may change at this moment; whoever delivers need not sell.
        leaving = self.sudo()._get_customer_deliveries()
        lock_records(leaving.sale_id)
        for picking in leaving:
            obstacle = picking._get_hand_over_obstacle()
            if obstacle:
                raise UserError(
                    self.env._(
                        "The goods of %(order)s must not leave: %(reason)s.",
                        order=picking.sale_id.name,
                        reason=obstacle,
                    )
                )
        return super()._action_done()

    def _hand_out(self, quantities):
        """Hand out a part of this delivery in its store; the rest stays reserved.

        :param dict quantities: {`stock.move`: quantity in its unit}
        :raise UserError: fewer would leave than asked
        """
        self.with_context(retail_hand_out=True, **QUIET)._move_out(quantities)

    def _move_out(self, quantities):
        """Let a part of this delivery leave its store; the rest stays reserved.

        :param dict quantities: {`stock.move`: quantity in its unit}
        :raise UserError: fewer would leave than asked
        """
        self.ensure_one()
        open_moves = self.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        )
        open_moves.picked = False
        for move, quantity in quantities.items():
            move.quantity = quantity
            move.picked = True
        self._action_done()
        for move, quantity in quantities.items():
            # Core drops a move without a word that it cannot do.
            if move.state != "done" or move.product_uom.compare(
                move.quantity, quantity
            ):
                raise UserError(
                    self.env._(
                        "“%(product)s” cannot leave the store: %(asked)s were to be "
                        "handed out, %(done)s could be. Check its stock and lots.",
                        product=move.product_id.display_name,
                        asked=f"{quantity:g}",
                        done=f"{move.quantity if move.state == 'done' else 0:g}",
                    )
                )
