from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.payload import PayloadError, read_asked_quantities, read_id
from ..tools.search_term import read_search_term
from .pos_order_line import SOLD_STATES

MAX_PARTNERS = 200
MAX_SALES = 80


class RetailReturn(models.Model):
    """What the tills ask before they take something back."""

    _inherit = "retail.return"

    @api.model
    def find_sales_from_ui(self, config_id, term, offset=0, limit=20):
        """Find sales of any store of the company (RT-01).

        :param int config_id: the register that asks
        :param str term: a receipt's code or number, an order's reference, an invoice
            number, a product's barcode, a customer's name or phone; empty for the last
            sales of this store
        :param int offset: how many sales to leave out
        :param int limit: how many sales to give, 80 at most
        :return: {"sales": newest first, see `_prepare_sale_from_ui`, "more": whether
            there are more}
        :raise UserError, AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        domain = self._get_sales_domain(config, str(term or ""))
        if domain is None:
            return {"sales": [], "more": False}
        offset, limit = self._read_page(offset, limit)
        # The register is checked; its company's sales are what is looked at.
        tickets = (
            self.env["pos.order"].sudo().search(domain, offset=offset, limit=limit + 1)
        )
        shown = tickets[:limit]
        returnables = shown.lines._get_returnables()
        return {
            "sales": [
                ticket._prepare_sale_from_ui(config, returnables) for ticket in shown
            ],
            "more": len(tickets) > limit,
        }

    @api.model
    def read_sale_from_ui(self, config_id, pos_order_id):
        """Read what of a sale can come back (RT-02, RT-04).

        :param int config_id: the register that asks
        :param int pos_order_id: a sale that `find_sales_from_ui` gave
        :return: the sale, see `_prepare_sale_from_ui`, with "partner_id",
            "fiscal_position_id", "invoiced", "why_not" (why this register gives nothing
            back for it), "lines" (see `_prepare_sold_line_from_ui`, each
            with "policy_fault": why it needs a manager, or empty) and "reasons"
            ({"id", "name", "note_required"})
        :raise UserError: this sale is not of the company
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        ticket = self._browse_sale(config, pos_order_id)
        returnables = ticket.lines._get_returnables()
        return {
            **ticket._prepare_sale_from_ui(config, returnables),
            **ticket._prepare_sale_detail_from_ui(config, returnables),
            "reasons": self._read_reasons_from_ui(config),
        }

    @api.model
    def check_return_from_ui(self, config_id, lines):
        """Say before any money moves whether these goods can come back now.

        The ticket is judged again when it is paid.

        :param int config_id: the register that asks
        :param list lines: {"sold_line_id", "qty" (positive)}
        :return: {"ok": bool, "message": why not, empty when they can}
        :raise UserError, AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        try:
            asked = read_asked_quantities(lines)
        except PayloadError as error:
            raise UserError(self._get_unknown_sale_message()) from error
        # The register is checked; only lines of its company are looked at.
        sold_lines = (
            self.env["pos.order.line"]
            .sudo()
            .search(
                [("id", "in", list(asked)), ("company_id", "=", config.company_id.id)]
            )
        )
        if len(sold_lines) != len(asked):
            return {"ok": False, "message": self._get_unknown_sale_message()}
        messages = [
            sold._get_over_return_message(asked[sold.id], values)
            for sold, values in sold_lines._get_returnables().items()
            if sold.product_uom_id.compare(asked[sold.id], values["returnable"]) > 0
        ]
        return {"ok": not messages, "message": " ".join(messages)}

    @api.model
    def _read_page(self, offset, limit):
        try:
            return read_id(offset), min(max(read_id(limit), 1), MAX_SALES)
        except PayloadError:
            return 0, MAX_SALES

    @api.model
    def _browse_sale(self, config, pos_order_id):
        """Return the paid ticket of the register's company that a till names."""
        try:
            sale_id = read_id(pos_order_id)
        except PayloadError as error:
            raise UserError(self._get_unknown_sale_message()) from error
        # The register is checked; a sale of another company is not found.
        ticket = (
            self.env["pos.order"]
            .sudo()
            .search(self._get_company_sales_domain(config) & Domain("id", "=", sale_id))
        )
        if not ticket:
            raise UserError(self._get_unknown_sale_message())
        return ticket

    @api.model
    def _get_unknown_sale_message(self):
        return self.env._("This sale is not known any more. Search for it again.")

    @api.model
    def _get_company_sales_domain(self, config):
        return Domain("company_id", "=", config.company_id.id) & Domain(
            "state", "in", SOLD_STATES
        )

    @api.model
    def _get_sales_domain(self, config, term):
        """Return the domain of the first way of reading `term` that finds a sale.

        :return: a domain of `pos.order`, None when nothing is found
        """
        company = self._get_company_sales_domain(config)
        Order = self.env["pos.order"].sudo()
        for domain in self._get_term_domains(config, term):
            domain &= company
            if Order.search_count(domain, limit=1):
                return domain
        return None

    @api.model
    def _get_term_domains(self, config, term):
        """Yield what `term` may mean, the surest first; nothing is read ahead."""
        kind, value = read_search_term(term)
        if kind != "text":
            yield Domain(kind, "=", value)
            return
        sales = self._get_goods_domain(config) & Domain("is_refund", "=", False)
        if not value:
            yield sales & Domain("config_id.store_id", "=", config.store_id.id)
            return
        yield Domain("pos_reference", "=", value)
        yield sales & self._get_order_domain(config, value)
        yield Domain("account_move.name", "=ilike", value)
        products = self.env["product.product"].search([("barcode", "=", value)])
        yield sales & Domain("lines.product_id", "in", products.ids)
        if len(value) >= 3:
            yield sales & Domain("partner_id", "in", self._find_partners(value))
            yield Domain("pos_reference", "ilike", value)

    @api.model
    def _get_goods_domain(self, config):
        """Leave out tickets that sold no goods, as those of a deposit alone."""
        special = config._get_special_products()
        goods = [("qty", ">", 0), ("product_id", "not in", special.ids)]
        return Domain("lines", "any", goods)

    @api.model
    def _get_order_domain(self, config, reference):
        """Match the tickets that took or handed out a customer order."""
        # A cashier may not read orders; only tickets are shown.
        orders = (
            self.env["sale.order"]
            .sudo()
            .search(
                Domain("company_id", "=", config.company_id.id)
                & (
                    Domain("customer_order_reference", "=ilike", reference)
                    | Domain("name", "=ilike", reference)
                )
            )
        )
        return Domain("customer_order_id", "in", orders.ids) | Domain(
            "pickup_order_id", "in", orders.ids
        )

    @api.model
    def _find_partners(self, text):
        """Return the ids of the customers that a name, phone or e-mail names."""
        Partner = self.env["res.partner"]
        domain = Domain("display_name", "ilike", text)
        digits = "".join(char for char in text if char.isdigit())
        if len(digits) >= 3 and not any(char.isalpha() for char in text):
            domain |= Domain("phone_mobile_search", "ilike", digits)
        return Partner.search(domain, limit=MAX_PARTNERS).ids

    @api.model
    def _read_reasons_from_ui(self, config):
        reasons = self.env["retail.reason.code"].search(
            [
                ("kind", "=", "return"),
                ("company_id", "in", (config.company_id.id, False)),
            ]
        )
        return reasons.read(["id", "name", "note_required"])
