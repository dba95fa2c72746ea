from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.payload import has_deposit, parse_deposit
from ..tools.read import PayloadError


class PosOrder(models.Model):
    """Tickets that pay on an order taken before, or give back what it holds."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    _deposit_uuid_unique = models.UniqueIndex(
        "(deposit_uuid) WHERE deposit_uuid IS NOT NULL",
        "This payment was booked already.",
    )

    deposit_payload = fields.Json(
        copy=False, help="What is paid on an order, as the register sent it."
    )
    deposit_uuid = fields.Char(readonly=True, copy=False)

    def _get_judge_steps(self):
        """Override of `retail_base` to judge a payment on an order beforehand."""
        return super()._get_judge_steps() + ["_judge_further_deposit"]

    def _get_booking_steps(self):
        """Override of `retail_base` to book what a paid ticket pays on an order."""
        return super()._get_booking_steps() + ["_book_further_deposit"]

    def _parse_further_deposit(self):
        try:
            return parse_deposit(self.deposit_payload)
        except PayloadError as error:
            raise UserError(
                self.env._(
                    "The register sent a payment that cannot be read. Prepare it again "
                    "from the order."
                )
            ) from error

    def _judge_further_deposit(self):
        """Judge what this ticket pays on an order."""
        if not has_deposit(self.deposit_payload):
            return
        deposit = self._parse_further_deposit()
        if self._is_new_deposit(deposit):
            # A cashier may not read orders; what leaves is an answer about this one.
            self.env["sale.order"].sudo()._check_further_deposit(self.sudo(), deposit)

    def _book_further_deposit(self):
        """Book what this ticket pays on an order, once."""
        if not has_deposit(self.deposit_payload):
            return
        deposit = self._parse_further_deposit()
        if not self._is_new_deposit(deposit):
            return
        # A cashier may not change orders; what is booked is judged again.
        ticket = self.sudo()
        orders = ticket.env["sale.order"]
        order, parts = orders._check_further_deposit(ticket, deposit)
        if order._is_quote():
            # What confirming adds is to be paid, too.
            order._order_at_till()
            order, parts = orders._check_further_deposit(ticket, deposit)
        sign = 1 if deposit["amount"] > 0 else -1
        ticket.write(
            {
                "customer_order_id": order.id,
                "deposit_uuid": deposit["uuid"],
                "is_refund": sign < 0,
            }
        )
        ticket._fix_deposit_taxes(order, ticket._pair_deposit_lines(parts), sign)
        kind = "received" if sign > 0 else "refunded"
        ticket._book_deposit_parts(order, parts, kind, sign=sign)
        ticket._link_deposit_items()
        ticket._thank_for_deposit(order)

    def _is_new_deposit(self, deposit):
        """Say whether a payment was not booked yet.

        :raise UserError: another ticket made it
        """
        booked = self.sudo().search([("deposit_uuid", "=", deposit["uuid"])])
        if booked and booked != self:
            raise UserError(
                self.env._("This was paid already on ticket %s.", booked.pos_reference)
            )
        return not booked

    def _thank_for_deposit(self, order):
        """Write on the order what was paid, and where."""
        amount = self.currency_id.format(abs(self.amount_total))
        where = {"amount": amount, "ticket": self.pos_reference or self.name}
        order.message_post(
            body=self.env._("%(amount)s paid on ticket %(ticket)s.", **where)
            if self.amount_total > 0
            else self.env._("%(amount)s paid back on ticket %(ticket)s.", **where)
        )
