from collections import defaultdict

from odoo import api, models
from odoo.fields import Command, Domain

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

    def _get_deposit_shares(self, quantities, already_counted=False):
        """Say how much deposit the customer uses with these quantities (DP-08).

        :param dict quantities: {`sale.order.line`: quantity in its unit}
        :param bool already_counted: the quantities are among those invoiced
        :return: {`sale.order.line`: amount}
        """
        lines = self.order_line.browse([line.id for line in quantities])
        held = lines._get_held()
        shares = {}
        for line, quantity in quantities.items():
            left = line._get_unsettled_qty() + (quantity if already_counted else 0)
            shares[line] = deposit.applied_deposit(
                held.get(line, 0.0),
                quantity,
                line.product_uom_id.round(left),
                line._get_value(quantity),
                line.currency_id.round,
            )
        return shares

    def _get_ticket_deposit(self, ticket):
        """Say how much deposit a paid ticket uses for the goods it hands out."""
        quantities = defaultdict(float)
        for ticket_line in ticket.lines.filtered("customer_order_line_id"):
            line = ticket_line.customer_order_line_id
            quantities[line] += line._from_product_unit(ticket_line.qty)
        return self._get_deposit_shares(quantities, already_counted=True)

    def _prepare_deposit_line(self, amount):
        """Return the invoice line that takes a deposit off."""
        self.ensure_one()
        product = self.company_id.retail_deposit_product_id
        return {
            "product_id": product.id,
            "name": self.env._("Deposit %s", self.customer_order_reference),
            "quantity": -1,
            "price_unit": amount,
            "tax_ids": [Command.clear()],
            "customer_order_id": self.id,
            "sequence": 9999,
        }

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
