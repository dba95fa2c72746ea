from collections import defaultdict

from odoo import api, models
from odoo.fields import Command, Domain

from ..tools.search_term import read_search_term
from .retail_return_life import OPEN_STATES
from .retail_return_line import SOLD_LINE_FIELDS


class RetailReturn(models.Model):
    """What was asked for online is found and taken back at a register."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def find_sales_from_ui(self, config_id, term, offset=0, limit=20):
        """Override of `retail_returns` to understand the code of a request.

        :return: as before, with "request" ({"uuid", "name", "lines"}, see
            `_prepare_request_from_ui`; False when the term names none)
        """
        result = super().find_sales_from_ui(config_id, term, offset, limit)
        config = self.env["pos.config"]._browse_from_ui(config_id)
        # The register is checked; the request is of its company.
        request = self.sudo()._find_open_request(config, str(term or ""))
        return {
            **result,
            "request": request._prepare_request_from_ui() if request else False,
        }

    @api.model
    def _get_readings(self, config, term):
        """Override of `retail_returns` to find the sales that a request is of."""
        request = self._find_open_request(config, term)
        if request:
            yield request._get_request_reading()
        yield from super()._get_readings(config, term)

    @api.model
    def _find_open_request(self, config, term):
        """Return the open return whose code or number this is, or none."""
        kind, value = read_search_term(term)
        name = "uuid" if kind == "uuid" else "name"
        if kind not in ("uuid", "text") or not value:
            return self.browse()
        return self.search(
            [
                (name, "=", value if kind == "uuid" else value.upper()),
                ("company_id", "=", config.company_id.id),
                ("state", "in", OPEN_STATES),
            ],
            limit=1,
        )

    def _get_request_reading(self):
        self.ensure_one()
        lines = self.line_ids
        orders = lines.filtered(lambda line: not line.sold_line_id)
        return {
            "ticket": Domain("id", "in", lines.sold_line_id.order_id.ids),
            "order": Domain("id", "in", orders.order_line_id.order_id.ids),
            "invoice": Domain("id", "in", lines.invoice_line_id.move_id.ids),
        }

    def _prepare_request_from_ui(self):
        """Describe what the customer wants to bring back; each sold line once.

        :return: {"uuid", "name", "is_approved" (by a manager), "lines":
            [{"sold_line_id" or "order_line_id" or "invoice_line_id", "qty",
            "reason_id", "note", "condition"}]}
        """
        self.ensure_one()
        by_sold = defaultdict(self.line_ids.browse)
        for line in self.line_ids:
            link = next((name for name in SOLD_LINE_FIELDS if line[name]), None)
            if link:
                by_sold[link, line[link].id] |= line
        return {
            "uuid": self.uuid,
            "name": self.name,
            "is_approved": bool(self.approved_by_id),
            "lines": [
                {
                    link: sold_id,
                    "qty": sum(lines.mapped("qty")),
                    "reason_id": lines[0].reason_id.id,
                    "note": lines[0].note or "",
                    "condition": lines[0].condition or "",
                }
                for (link, sold_id), lines in by_sold.items()
            ],
        }

    @api.model
    def _record_ticket(self, ticket, values):
        """Override of `retail_returns` to close the request that a ticket pays.

        The request becomes the return: its lines are what really came back.
        """
        request = ticket._get_return_request()
        if request.state not in OPEN_STATES or not request._asks_for(ticket):
            return super()._record_ticket(ticket, values)
        del values["uuid"]
        values["line_ids"] = [Command.clear(), *values["line_ids"]]
        values["policy_note"] = values.get("policy_note") or request.policy_note
        request.write(values)
        return request

    def _asks_for(self, ticket):
        """Say whether a ticket takes back anything that this request is for.

        Other goods leave it open: its customer still wants to bring these.
        """
        self.ensure_one()
        asked = {line._get_sold_line() for line in self.line_ids}
        back = {line._get_return_source() for line in ticket.lines if line.qty < 0}
        return any(asked & back)
