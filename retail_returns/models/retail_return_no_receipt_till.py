from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.read_id import read_id
from odoo.addons.retail_customer_orders.tools.read import PayloadError

from ..tools.no_receipt import read_no_receipt_lines, read_refund_ticket


class RetailReturn(models.Model):
    """What a register asks before it takes goods back without receipt."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def check_no_receipt_from_ui(self, config_id, partner_id, lines):
        """Price goods without receipt, and say what a manager has to allow (RT-11).

        The ticket is judged again when it is paid.

        :param int config_id: the register that asks
        :param partner_id: the customer, False when nobody is chosen yet
        :param list lines: {"product_id", "qty" (positive), "price" (of one unit with
            taxes; False for the one that the store gives back), "reason_id" (0 when
            not chosen yet), "condition"}
        :return: {"lines": in the same order {"product_id", "price" (as asked or
            proposed), "most" (that a cashier may give back alone), "is_sold" (lately:
            otherwise `most` is today's price, and a manager is needed), "price_unit",
            "tax_ids" (of the ticket's line), "amount"}, "total", "price_days" (how
            long is lately), "refusal" (sentence, empty when these can come back),
            "faults": sentences, what a manager has to allow}
        :raise UserError: the register sent something else, or is none of a store that
            takes anything back without receipt
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        try:
            asked = read_no_receipt_lines(lines)
            partner = self._browse_no_receipt_partner(partner_id)
        except PayloadError as error:
            raise UserError(
                self.env._("This return cannot be read. Begin it again in Returns.")
            ) from error
        # The register is checked: sales and returns of its company are looked at.
        returns, config = self.sudo(), config.sudo()
        store = config.store_id
        if not store or not store._takes_back_without_receipt():
            raise UserError(store._get_no_receipt_refusal())
        lines = returns._price_no_receipt_lines(config, asked)
        return {
            "lines": lines,
            "total": config.currency_id.round(sum(one["amount"] for one in lines)),
            "price_days": store._get_no_receipt_terms()["price_days"],
            "refusal": returns._refuse_no_receipt_lines(config, partner, lines),
            "faults": returns._find_no_receipt_faults(config, partner, asked, lines),
        }

    @api.model
    def check_no_receipt_tenders_from_ui(self, config_id, ticket):
        """Say before it is paid whether a refund goes to the right tenders (RP-03).

        :param int config_id: the register that asks
        :param dict ticket: see `read_refund_ticket`
        :return: {"message": sentence, empty when all is as it must be or a manager has
            allowed it; "kind" of approval and "amount" that a manager has to allow}
        :raise UserError: the register sent something else
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        try:
            values = read_refund_ticket(ticket)
        except PayloadError as error:
            raise UserError(
                self.env._("This return cannot be read. Begin it again in Returns.")
            ) from error
        if self.env.user.has_group("retail_base.group_retail_manager"):
            return {"message": "", "kind": "", "amount": 0.0}
        # The register is checked; nothing is stored, what leaves is a sentence.
        order = (
            self.env["pos.order"]
            .sudo()
            .new({**values, "config_id": config.id, "company_id": config.company_id.id})
        )
        order._link_return()
        faults = [
            ("return_tender", *order._explain_no_receipt_tenders()),
            ("return_cash", *order._explain_cash_limit()),
        ]
        for kind, message, amount in faults:
            if message and not self._is_refund_approved(kind, order, amount):
                return {"message": message, "kind": kind, "amount": amount}
        return {"message": "", "kind": "", "amount": 0.0}

    @api.model
    def _is_refund_approved(self, kind, order, amount):
        approvals = self.env["retail.approval"].sudo()
        given = approvals._find_for_ticket(kind, order.uuid, order)
        return any(one.state == "approved" and one._covers(amount) for one in given)

    @api.model
    def _browse_no_receipt_partner(self, partner_id):
        partners = self.env["res.partner"]
        partner = partners.browse(read_id(partner_id)).exists()
        if partner_id and not partner:
            raise PayloadError("an unknown customer")
        # A register chooses among the customers that its user sees.
        partner.check_access("read")
        return partner.sudo()

    @api.model
    def _price_no_receipt_lines(self, config, asked):
        products = self.env["product.product"].browse(
            {one["product_id"] for one in asked}
        )
        prices = self._get_no_receipt_prices(config, products.exists())
        lines = []
        for one in asked:
            product = products.browse(one["product_id"])
            if product not in prices:
                raise UserError(self.env._("A product is not known any more."))
            most, is_sold = prices[product]
            most = config.currency_id.round(most)
            price = most if one["price"] is False else one["price"]
            taxes = product.taxes_id._filter_taxes_by_company(config.company_id)
            lines.append(
                {
                    "product_id": product.id,
                    "price": price,
                    "most": most,
                    "is_sold": is_sold,
                    "price_unit": product._get_price_without_included(config, price),
                    "tax_ids": taxes.ids,
                    "amount": config.currency_id.round(price * one["qty"]),
                }
            )
        return lines

    @api.model
    def _refuse_no_receipt_lines(self, config, partner, lines):
        """Say what not even a manager allows here; empty when there is nothing."""
        ids = [line["product_id"] for line in lines]
        for product in self.env["product.product"].browse(ids):
            if not product._can_come_back_without_receipt(config):
                return product._get_no_receipt_refusal()
        store = config.store_id
        if not partner and store._get_no_receipt_terms()["customer_required"]:
            return store._get_no_receipt_customer_refusal()
        return ""

    @api.model
    def _find_no_receipt_faults(self, config, partner, asked, lines):
        """Say what a manager has to allow; nothing for one at an own log-in."""
        if self.env.user.has_group("retail_base.group_retail_manager"):
            return []
        cases = [
            {
                "product": self.env["product.product"].browse(line["product_id"]),
                "sold": self.env["pos.order.line"],
                "reason": self.env["retail.reason.code"].browse(one["reason_id"]),
                "condition": one["condition"],
                "amount": line["amount"],
                "currency": config.currency_id,
                "qty": one["qty"],
            }
            for one, line in zip(asked, lines, strict=True)
        ]
        return self._explain_no_receipt(config, partner, cases)
