from odoo import models
from odoo.exceptions import UserError

from ..tools.payload import (
    has_deposit,
    has_lines,
    parse_cancellation,
    parse_deposit,
    parse_order,
    parse_pickup,
)
from ..tools.read import PayloadError


class PosOrder(models.Model):
    """How deposits on tickets reach the liability account."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _judge_deposit(self):
        """See that a ticket's deposit is that of its order, no more and no less."""
        lines = self.lines.filtered(lambda line: line._is_deposit())
        on_ticket = sum(line._get_deposit_amount() for line in lines)
        expected = self._get_expected_deposit()
        # Each line of a taxed deposit may be a cent off; the parts are judged later.
        cents = self.currency_id.rounding * len(lines.filtered("tax_ids"))
        if self.currency_id.compare_amounts(abs(on_ticket - expected), cents) > 0:
            raise UserError(
                self.env._(
                    "The deposit on this ticket is %(on_ticket)s, but its order says "
                    "%(expected)s. Go back to the cart and pay again.",
                    on_ticket=self.currency_id.format(on_ticket),
                    expected=self.currency_id.format(expected),
                )
            )

    def _check_deposit_parts(self, order, parts, quantity):
        """See that the ticket has one line for each part of a deposit.

        :param order: the `sale.order`
        :param list parts: see `sale.order._split_held_deposit`
        :param int quantity: 1 when the deposit comes, -1 when it is used
        :return: list of (`pos.order.line`, part)
        :raise UserError: they differ
        """
        compare = self.currency_id.compare_amounts
        by_taxes = {
            line.tax_ids_after_fiscal_position: line
            for line in self.lines
            if line._is_deposit()
        }
        pairs = []
        for part in parts:
            line = by_taxes.pop(part["taxes"], self.env["pos.order.line"])
            values = order._prepare_deposit_values(part, quantity)
            price = quantity * line.qty * line.price_unit
            if compare(price, values["price_unit"]):
                break
            pairs.append((line, part))
        if len(pairs) != len(parts) or any(
            line.price_unit for line in by_taxes.values()
        ):
            raise UserError(
                self.env._(
                    "The deposit on this ticket does not match its order any more. Go "
                    "back to the cart and pay again."
                )
            )
        return pairs

    def _fix_deposit_taxes(self, order, pairs, quantity):
        """Let the ticket book to the cent the tax that the ledger says."""
        for line, part in pairs:
            if part["taxes"]:
                values = order._prepare_deposit_values(part, quantity)
                # A cashier's ticket; what it books was judged.
                line.sudo().write(
                    {
                        "price_unit": values["price_unit"],
                        "extra_tax_data": values["extra_tax_data"],
                        "qty": quantity,
                    }
                )

    def _get_expected_deposit(self):
        order, pickup = self.customer_order_payload, self.pickup_payload
        cancel, further = self.cancel_payload, self.deposit_payload
        try:
            taken = parse_order(order)["deposit"] if has_lines(order) else 0.0
            used = parse_pickup(pickup)["deposit"] if has_lines(pickup) else 0.0
            back = parse_cancellation(cancel)["deposit"] if has_lines(cancel) else 0.0
            more = parse_deposit(further)["amount"] if has_deposit(further) else 0.0
        except PayloadError as error:
            raise UserError(
                self.env._(
                    "The register sent an order that cannot be read. Reload the "
                    "register's data and try again."
                )
            ) from error
        return taken - used - back + more

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
