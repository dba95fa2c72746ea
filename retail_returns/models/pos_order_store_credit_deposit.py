from odoo import models


class PosOrder(models.Model):
    """A deposit that store credit paid goes back to store credit (RP-08)."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_booking_steps(self):
        """Override of `retail_base` to judge to which tenders a deposit went back.

        It is judged when it is booked: the ledger says then what is left of it.
        """
        return super()._get_booking_steps() + ["_judge_deposit_to_store_credit"]

    def _judge_deposit_to_store_credit(self):
        """Refuse to turn store credit into money by way of an order's deposit.

        A manager may allow it.

        :raise UserError: what is refused, and what the cashier can do
        """
        self.ensure_one()
        # A cashier may read neither orders nor ledgers.
        ticket = self.sudo()
        if not ticket.lines.filtered(lambda line: line._is_deposit() and line.qty < 0):
            return
        payments = ticket.payment_ids
        given = -sum(
            payments.filtered(
                lambda one: one.amount < 0 and not one.payment_method_id.is_store_credit
            ).mapped("amount")
        )
        lost = min(ticket.customer_order_id._get_store_credit_given_away(), given)
        if self.currency_id.compare_amounts(lost, 0) > 0:
            self._need_approval(
                "return_tender",
                lost,
                self.env._(
                    "%s of this deposit was paid with store credit. Give it back as "
                    "store credit.",
                    self.currency_id.format(lost),
                ),
            )
