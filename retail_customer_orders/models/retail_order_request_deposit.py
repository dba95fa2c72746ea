from odoo import models
from odoo.exceptions import UserError

from ..tools import deposit
from ..tools.totals import total_of


class RetailOrderRequest(models.Model):
    """The judge of the deposit that comes with an order."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _get_total(self, parsed):
        """Return the total of the order, taxes included."""
        taxes = self.env["account.tax"]
        base_lines = [
            taxes._prepare_base_line_for_taxes_computation(
                {},
                product_id=line["product"],
                tax_ids=line["taxes"],
                price_unit=line["price_unit"],
                quantity=line["qty"],
                discount=line["discount"],
                currency_id=self.currency_id,
                partner_id=self.partner_id,
                rate=1.0,
            )
            for line in parsed["lines"]
        ]
        return total_of(base_lines, self.company_id, self.currency_id)

    def _get_required_deposit(self, parsed):
        """Return what the customer must pay when ordering (DP-01)."""
        if parsed["type"] == "quote":
            return 0.0
        percent = self.company_id.retail_deposit_percent
        total = self._get_total(parsed)
        return deposit.required_deposit(total, percent, self.currency_id.round)

    def _check_deposit(self, parsed):
        """Judge the deposit: enough, or approved, and not more than the order."""
        paid, required = parsed["deposit"], parsed["deposit_required"]
        compare = self.currency_id.compare_amounts
        if parsed["type"] == "quote" and compare(paid, 0):
            raise UserError(
                self.env._(
                    "A quote takes no deposit. Go back to the cart and pay again."
                )
            )
        if compare(paid, self._get_total(parsed)) > 0:
            raise UserError(
                self.env._(
                    "The deposit of %s is more than the order costs. Lower it.",
                    self.currency_id.format(paid),
                )
            )
        if compare(paid, required) < 0:
            self._use_deposit_approval(required - paid, required)

    def _use_deposit_approval(self, missing, required):
        """Use a manager's approval for a lower deposit (DP-04)."""
        if not self.pos_order_id and self._find_deposit_approval(missing):
            return
        try:
            self.env["retail.approval"]._use(
                "deposit_override",
                self.pos_order_id.uuid,
                record=self.pos_order_id,
                amount=missing,
            )
        except UserError as error:
            raise UserError(
                self.env._(
                    "The deposit must be %(required)s. %(reason)s",
                    required=self.currency_id.format(required),
                    reason=error.args[0],
                )
            ) from error

    def _find_deposit_approval(self, missing):
        """Say whether a manager approved a lower deposit on the ticket to come."""
        approvals = self.env["retail.approval"].search(
            [
                ("kind", "=", "deposit_override"),
                ("ticket_uuid", "=", self.payload.get("ticket_uuid")),
                ("ticket_uuid", "!=", False),
                ("company_id", "=", self.company_id.id),
            ]
        )
        return any(
            approval.state == "approved" and approval._covers(missing)
            for approval in approvals
        )
