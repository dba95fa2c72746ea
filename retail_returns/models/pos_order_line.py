from odoo import fields, models
from odoo.fields import Domain

from ..tools.refund import add_discount_share, get_returnable

SOLD_STATES = ("paid", "done")


class PosOrderLine(models.Model):
    _name = "pos.order.line"
    _inherit = ["pos.order.line", "retail.sold.line.mixin"]

    return_reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        domain=[("kind", "=", "return")],
        help="Why the customer brings this back.",
    )
    return_note = fields.Char(copy=False)

    def _get_returned_quantities(self, except_ticket=None):
        """Sum up what came back of these sold lines, by any road (RT-02).

        Only paid tickets count: an open one holds nothing back.

        :param except_ticket: a `pos.order` whose own lines are left out
        :return: {sold line: quantity in the unit of the product, positive}
        """
        domain = (
            Domain("refunded_orderline_id", "in", self.ids)
            & Domain("qty", "<", 0)
            & Domain("order_id.state", "in", SOLD_STATES)
        )
        if except_ticket:
            domain &= Domain("order_id", "!=", except_ticket.id)
        # What came back to stores that the user may not see counts as well.
        groups = self.sudo()._read_group(domain, ["refunded_orderline_id"], ["qty:sum"])
        quantities = {line.id: -quantity for line, quantity in groups}
        received = self._get_received_quantities("sold_line_id")
        return {line: quantities.get(line.id, 0.0) + received[line] for line in self}

    def _get_returnables(self, except_ticket=None):
        """Say for each sold line how much of it can come back, and why no more.

        The one place that decides: what the till shows and what the server refuses
        both come from here.

        :param except_ticket: see `_get_returned_quantities`
        :return: {line: {"sold", "returned", "returnable": quantities in the unit of
            the product, "why_not": sentence, empty when something can come back}}
        """
        returned = self._get_returned_quantities(except_ticket)
        special = self._get_unreturnable_products()
        lefts = {
            line: line.product_uom_id.round(get_returnable(line.qty, returned[line]))
            for line in self
        }
        gone = self.filtered(lambda line: line.product_uom_id.is_zero(lefts[line]))
        messages = gone._get_returned_already_messages()
        result = {}
        for line, left in lefts.items():
            why_not = line._get_return_refusal(special, messages)
            result[line] = {
                "sold": line.qty,
                "returned": returned[line],
                "returnable": 0.0 if why_not else left,
                "why_not": why_not,
            }
        return result

    def _is_any_received(self):
        """Say whether the back office took any of these lines back."""
        return any(self._get_received_quantities("sold_line_id").values())

    def _get_unreturnable_products(self):
        """Return the products that stand for money, as deposits and tips do.

        A down payment on a quotation is none: core gives it back as it took it.
        """
        registers = self.order_id.config_id
        # Which product stands for a deposit is no secret.
        deposits = registers.company_id.sudo().retail_deposit_product_id
        special = registers._get_special_products()
        return special - (registers.down_payment_product_id - deposits)

    def _get_return_refusal(self, special_products, messages):
        """Say why nothing of this line can come back; empty when it can.

        :param dict messages: {line of which nothing is left: where the last went}
        """
        self.ensure_one()
        if self.order_id.state not in SOLD_STATES:
            return self.env._("This sale is not paid.")
        if self.qty <= 0:
            return self.env._("Nothing was sold here.")
        if self.product_id in special_products and not self._is_discount_line():
            return self.env._("Deposits and tips are not goods.")
        charge = self.sudo().customer_order_line_id.charge_code_id
        if charge and not charge.refundable:
            return self.env._("This charge is not given back.")
        return messages.get(self, "")

    def _get_returned_already_messages(self):
        """Say of each of these lines where and when the last of it came back."""
        return self._get_last_return_messages("sold_line_id", "refunded_orderline_id")

    def _is_discount_line(self):
        """Say whether this line takes something off the ticket, as rewards do."""
        self.ensure_one()
        return self.qty > 0 and self.price_unit < 0

    def _get_amount_incl(self):
        """Return what this line costs, taxes included, by its own price and taxes."""
        self.ensure_one()
        return self._compute_amount_line_all()["price_subtotal_incl"]

    def _get_paid_amount(self, quantity, except_ticket=None):
        """Return what was paid for a quantity of this sold line, taxes included.

        The share of a discount on the whole ticket is not taken off.
        """
        self.ensure_one()
        return self._get_amount_incl() / self.qty * quantity

    def _get_sold_taxes(self):
        """Return the taxes that this line was sold with."""
        self.ensure_one()
        return self.tax_ids_after_fiscal_position

    def _get_refund_prices(self):
        """Override of `retail_returns` to count each ticket's discount once."""
        shares = {order: order._get_discount_share() for order in self.order_id}
        return {line: line._get_refund_price(shares[line.order_id]) for line in self}

    def _get_refund_price(self, share=None):
        """Override of `retail_returns` to take the ticket's discount off as well.

        :param float share: of its ticket, see `_get_discount_share`
        """
        self.ensure_one()
        if share is None:
            share = self.order_id._get_discount_share()
        amount = self._get_amount_incl() / self.qty if self.qty else 0.0
        return {
            "price_unit": self.price_unit,
            "discount": add_discount_share(self.discount, share),
            "unit_amount": amount * share,
        }

    def _get_refund_unit_amount(self):
        """Return what one unit gives back, taxes and all discounts included."""
        return self._get_refund_price()["unit_amount"]

    def _get_ticket_taxes(self):
        """Override of `retail_returns` to name them before the fiscal position."""
        self.ensure_one()
        return self.tax_ids

    def _get_sold_name(self):
        """Override of `retail_returns` to name the product as the receipt did."""
        self.ensure_one()
        return self.full_product_name or super()._get_sold_name()
