from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from ..tools import deposit

DEPOSIT_TOTALS = {
    "received": "deposit_received",
    "applied": "deposit_applied",
    "refunded": "deposit_refunded",
    "forfeited": "deposit_forfeited",
}


class SaleOrder(models.Model):
    """What a customer order holds, owes, and does on the liability account."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    @api.depends("deposit_entry_ids.amount")
    def _compute_deposit(self):
        groups = (
            self.env["retail.deposit.entry"]
            .sudo()
            ._read_group(
                [("order_id", "in", self.ids)], ["order_id", "kind"], ["amount:sum"]
            )
        )
        totals = {(order.id, kind): amount for order, kind, amount in groups}
        for order in self:
            held = 0.0
            for kind, name in DEPOSIT_TOTALS.items():
                amount = totals.get((order._origin.id, kind), 0.0)
                held += amount
                order[name] = amount if kind == "received" else -amount
            order.deposit_held = order.currency_id.round(held)

    def _search_deposit_held(self, operator, value):
        if operator not in ("=", "!=", "<", ">", "<=", ">="):
            return NotImplemented
        is_held = (operator, value) in ((">", 0), ("!=", 0))
        holders = self.env["retail.deposit.entry"]._select_holders()
        return Domain("id", "in" if is_held else "not in", holders)

    @api.depends(
        "amount_total",
        "deposit_held",
        "order_line.qty_invoiced",
        "order_line.price_total",
        "order_line.product_uom_qty",
    )
    def _compute_amount_balance(self):
        for order in self:
            order.amount_open = order._get_open_value()
            balance = order.amount_open - order.deposit_held
            order.amount_balance = order.currency_id.round(balance)

    def _get_open_value(self):
        """Return what the goods cost that were neither sold on tickets nor invoiced.

        It starts at the order's own total and ends at zero, whatever cents the
        rounding of the parts made.
        """
        self.ensure_one()
        lines = self.order_line.filtered(lambda line: not line.display_type)
        open_lines = lines.filtered(
            lambda line: line.product_uom_id.compare(
                line.qty_invoiced, line.product_uom_qty
            )
            < 0
        )
        if self.state == "cancel" or not open_lines:
            return 0.0
        settled = sum(line._get_value(line.qty_invoiced) for line in lines)
        return self.currency_id.round(self.amount_total - settled)

    def _get_deposit_shares(self, quantities, already_counted=False, charged=None):
        """Say how much deposit the customer uses with these quantities (DP-08).

        :param dict quantities: {`sale.order.line`: quantity in its unit}
        :param bool already_counted: the quantities are among those invoiced
        :param dict charged: {`sale.order.line`: amount} of the deposit that was just
            charged to cards for these very quantities, and is not shared with others
        :return: {`sale.order.line`: amount}
        """
        charged = charged or {}
        lines = self.order_line.browse([line.id for line in quantities])
        held = lines._get_held()
        shares = {}
        for line, quantity in quantities.items():
            left = line._get_unsettled_qty() + (quantity if already_counted else 0)
            # It may have been used, or paid back, for other goods of this line.
            own = min(charged.get(line, 0.0), max(held.get(line, 0.0), 0.0))
            shared = deposit.applied_deposit(
                held.get(line, 0.0) - own,
                quantity,
                line.product_uom_id.round(left),
                line._get_value(quantity),
                line.currency_id.round,
            )
            # The customer may take less than the card was charged for.
            cost = max(shared, line._get_value(quantity))
            is_last = line.product_uom_id.compare(quantity, left) >= 0
            share = shared + own if is_last else min(shared + own, cost)
            shares[line] = line.currency_id.round(share)
        return shares

    def _get_invoiced_deposit(self, quantities):
        """Say how much deposit an invoice of these quantities uses.

        :param dict quantities: {`sale.order.line`: quantity in its unit}, which are
            counted as invoiced
        :return: {`sale.order.line`: amount}
        """
        given = self.env.context.get("retail_deposit_weights")
        if given is None:
            return self._get_deposit_shares(quantities, already_counted=True)
        return {line: given[line.id] for line in self.order_line if given.get(line.id)}

    def _get_ticket_deposit(self, ticket):
        """Say how much deposit a paid ticket uses for the goods it hands out."""
        quantities = defaultdict(float)
        for ticket_line in ticket.lines.filtered("customer_order_line_id"):
            line = ticket_line.customer_order_line_id
            quantities[line] += line._from_product_unit(ticket_line.qty)
        charged = self._get_charged_for_pickup()
        return self._get_deposit_shares(
            quantities, already_counted=True, charged=charged
        )

    def _create_account_invoices(self, invoice_vals_list, final):
        """Override of `sale` to take deposits off the invoices of customer orders."""
        invoices = super()._create_account_invoices(invoice_vals_list, final)
        invoices._add_customer_order_deposits()
        return invoices

    def _reconcile_deposits(self):
        """Match the deposits of these orders with their use on the liability account.

        What is matched already, or has no counterpart yet, stays as it is.
        """
        # Bookkeeping that follows from what was judged; cashiers have no such rights.
        items = (
            self.env["account.move.line"]
            .sudo()
            .search(
                [
                    ("customer_order_id", "in", self.ids),
                    ("account_id.reconcile", "=", True),
                    ("parent_state", "=", "posted"),
                    ("reconciled", "=", False),
                ]
            )
        )
        plan = []
        for group in items.grouped(
            lambda item: (item.customer_order_id, item.account_id, item.currency_id)
        ).values():
            balances = group.mapped("balance")
            if any(balance > 0 for balance in balances) and min(balances) < 0:
                plan.append(group)
        if plan:
            # Core posts some entries with their synchronisation switched off.
            items.with_context(
                no_cash_basis=True, skip_invoice_sync=False, check_move_validity=True
            )._reconcile_plan(plan)
            self._link_exchange_differences(plan)

    @api.model
    def _link_exchange_differences(self, plan):
        """Say whose deposit it was whose value changed with the currency's rate.

        :param list plan: journal items, each of one order, that were matched
        """
        for items in plan:
            partials = items.matched_debit_ids | items.matched_credit_ids
            differences = partials.exchange_move_id.line_ids.filtered(
                lambda item, items=items: item.account_id == items.account_id
                and not item.customer_order_id
            )
            differences.customer_order_id = items.customer_order_id
