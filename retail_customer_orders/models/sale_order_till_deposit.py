from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class SaleOrder(models.Model):
    """Payments at a register on an order that was taken before.

    Runs with superuser rights.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _describe_deposit_actions(self):
        """Tell a register whether money may be taken on this order, or given back."""
        highest, spare = self._get_deposit_bounds()
        compare = self.currency_id.compare_amounts
        is_quote = self._is_quote()
        take, give = compare(highest, 0) > 0 and not is_quote, compare(spare, 0) > 0
        if take or give:
            why = ""
        elif is_quote:
            why = self.env._("This is a quote: nobody has ordered yet.")
        else:
            why = self.env._("Nothing is left to pay.")
        # What is spare goes back first; the register proposes it.
        return {
            "enabled": take or give,
            "why": why,
            "highest": highest,
            "spare": spare,
            "proposed": -spare if give else highest,
        }

    def _prepare_further_deposit(self, amount):
        """Part a payment over the lines of the order and their taxes.

        :param float amount: in the order's currency, negative when it goes back
        :return: list of parts, see `_split_held_deposit`
        :raise UserError: it is more than the order lacks, or holds too much
        """
        self.ensure_one()
        self._ensure_deposit_in_bounds(amount)
        amounts = self._share_payment(amount)
        if amount > 0:
            return self._split_new_deposit(amounts)
        return self._split_held_deposit(amounts)

    def _ensure_deposit_in_bounds(self, amount):
        compare = self.currency_id.compare_amounts
        if not compare(amount, 0):
            raise UserError(self.env._("Enter an amount."))
        self._ensure_can_receive(amount)
        spare = self._get_spare_deposit()
        if compare(-amount, spare) > 0:
            raise UserError(
                self.env._(
                    "Only %(spare)s of the deposit of %(order)s is not needed for its "
                    "goods. Cancel goods first.",
                    spare=self.currency_id.format(spare),
                    order=self.name,
                )
            )

    @api.model
    def _check_further_deposit(self, ticket, deposit):
        """Judge a ticket that pays on an order.

        :param ticket: the `pos.order`
        :param dict deposit: as `parse_deposit` gives it
        :return: the `sale.order` and the parts of the payment
        :raise UserError: it cannot be paid, or not like this
        """
        order = self.browse(deposit["order_id"]).exists()
        if not order.is_customer_order or order.company_id != ticket.company_id:
            raise UserError(self.env._("This order does not exist in this company."))
        # Another register may take or use the same money at this moment.
        lock_records(order)
        if order._is_quote():
            order._ensure_deposit_orders(deposit["amount"])
        parts = order._prepare_further_deposit(deposit["amount"])
        customer = order.partner_id.commercial_partner_id
        if (
            order.currency_id != ticket.currency_id
            or ticket.partner_id.commercial_partner_id != customer
            or any(not line._is_deposit() for line in ticket.lines)
        ):
            raise UserError(
                self.env._(
                    "The ticket does not match the order any more. Prepare the payment "
                    "again from the order."
                )
            )
        if ticket.to_invoice:
            raise UserError(
                self.env._("A deposit is not invoiced here. Switch the invoice off.")
            )
        sign = 1 if deposit["amount"] > 0 else -1
        ticket._check_deposit_parts(order, parts, sign)
        return order, parts

    def _describe_tenders(self):
        """List what the customer paid the deposit of this order with.

        :return: list of {"payment_method_id", "amount"}, the largest first
        """
        payments = self.customer_ticket_ids.filtered(
            lambda ticket: not ticket.pickup_order_id
        ).payment_ids
        tenders = [
            {"payment_method_id": method.id, "amount": sum(paid.mapped("amount"))}
            for method, paid in payments.grouped("payment_method_id").items()
        ]
        return sorted(tenders, key=lambda tender: -tender["amount"])
