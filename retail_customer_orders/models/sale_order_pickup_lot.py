from odoo import api, models

from ..tools.payload import parse_pickup


class SaleOrder(models.Model):
    """Tickets that say which lots they hand out. Runs with superuser rights."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _check_pickup(self, ticket, pickup):
        """Override to judge the lots that a ticket hands out.

        A ticket that names none hands out those that are kept for its order.
        """
        result = super()._check_pickup(ticket, pickup)
        if not pickup["undo_pickup_of"]:
            # Several lines may name one lot.
            store, taken = ticket.config_id.store_id, {}
            by_uuid = {line.uuid: line for line in ticket.sudo().lines}
            for values in pickup["lines"]:
                line = by_uuid[values["uuid"]]
                if values["lots"] or line.pack_lot_ids:
                    goods = line.customer_order_line_id
                    goods._ensure_lots(line, values["lots"], store, taken)
        return result

    def _get_ticket_lots(self, ticket):
        """Return {`sale.order.line`: {lot id: quantity}} that a judged ticket names."""
        named = {}
        by_id = {line.id: line for line in self.order_line}
        for values in parse_pickup(ticket.pickup_payload)["lines"]:
            lots = named.setdefault(by_id[values["order_line_id"]], {})
            for lot_id, quantity in values["lots"].items():
                lots[lot_id] = lots.get(lot_id, 0.0) + quantity
        return {line: lots for line, lots in named.items() if lots}
