from odoo import models

from ..tools.quiet import QUIET

UNRESERVED = ("confirmed", "partially_available")


class SaleOrder(models.Model):
    """Goods that were handed out by mistake are the order's again."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _take_back(self, quantities, pickings):
        """Bring goods back into their store and reserve them for this order again.

        Call it in superuser mode, with the order locked.

        :param dict quantities: {`sale.order.line`: quantity in the product's unit}
        :param pickings: the deliveries that handed them out
        :return: the receipts that are done, `stock.picking`
        """
        self.ensure_one()
        for line, quantity in quantities.items():
            if line.product_id.type == "service":
                line.qty_delivered -= line._from_product_unit(quantity)
        returned = pickings._take_back()
        self.pickup_code_used = False
        self._deliver_again(self.env["sale.order.line"].union(*quantities))
        return returned

    def _deliver_again(self, lines):
        """Make and reserve the deliveries of what came back."""
        self.ensure_one()
        locked = self.locked
        # Core delivers nothing of a locked order.
        self.locked = False
        # Whoever picks up late claims, and then has it again.
        lines.pickup_unclaimed = False
        lines.with_context(**QUIET)._action_launch_stock_rule()
        self.locked = locked
        moves = lines.move_ids.filtered(lambda move: move.state in UNRESERVED)
        moves._action_assign()

    def _describe_undo(self, session):
        """Tell a register whether the last pickup of this order can be undone there.

        :param session: the open `pos.session` of the register
        """
        self.ensure_one()
        tickets = self.customer_ticket_ids.filtered(
            lambda ticket: ticket.pickup_order_id == self
            and ticket.pickup_booked
            and not ticket.undo_pickup_of_id
        )
        tickets = tickets.sorted(lambda one: (not one.undo_ticket_ids, one.id))
        ticket = tickets[-1:]
        if not ticket:
            why = self.env._("Nothing was handed out.")
            return {"enabled": False, "why": why, "ticket_uuid": False}
        obstacle = ticket._get_undo_obstacle(session)
        return {
            "enabled": not obstacle,
            "why": self.order_line._explain_obstacle(obstacle),
            "ticket_uuid": ticket.uuid,
        }
