from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class SaleOrder(models.Model):
    """What happens when goods of a customer order are handed out at a register."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _check_pickup(self, ticket, pickup):
        """Judge a ticket that hands out goods, and tie its lines to those of the order.

        :param ticket: the `pos.order`
        :param dict pickup: as `parse_pickup` gives it
        :raise UserError: something may not be handed out, or not like this
        """
        if pickup["undo_pickup_of"]:
            return ticket._check_undo(pickup)
        # A cashier may not read orders; what leaves is an answer about this pickup.
        order = self.sudo().browse(pickup["order_id"]).exists()
        if not order.is_customer_order or order.company_id != ticket.company_id:
            raise UserError(self.env._("This order does not exist in this company."))
        # Two registers may hand out the same goods at the same moment.
        lock_records(order)
        order._check_pickup_once(ticket, pickup["uuid"])
        pairs = order._pair_pickup_lines(ticket, pickup)
        quantities = defaultdict(float)
        for ticket_line, line in pairs:
            quantities[line] += line._from_product_unit(ticket_line.qty)
        order._ensure_can_hand_out(quantities, ticket.config_id.store_id)
        order._ensure_pickup_is_honest(ticket, pairs)
        shares = order._ensure_pickup_deposit(quantities, pickup["deposit"])
        ticket._check_deposit_parts(order, order._split_held_deposit(shares), -1)
        order._ensure_collector_of_ticket(ticket, pickup)
        for ticket_line, line in pairs:
            ticket_line.sudo().customer_order_line_id = line
        return ticket.sudo().write(
            {
                "customer_order_id": order.id,
                "pickup_order_id": order.id,
                "pickup_uuid": pickup["uuid"],
            }
        )

    def _check_pickup_once(self, ticket, uuid):
        other = (
            self.env["pos.order"]
            .sudo()
            .search([("pickup_uuid", "=", uuid), ("id", "!=", ticket.id)], limit=1)
        )
        if other:
            raise UserError(
                self.env._(
                    "This pickup was booked already on ticket %(ticket)s.",
                    ticket=other.pos_reference,
                )
            )
        if ticket.customer_order_payload and ticket.customer_order_payload.get("lines"):
            raise UserError(
                self.env._(
                    "A ticket either takes an order or hands one out. Use a ticket for "
                    "each."
                )
            )

    def _pair_pickup_lines(self, ticket, pickup):
        """Find the lines that a pickup names.

        :return: list of (`pos.order.line`, `sale.order.line`)
        """
        by_uuid = {line.uuid: line for line in ticket.lines}
        by_id = {line.id: line for line in self.order_line}
        pairs = []
        for values in pickup["lines"]:
            ticket_line = by_uuid.pop(values["uuid"], None)
            line = by_id.get(values["order_line_id"])
            if not ticket_line or not line:
                raise UserError(
                    self.env._(
                        "The ticket does not match the order any more. Prepare the "
                        "pickup again from the order."
                    )
                )
            pairs.append((ticket_line, line))
        return pairs

    def _ensure_can_hand_out(self, quantities, store):
        """See that these quantities may be handed out in this store now.

        :param dict quantities: {`sale.order.line`: quantity in its unit}
        :raise UserError: what may not, and why
        """
        for line, quantity in quantities.items():
            reason = line._get_pickup_obstacle(store)
            if not reason and line.product_uom_id.compare(quantity, 0) <= 0:
                reason = self.env._("the quantity must be more than 0")
            open_qty = min(line.fulfilment_open_qty, line._get_unsettled_qty())
            if not reason and line.product_uom_id.compare(quantity, open_qty) > 0:
                reason = self.env._(
                    "only %(quantity)s left to hand out", quantity=f"{open_qty:g}"
                )
            if reason:
                raise UserError(
                    self.env._(
                        "“%(product)s” cannot be handed out: %(reason)s.",
                        product=line.product_id.display_name,
                        reason=reason,
                    )
                )

    def _ensure_pickup_is_honest(self, ticket, pairs):
        """See that the ticket sells what was ordered, at the ordered price."""
        mine = self.partner_id.commercial_partner_id
        if ticket.partner_id.commercial_partner_id != mine:
            raise UserError(
                self.env._(
                    "The order is %(customer)s's. Set that customer on the ticket.",
                    customer=mine.display_name,
                )
            )
        for ticket_line, line in pairs:
            price = line.product_uom_id._compute_price(
                line.price_unit, line.product_id.uom_id
            )
            is_ordered = (
                ticket_line.product_id == line.product_id
                and not self.currency_id.compare_amounts(ticket_line.price_unit, price)
                and not self.currency_id.compare_amounts(
                    ticket_line.discount, line.discount
                )
                and ticket_line.tax_ids_after_fiscal_position == line.tax_ids
            )
            if not is_ordered or self.currency_id != ticket.currency_id:
                raise UserError(
                    self.env._(
                        "“%(product)s” on the ticket differs from the order in "
                        "product, price, discount, taxes or currency. Prepare the "
                        "pickup again.",
                        product=ticket_line.product_id.display_name,
                    )
                )

    def _ensure_pickup_deposit(self, quantities, amount):
        charged = self._get_charged_for_pickup()
        shares = self._get_deposit_shares(quantities, charged=charged)
        expected = sum(shares.values())
        if self.currency_id.compare_amounts(amount, expected):
            raise UserError(
                self.env._(
                    "The deposit for these goods is %(expected)s, the ticket uses "
                    "%(amount)s. Prepare the pickup again from the order.",
                    expected=self.currency_id.format(expected),
                    amount=self.currency_id.format(amount),
                )
            )
        return shares

    # === GOODS ===#

    def _hand_out(self, ticket):
        """Let the goods on a ticket leave the store by the deliveries of their order.

        :raise UserError: fewer would leave than the ticket says
        """
        quantities = ticket._get_handed_out_quantities()
        pickings = self._hand_out_goods(
            quantities, ticket.config_id.store_id, self._get_ticket_lots(ticket)
        )
        payload = ticket.pickup_payload
        pickings.write(
            {
                # Not before: the delivery of what is left would be the ticket's, too.
                # With it, core books the cost of these goods to the ticket's session
                # or invoice.
                "pos_order_id": ticket.id,
                "pos_session_id": ticket.session_id.id,
                "collected_by": payload.get("collected_by") or self.collector_name,
                "collector_check": payload.get("collector_check"),
            }
        )

    def _hand_out_goods(self, quantities, store, lots=None):
        """Let goods leave a store by the deliveries of their order.

        :param dict quantities: {`sale.order.line`: quantity in the product's unit}
        :param store: the `stock.warehouse`
        :param dict lots: {`sale.order.line`: {lot id: quantity}}, where they were
            chosen
        :return: the deliveries that are done, without what stays open of them
        :raise UserError: fewer would leave than asked
        """
        taken = {}
        for line, quantity in quantities.items():
            if line.product_id.type == "service":
                line.qty_delivered += line._from_product_unit(quantity)
            else:
                chosen = line._choose_moves(quantity, store)
                if lots and line in lots:
                    line._take_lots(chosen, lots[line])
                taken |= chosen
        by_picking = defaultdict(dict)
        for move, quantity in taken.items():
            by_picking[move.picking_id][move] = quantity
        for picking, moves in by_picking.items():
            picking._hand_out(moves)
        self._spend_pickup_code()
        if any(line.pickup_unclaimed for line in quantities):
            self._close_unclaimed()
        return self.env["stock.picking"].union(*by_picking)
