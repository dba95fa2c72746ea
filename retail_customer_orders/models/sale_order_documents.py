from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """What documents of customer orders say."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_document_money(self):
        """Return what a customer paid and what is left, for a document.

        :return: {"total", "deposit": received less paid back, "paid": for goods that
            the customer got, beyond the deposit, "left": also of invoices}
        """
        self.ensure_one()
        # Whoever may print an order need not see tickets and invoices.
        order = self.sudo()
        deposit = order.deposit_received - order.deposit_refunded
        left = order.currency_id.round(max(order._get_owed(), 0.0))
        return {
            "total": order.amount_total,
            "deposit": deposit,
            "paid": order.currency_id.round(order.amount_total - deposit - left),
            "left": left,
        }

    def _prepare_deposit_receipt(self):
        """Return what a deposit receipt says (DP-14, DP-15).

        :return: {"payments": see `_prepare_deposit_payments`, "applied", "forfeited",
            "held", and as `_prepare_document_money`}
        :raise UserError: nothing was received yet
        """
        self.ensure_one()
        payments = self.sudo()._prepare_deposit_payments()
        if not payments:
            raise UserError(
                self.env._(
                    "No deposit was received on %(order)s yet, so there is nothing to "
                    "print.",
                    order=self.name,
                )
            )
        return {
            **self._prepare_document_money(),
            "payments": payments,
            "applied": self.deposit_applied,
            "forfeited": self.deposit_forfeited,
            "held": self.deposit_held,
        }

    def _prepare_deposit_payments(self):
        """Return what was received and paid back, the oldest first.

        Needs superuser rights.

        :return: list of {"date", "store", "tender", "document", "amount": negative
            when paid back}
        """
        groups = defaultdict(lambda: self.env["retail.deposit.entry"])
        entries = self.deposit_entry_ids.filtered(
            lambda entry: entry.kind in ("received", "refunded")
        )
        for entry in entries.sorted(lambda entry: (entry.date, entry.id)):
            document = entry.pos_order_id or entry.move_line_id.move_id
            groups[entry.kind, document] |= entry
        return [
            {
                "date": group[0]._get_local_date(),
                "store": group[0].store_id.name or "",
                "amount": self.currency_id.round(sum(group.mapped("amount"))),
                **document._describe_deposit_tenders(),
            }
            for (_kind, document), group in groups.items()
        ]

    def _get_pickup_deliveries(self):
        """Return the deliveries that are still to be handed out in a store.

        :raise UserError: there is none
        """
        # Whoever sells need not see deliveries.
        pickings = self.sudo().picking_ids._get_customer_deliveries()
        pickings = pickings.filtered(
            lambda picking: picking._is_pickup() and picking.state != "cancel"
        )
        pickings = pickings.filtered(lambda one: one.state != "done") or pickings
        if not pickings:
            raise UserError(
                self.env._(
                    "Nothing of %(orders)s is picked up in a store, so there is no "
                    "slip to print.",
                    orders=", ".join(self.mapped("name")),
                )
            )
        return pickings
