from odoo import models
from odoo.tools.misc import format_date


class SaleOrder(models.Model):
    """The money of an order as a register shows it. Runs with superuser rights."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _describe_in_full_for_till(self, config):
        """Override of `retail_customer_orders` to add the figures of the order (DP-09).

        :return: see `read_order_from_ui`, and "deposit_applied": used for goods that
            the customer has got, "carry_out_amount": of goods that were carried out
            when ordering, "return_amount": given back for goods of the order
        """
        answer = super()._describe_in_full_for_till(config)
        return {
            **answer,
            "client_order_ref": self.client_order_ref or "",
            "deposit_applied": self.deposit_applied,
            "carry_out_amount": self._get_carry_out_amount(),
            "return_amount": self._get_return_amount(),
        }

    def _get_carry_out_amount(self):
        """Return what was paid for goods that were sold on the order's tickets."""
        self.ensure_one()
        lines = self.order_request_ids.pos_order_id.lines.filtered(
            lambda line: not line._is_deposit() and not line.customer_order_line_id
        )
        return self.currency_id.round(lines._get_subtotals()[1])

    def _get_return_amount(self):
        """Return what was given back for goods of this order; returns extend it."""
        self.ensure_one()
        return 0.0

    # === PAYMENT HISTORY ===#

    def _describe_payments(self, store):
        """List what the customer paid and got back, the oldest first (DP-15).

        With the balance, it adds up to the order's total. What happened in one second
        is listed tickets first: ids of different models say nothing about time.

        :param store: the register's `stock.warehouse`
        :return: [{"label", "amount", "date": as "YYYY-MM-DD", "tenders": [{"name",
            "amount"}] of the whole ticket or payment}]
        """
        rows = [
            *map(self._describe_ticket_payment, self.customer_ticket_ids),
            *self._describe_deposit_payments(store),
            *self._describe_invoices(store),
        ]
        if self._is_quote():
            # The ticket that made it took nothing.
            rows = [row for row in rows if row["amount"]]
        rows.sort(key=lambda row: row.pop("moment"))
        return rows

    def _describe_ticket_payment(self, ticket):
        shop = ticket.config_id.store_id
        day = shop._localize(ticket.date_order).date()
        place = {"store": shop.name, "day": format_date(self.env, day)}
        if ticket.undo_pickup_of_id:
            label = self.env._("Pickup undone in %(store)s, %(day)s", **place)
        elif ticket.pickup_order_id:
            label = self.env._("Picked up in %(store)s, %(day)s", **place)
        elif ticket in self.cancellation_ids.pos_order_id:
            label = self.env._("Cancelled in %(store)s, %(day)s", **place)
        elif ticket.is_refund:
            label = self.env._("Paid back in %(store)s, %(day)s", **place)
        else:
            label = self.env._("Deposit in %(store)s, %(day)s", **place)
        return {
            "label": label,
            "amount": ticket._get_paid_on_customer_order(),
            "date": day.isoformat(),
            "tenders": [
                {"name": payment.payment_method_id.name, "amount": payment.amount}
                for payment in ticket.payment_ids
            ],
            "moment": (ticket.date_order, 0, ticket.id),
        }

    def _describe_deposit_payments(self, store):
        """List the deposits that came or went back past the till, from the ledger."""
        entries = self.deposit_entry_ids.filtered(
            lambda entry: entry.move_line_id and entry.kind in ("received", "refunded")
        )
        rows = []
        for move, parts in entries.grouped(
            lambda one: one.move_line_id.move_id
        ).items():
            amount = self.currency_id.round(sum(parts.mapped("amount")))
            if self.currency_id.is_zero(amount):
                continue
            moment = min(parts.mapped("date"))
            day = store._localize(moment).date()
            payments = move.origin_payment_id or move.matched_payment_ids
            details = {
                "journal": ", ".join(payments.journal_id.mapped("name")) or move.name,
                "day": format_date(self.env, day),
            }
            if amount < 0:
                label = self.env._("Paid back by %(journal)s, %(day)s", **details)
            else:
                label = self.env._("Deposit by %(journal)s, %(day)s", **details)
            rows.append(
                {
                    "label": label,
                    "amount": amount,
                    "date": day.isoformat(),
                    "tenders": [{"name": details["journal"], "amount": amount}],
                    "moment": (moment, 1, min(parts.ids)),
                }
            )
        return rows

    def _describe_invoices(self, store):
        """List what was invoiced past the till, less the deposits that it used."""
        rows = []
        for invoice in self.invoice_ids.filtered(lambda move: move.state == "posted"):
            amount = -invoice.direction_sign * invoice.amount_total
            label = invoice.name
            if not self.currency_id.is_zero(invoice.amount_residual):
                label = self.env._("%s, not paid yet", invoice.name)
            rows.append(
                {
                    "label": label,
                    "amount": amount,
                    "date": store._localize(invoice.create_date).date().isoformat(),
                    "tenders": [
                        {"name": payment.journal_id.name, "amount": payment.amount}
                        for payment in invoice.matched_payment_ids
                    ],
                    "moment": (invoice.create_date, 2, invoice.id),
                }
            )
        return rows
