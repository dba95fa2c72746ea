from odoo import api, models
from odoo.fields import Domain
from odoo.tools import escape_psql

from ..tools.reference import read_reference

MAX_FOUND = 200
MAX_COUNT = 1000
MIN_TERM = 3
PAGE = 100
PRESETS = ("pickup", "ship", "overdue", "all")


def _read_count(value, default):
    return value if isinstance(value, int) and value > 0 else default


class RetailOrderRequest(models.Model):
    """How a register finds customer orders."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def find_orders_from_ui(self, config_id, options):
        """Find customer orders of the company (RC-01 to RC-05).

        :param int config_id: the register
        :param dict options: "term": reference, order, ticket, name, phone, e-mail;
            "preset": "pickup", "ship", "overdue" (of the register's store) or "all";
            "offset", "limit"
        :return: {"counts": {preset: number, at most 1000}, "total": of those found,
            "orders": [{"id", "reference", "name", "customer", "phone", "store", "date",
            "state", "next", "balance", "due_here"}]}, the most urgent first
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        options = options if isinstance(options, dict) else {}
        preset = options.get("preset")
        preset = preset if preset in PRESETS else "all"
        # See the class: the domain keeps to the company of the register.
        orders = self.env["sale.order"].sudo()
        domain = self._get_preset_domain(config, preset)
        term = str(options.get("term") or "").strip()
        if term:
            domain &= Domain("id", "in", self._find_order_ids(config, term))
        page = orders.search(
            domain,
            offset=_read_count(options.get("offset"), 0),
            limit=min(_read_count(options.get("limit"), PAGE), PAGE),
            order=self._get_found_order(preset),
        )
        return {
            "counts": self._count_presets(config),
            "total": orders.search_count(domain),
            "orders": page._describe_for_till(config.store_id),
        }

    @api.model
    def _get_found_order(self, preset):
        newest_first = "date_order desc, id desc"
        # Of all orders, most are done: what is expedited among them is in no hurry.
        return newest_first if preset == "all" else f"is_expedited desc, {newest_first}"

    @api.model
    def _get_preset_domain(self, config, preset):
        company = Domain("company_id", "=", config.company_id.id)
        mine = company & Domain("is_customer_order", "=", True)
        if preset == "all":
            return mine
        lines = self.env["sale.order.line"]
        return mine & Domain(
            "order_line", "any", lines._get_open_domain(config.store_id, preset)
        )

    @api.model
    def _count_presets(self, config, presets=PRESETS):
        orders = self.env["sale.order"].sudo()
        return {
            preset: orders.search_count(
                self._get_preset_domain(config, preset), limit=MAX_COUNT
            )
            for preset in presets
        }

    @api.model
    def _find_order_ids(self, config, term):
        """Return ids of the orders that a term names, each meaning by its own index.

        One OR over all meanings would read every order.
        """
        reference = read_reference(term)
        if reference:
            arms = [Domain("customer_order_reference", "=", reference)]
        else:
            arms = self._get_term_domains(term)
        mine = self._get_preset_domain(config, "all")
        orders = self.env["sale.order"].sudo()
        found = set()
        for arm in arms:
            found.update(orders.search(mine & arm, limit=MAX_FOUND).ids)
        return list(found)

    @api.model
    def _get_term_domains(self, term):
        """List what a term may mean: a number, a ticket, or a customer."""
        literal = escape_psql(term)
        arms = [
            Domain("name", "=ilike", literal),
            Domain("order_request_ids.pos_order_id.pos_reference", "=", term),
        ]
        if len(term) >= MIN_TERM:
            arms.append(Domain("partner_id", "in", self._find_partner_ids(literal)))
            arms.append(Domain("collector_name", "ilike", literal))
        return arms

    @api.model
    def _find_partner_ids(self, term):
        partners = self.env["res.partner"].sudo()
        domain = Domain("complete_name", "ilike", term) | Domain(
            "email", "=ilike", term
        )
        digits = "".join(char for char in term if char.isdigit())
        if len(digits) >= MIN_TERM and not any(char.isalpha() for char in term):
            domain |= Domain("phone_mobile_search", "ilike", digits)
        return partners.search(domain, limit=MAX_FOUND).ids
