from odoo import api, models
from odoo.fields import Domain

from odoo.addons.retail_base.tools.read_id import read_id

MAX_FOUND = 1000
PAGE = 100
PRESETS = ("pickup", "ship", "overdue", "all")
NEWEST_FIRST = "date_order desc, id desc"


class RetailOrderRequest(models.Model):
    """How a register finds customer orders."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def find_orders_from_ui(self, config_id, options):
        """Find customer orders of the company, of any store (RC-01 to RC-05).

        :param int config_id: the register
        :param dict options: "term": reference, order, ticket, name, phone, e-mail;
            "preset": "pickup", "ship", "overdue" (of the register's store) or "all";
            "filters": as `tools.order_filter.parse_filters` reads them; "limit"; and
            "after": id of the last order of the page before
        :return: {"orders": [{"id", "reference", "name", "customer", "phone", "store",
            "date", "state", "next", "balance", "due_here"}], the most urgent first,
            "more": whether others follow}; the first page has "total": how many were
            found, at most 1000, and without a term "counts": {preset: number, at most
            1000}
        :raise UserError: the filters cannot be read
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        options = options if isinstance(options, dict) else {}
        preset = options.get("preset")
        preset = preset if preset in PRESETS else "all"
        term = str(options.get("term") or "").strip()
        limit = min(read_id(options.get("limit")) or PAGE, PAGE)
        # See the class: the domain keeps to the company of the register.
        orders = self.env["sale.order"].sudo()
        filters = self._parse_filters(options.get("filters"))
        domain = self._get_preset_domain(config, preset)
        domain &= self._get_filter_domain(config, filters)
        domain, is_found = self._narrow(config, domain, filters, term)
        last = orders.browse(read_id(options.get("after"))).exists()
        page = orders.search(
            domain & self._get_following_domain(last, preset),
            # To find the newest of a thousand, the database would go through all
            # orders from the newest. Without a limit it sorts the thousand.
            limit=None if is_found else limit + 1,
            order=self._get_found_order(preset),
        )
        answer = {
            "orders": page[:limit]._describe_for_till(config.store_id),
            "more": len(page) > limit,
        }
        if not last:
            answer["total"] = orders.search_count(domain, limit=MAX_FOUND)
        if not last and not term:
            answer["counts"] = self._count_presets(config)
        return answer

    @api.model
    def _narrow(self, config, domain, filters, term):
        """Narrow what is listed to what was typed, and to what is asked of lines.

        :return: a domain, and whether it names single orders
        """
        of_lines = self._get_line_filter_domain(filters)
        if not term and filters.keys() & {"wanted_from", "wanted_to"}:
            return Domain("id", "in", self._find_wanted_ids(domain, of_lines)), True
        if not of_lines.is_true():
            domain &= Domain("order_line", "any", of_lines)
        if term:
            found = self._find_order_ids(config, term, domain)
            return Domain("id", "in", found), True
        return domain, False

    @api.model
    def _get_found_order(self, preset):
        # Of all orders, most are done: what is expedited among them is in no hurry.
        return NEWEST_FIRST if preset == "all" else f"is_expedited desc, {NEWEST_FIRST}"

    @api.model
    def _get_following_domain(self, order, preset):
        """Return what comes after an order in the list, whatever came meanwhile.

        A page that begins at a number of orders would show some twice, or leave some
        out, as soon as another register takes one; and read all before it.
        """
        if not order:
            return Domain.TRUE
        # The first part is what an index can begin at.
        following = Domain("date_order", "<=", order.date_order) & (
            Domain("date_order", "<", order.date_order) | Domain("id", "<", order.id)
        )
        if preset == "all":
            return following
        following &= Domain("is_expedited", "=", order.is_expedited)
        if order.is_expedited:
            following |= Domain("is_expedited", "=", False)
        return following

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
                self._get_preset_domain(config, preset), limit=MAX_FOUND
            )
            for preset in presets
        }
