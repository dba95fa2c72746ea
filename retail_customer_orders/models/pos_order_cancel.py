from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.payload import has_lines, parse_cancellation
from ..tools.read import PayloadError


class PosOrder(models.Model):
    """Tickets that cancel goods of a customer order."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    cancel_payload = fields.Json(
        copy=False, help="What is cancelled of an order, as the register sent it."
    )

    def _get_judge_steps(self):
        """Override of `retail_base` to judge a cancellation before it is paid back."""
        return super()._get_judge_steps() + ["_judge_cancellation"]

    def _get_booking_steps(self):
        """Override of `retail_base` to cancel what a paid ticket cancels."""
        return super()._get_booking_steps() + ["_book_cancellation"]

    def _parse_cancellation(self):
        try:
            return parse_cancellation(self.cancel_payload)
        except PayloadError as error:
            raise UserError(
                self.env._(
                    "The register sent a cancellation that cannot be read. Prepare it "
                    "again from the order."
                )
            ) from error

    def _get_cancellation(self, uuid):
        """Return the `retail.order.cancellation` that this ticket made already.

        :raise UserError: another ticket made it
        """
        records = self.env["retail.order.cancellation"].sudo()
        record = records.search([("uuid", "=", uuid)])
        if record and record.pos_order_id != self:
            raise UserError(
                self.env._(
                    "This was cancelled already on ticket %s.",
                    record.pos_order_id.pos_reference or record.order_id.name,
                )
            )
        return record

    def _judge_cancellation(self):
        """Judge the cancellation in this ticket (CN-02)."""
        if not has_lines(self.cancel_payload):
            return
        cancellation = self._parse_cancellation()
        if not self._get_cancellation(cancellation["uuid"]):
            # A cashier may not read orders; what leaves is an answer about this one.
            ticket = self.sudo()
            self.env["sale.order"].sudo()._check_cancellation(ticket, cancellation)

    def _book_cancellation(self):
        """Cancel what this ticket cancels, once."""
        if not has_lines(self.cancel_payload):
            return
        cancellation = self._parse_cancellation()
        if self._get_cancellation(cancellation["uuid"]):
            return
        # A cashier may not change orders; what is cancelled is judged again.
        ticket = self.sudo()
        orders = self.env["sale.order"].sudo()
        order, quantities = orders._check_cancellation(ticket, cancellation)
        ticket.write(
            {"customer_order_id": order.id, "is_refund": ticket.amount_total < 0}
        )
        order._cancel_on_ticket(ticket, cancellation, quantities)
        ticket._link_deposit_items()
