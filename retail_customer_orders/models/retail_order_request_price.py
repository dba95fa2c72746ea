from odoo import api, models
from odoo.exceptions import UserError

from ..tools import price_control


class ApprovalNeeded(UserError):
    """A manager must approve what a register asks for."""

    def __init__(self, message, approval):
        super().__init__(message)
        # What the register adds to the answer to its question.
        self.answer = {"approval": approval}


class RetailOrderRequest(models.Model):
    """The judge of the prices in what a register asks for (PV-04)."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _edit_order(self, edit):
        """Override of `retail_customer_orders` to know which ticket has approvals."""
        self.payload = {"ticket_uuid": edit["ticket_uuid"]}
        return super()._edit_order(edit)

    def _check_lines(self, lines):
        """Override of `retail_customer_orders` to judge the prices as well.

        A ticket has a step of its own for that (`_judge_order_prices`).
        """
        result = super()._check_lines(lines)
        if not self.pos_order_id:
            self._check_prices(lines)
        return result

    @api.model
    def _check_ticket_prices(self, ticket):
        """Judge the prices of the order in a ticket that is being paid.

        :param ticket: a `pos.order` with `customer_order_payload`
        :raise ApprovalNeeded: nobody who may approved them
        """
        # A cashier may not read everything that an order depends on.
        request = self.sudo().new(self.sudo()._prepare_from_ticket(ticket.sudo()))
        if not request._judges_prices():
            return
        try:
            lines = request._resolve()["lines"]
        except UserError:
            # The judge of the order says what is wrong, there is no need to repeat it.
            return
        request._check_prices(lines)

    def _judges_prices(self):
        """Say whether prices are compared with anything here."""
        return self.company_id.retail_price_control

    def _check_prices(self, lines):
        """See that prices are near the list price, or that a manager approved them.

        Any pricelist of the register will do: the cashier may choose among them.

        :raise ApprovalNeeded: a manager must approve
        """
        if not self._judges_prices():
            return
        register = self.config_id
        default = register.pricelist_id
        others = register.available_pricelist_ids if register.use_pricelist else default
        far = [(line, 0.0) for line in lines if self._has_own_price(line["product"])]
        for pricelist in (default.browse(), *(others - default), default):
            left = [line for line, _price in far]
            prices = self._get_list_prices(left, pricelist)
            far = [
                (line, price)
                for line, price in zip(left, prices, strict=True)
                if not self._is_price_free(line, price)
            ]
        if far:
            self._use_price_approval(far)

    def _has_own_price(self, product):
        # What is sold as a part of combos only costs its share of the combo.
        return product.sale_ok

    def _get_list_prices(self, lines, pricelist):
        """Return what a unit of each of these lines costs by a pricelist, in order."""
        by_qty = {}
        for line in lines:
            by_qty.setdefault(line["qty"], self.env["product.product"])
            by_qty[line["qty"]] |= line["product"]
        prices = {
            qty: pricelist._get_products_price(products, qty, currency=self.currency_id)
            for qty, products in by_qty.items()
        }
        position = self._get_fiscal_position()
        return [
            line["product"]._get_tax_included_unit_price_from_price(
                prices[line["qty"]][line["product"].id],
                product_taxes=line["product_taxes"],
                fiscal_position=position,
            )
            for line in lines
        ]

    def _is_price_free(self, line, list_price):
        limits = price_control.bounds(
            list_price,
            self.company_id.retail_price_down_percent,
            self.company_id.retail_price_up_percent,
        )
        compare = self.currency_id.compare_amounts
        return price_control.is_free(self._get_asked_price(line), limits, compare)

    @api.model
    def _get_asked_price(self, line):
        return line["price_unit"] * (1 - line["discount"] / 100)

    def _use_price_approval(self, far):
        """Use a manager's approval for prices; before the payment, look for one.

        :param list far: the lines, and what a unit of each should cost
        """
        money = self.currency_id.format
        difference = sum(
            abs(self._get_asked_price(line) - price) * line["qty"]
            for line, price in far
        )
        amount = self.currency_id.round(difference)
        record = self.pos_order_id or self.order_id._origin
        if not record and self._has_approval("price_change", amount):
            return
        ticket_uuid = self.pos_order_id.uuid or self.payload.get("ticket_uuid")
        changes = "; ".join(
            self.env._(
                "%(product)s: %(price)s, not %(list_price)s",
                product=line["product"].display_name,
                price=money(self._get_asked_price(line)),
                list_price=money(price),
            )
            for line, price in far
        )
        try:
            self.env["retail.approval"]._use(
                "price_change", ticket_uuid, record=record, amount=amount
            )
        except UserError as error:
            approval = {
                "kind": "price_change",
                "description": changes,
                "amount": amount,
            }
            raise ApprovalNeeded(f"{changes}. {error.args[0]}", approval) from error
