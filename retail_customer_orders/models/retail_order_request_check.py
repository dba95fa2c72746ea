from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.read_id import read_id

from ..tools.payload import parse_order
from ..tools.read import PayloadError

# What the lines that a register sends name by an id.
NAMED = {
    "product_id": "product.product",
    "store_id": "stock.warehouse",
    "partner_id": "res.partner",
    "delivery_mode_id": "delivery.carrier",
}

LARGEST_QUANTITY = 1_000_000


class RetailOrderRequest(models.Model):
    """The judge of what a register asks for.

    It decides the same before the payment (`check_order_from_ui`), when the ticket is
    paid, and when a failed request is tried again.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _check_ticket(self, ticket):
        """Judge the order in a ticket that is being paid.

        :param ticket: a `pos.order` with `customer_order_payload`
        :raise UserError: something is not allowed, and what to do
        """
        # A cashier may not read everything that an order depends on.
        ticket = ticket.sudo()
        request = self.sudo().new(self.sudo()._prepare_from_ticket(ticket))
        request._check_request()

    def _check_request(self, judged=False):
        """Judge this request and return it with records in the place of ids.

        :param bool judged: the rules were checked; only what is needed to make the
            order is
        :return: see `_resolve`
        :raise UserError: something is not allowed, and what to do
        """
        self.ensure_one()
        if not self.partner_id:
            raise UserError(
                self.env._("An order needs a customer. Set one on the ticket.")
            )
        parsed = self._resolve(judged)
        if not judged:
            self._check_lines(parsed["lines"])
            self._check_charges(parsed)
            self._check_deposit(parsed)
        return parsed

    def _resolve(self, judged=False):
        """Read what was asked for, with records in the place of ids.

        :return: as `parse_order`, with "deposit_terms" (see `_get_deposit_terms`), and
            in each line "product", "store", "taxes" (of the order), "partner" (record
            or empty) and "date"
        :raise UserError: it cannot be read, or names what does not exist any more
        """
        parsed = self._parse()
        self._resolve_lines(parsed["lines"])
        self._resolve_charges(parsed, judged)
        parsed["deposit_terms"] = self._get_deposit_terms(parsed)
        return parsed

    def _parse(self):
        try:
            return parse_order(self.payload)
        except PayloadError as error:
            raise UserError(
                self.env._(
                    "The register sent an order that cannot be read. Reload the "
                    "register's data and try again."
                )
            ) from error

    # === LINES ===#

    def _resolve_lines(self, lines):
        """Put records in the place of ids in lines that are ordered now."""
        self._browse_named(lines)
        for line in lines:
            self._resolve_line(line)
        self._resolve_delivery(lines)
        self._resolve_taxes(lines)

    def _browse_named(self, lines):
        """Add "named" to each line: {name of an id: the record, if it exists}.

        All at once: what is browsed by itself is also read by itself.
        """
        for name, model in NAMED.items():
            records = self.env[model]
            ids = {line[name] for line in lines if line.get(name)}
            found = {record.id: record for record in records.browse(ids).exists()}
            for line in lines:
                named = line.setdefault("named", {})
                named[name] = found.get(line.get(name), records)

    def _check_lines(self, lines):
        """Judge lines that are ordered now, in a new order or an old one."""
        offered = self._get_offered_stores()
        special = self.config_id._get_unranged_products()
        self._lock_slots(lines)
        for line in lines:
            self._check_line(line, offered, special)
        self._check_range(lines)

    def _resolve_line(self, line):
        """Put records in the place of the ids of one line."""
        product = line["named"]["product_id"]
        if not product or (product.company_id or self.company_id) != self.company_id:
            raise UserError(
                self.env._("“%s” does not exist any more. Take it off.", line["name"])
            )
        line["product"] = product
        line["store"] = self._get_line_store(line)
        line["date"] = line["date"] or line["store"]._get_local_today()
        line["partner"] = self._get_line_partner(line)
        taxes = product.taxes_id._filter_taxes_by_company(self.company_id)
        line["product_taxes"] = taxes

    def _get_fiscal_position(self):
        """Return what the ticket has, or will get when there is none yet."""
        if self.pos_order_id:
            return self.pos_order_id.fiscal_position_id
        payload = self.payload or {}
        if "fiscal_position_id" in payload:  # chosen by the cashier
            return self._browse_fiscal_position(payload["fiscal_position_id"])
        partner = self.partner_id.with_company(self.company_id)
        return partner.fiscal_position_id or self.config_id.default_fiscal_position_id

    def _browse_fiscal_position(self, position_id):
        positions = self.env["account.fiscal.position"]
        companies = self.company_id.parent_ids
        position = positions.browse(read_id(position_id)).exists()
        return position.filtered(lambda one: one.company_id in companies)

    def _check_line(self, line, offered, special):
        """Judge one line: product, amounts, taxes, place and day.

        :param dict offered: {fulfilment: the stores that this store may promise}
        :param special: the `product.product` records that serve the register itself
        """
        product = line["product"]
        problem = (
            self._get_product_problem(product, special)
            or self._get_amount_problem(line)
            or self._get_place_problem(line, offered)
        )
        if problem:
            raise UserError(
                self.env._(
                    "“%(product)s” cannot be ordered: %(problem)s",
                    product=product.display_name,
                    problem=problem,
                )
            )

    def _get_product_problem(self, product, special):
        is_part = product.type != "combo" and bool(
            not product.sale_ok
            and self.env["product.combo.item"].search_count(
                [("product_id", "=", product.id)], limit=1
            )
        )
        if not product.active or not (product.sale_ok or is_part):
            return self.env._("it is not sold any more. Take it off.")
        if product.type == "combo":
            return self.env._("only the parts of a combo can be ordered.")
        if product in special:
            return self.env._("it serves the register itself. Take it off.")
        return False

    def _get_amount_problem(self, line):
        unit = line["product"].uom_id
        if unit.compare(line["qty"], 0) <= 0:
            return self.env._("the quantity must be more than 0.")
        if line["qty"] > LARGEST_QUANTITY:
            return self.env._("the quantity is too large. Check it.")
        if line["price_unit"] < 0 or not 0 <= line["discount"] <= 100:
            return self.env._(
                "its price must not be negative, its discount lie between 0 and 100."
            )
        if set(line["tax_ids"]) != set(line["product_taxes"].ids):
            return self.env._(
                "its taxes have changed. Reload the register's data and add it again."
            )
        return False

    def _check_range(self, lines):
        for fulfilment in ("pickup", "ship"):
            products = self.env["product.product"].union(
                *(line["product"] for line in lines if line["fulfilment"] == fulfilment)
            )
            products._check_sold_by(
                self.store_id, fulfilment, ticket=self.pos_order_id or None
            )
