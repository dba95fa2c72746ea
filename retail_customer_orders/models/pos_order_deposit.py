from odoo import models
from odoo.exceptions import UserError

from ..tools.payload import (
    PayloadError,
    has_lines,
    parse_cancellation,
    parse_order,
    parse_pickup,
)


class PosOrder(models.Model):
    """How deposits on tickets reach the liability account."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _judge_deposit(self):
        """See that a ticket's deposit is that of its order, no more and no less."""
        on_ticket = sum(
            line.qty * line.price_unit
            for line in self.lines
            if line._is_deposit() and self._is_plain_deposit(line)
        )
        expected = self._get_expected_deposit()
        if self.currency_id.compare_amounts(on_ticket, expected):
            raise UserError(
                self.env._(
                    "The deposit on this ticket is %(on_ticket)s, but its order says "
                    "%(expected)s. Go back to the cart and pay again.",
                    on_ticket=self.currency_id.format(on_ticket),
                    expected=self.currency_id.format(expected),
                )
            )

    def _is_plain_deposit(self, line):
        if line.discount or line.tax_ids or line.refunded_orderline_id:
            raise UserError(
                self.env._(
                    "A deposit has neither discount nor taxes, and cannot be refunded "
                    "like goods. Take its line off the ticket."
                )
            )
        return True

    def _get_expected_deposit(self):
        order, pickup = self.customer_order_payload, self.pickup_payload
        cancel = self.cancel_payload
        try:
            taken = parse_order(order)["deposit"] if has_lines(order) else 0.0
            used = parse_pickup(pickup)["deposit"] if has_lines(pickup) else 0.0
            back = parse_cancellation(cancel)["deposit"] if has_lines(cancel) else 0.0
        except PayloadError as error:
            raise UserError(
                self.env._(
                    "The register sent an order that cannot be read. Reload the "
                    "register's data and try again."
                )
            ) from error
        return taken - used - back

    def _get_deposit_link(self):
        """Say what an item of a ticket's deposit belongs to.

        :return: values of `account.move.line`: the order or, as long as there is none,
            the ticket
        """
        order = self.sudo().customer_order_id
        return {
            "customer_order_id": order.id,
            "deposit_ticket_id": False if order else self.id,
        }

    def _link_deposit_items(self):
        """Tell the items of these tickets' deposits which order they belong to."""
        for ticket in self.sudo().filtered("customer_order_id"):
            items = (
                self.env["account.move.line"]
                .sudo()
                .search([("deposit_ticket_id", "=", ticket.id)])
            )
            items.write(ticket._get_deposit_link())
        self.sudo().customer_order_id._reconcile_deposits()

    def _get_invoice_lines_values(self, line_values, pos_line, move_type):
        """Override of `point_of_sale` to link an invoiced deposit with its order."""
        values = super()._get_invoice_lines_values(line_values, pos_line, move_type)
        if pos_line._is_deposit():
            values.update(pos_line.order_id._get_deposit_link())
        return values

    def _prepare_product_aml_dict(
        self, base_line_vals, update_base_line_vals, rate, sign
    ):
        """Override of `point_of_sale` to link a deposit that is invoiced late."""
        values = super()._prepare_product_aml_dict(
            base_line_vals, update_base_line_vals, rate, sign
        )
        if base_line_vals["record"]._is_deposit():
            values.update(self._get_deposit_link())
        return values
