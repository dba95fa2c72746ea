from datetime import datetime, time, timedelta

import pytz

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.order_filter import parse_filters
from ..tools.read import PayloadError
from .retail_order_request_find import MAX_FOUND

OF_LINES = {
    "fulfilment": ("fulfilment", "="),
    "delivery_mode_id": ("delivery_mode_id", "="),
    "wanted_from": ("fulfilment_date", ">="),
    "wanted_to": ("fulfilment_date", "<="),
}


class RetailOrderRequest(models.Model):
    """By what a register narrows the orders that it finds (RC-04).

    Customer, e-mail and numbers are what is typed; these are what is chosen.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def get_find_choices_from_ui(self, config_id):
        """Say what there is to choose from when orders are looked for (RC-04).

        :param int config_id: the register
        :return: {"stores", "modes": [{"id", "name"}], "states": [{"id", "name"}]}
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        company = Domain("company_id", "=", config.company_id.id)
        # A cashier reads neither delivery modes nor the stores that it does not serve.
        stores = self.env["stock.warehouse"].sudo()
        modes = self.env["delivery.carrier"].sudo()
        states = self.env["sale.order"]._fields["customer_order_state"]
        return {
            "stores": self._list_choices(
                stores.search(company & Domain("is_store", "=", True))
            ),
            "modes": self._list_choices(
                modes.search(company | Domain("company_id", "=", False))
            ),
            "states": [
                {"id": value, "name": label}
                for value, label in states._description_selection(self.env)
            ],
        }

    @api.model
    def _list_choices(self, records):
        return [{"id": record.id, "name": record.name} for record in records]

    @api.model
    def _parse_filters(self, filters):
        try:
            return parse_filters(filters)
        except PayloadError as error:
            raise UserError(
                self.env._(
                    "The register sent filters that cannot be read. Clear the filters "
                    "and try again."
                )
            ) from error

    @api.model
    def _get_filter_domain(self, config, filters):
        """Return what holds for orders that pass the filters of a register."""
        store, domain = config.store_id, Domain.TRUE
        if "state" in filters:
            domain &= Domain("customer_order_state", "=", filters["state"])
        if "origin_store_id" in filters:
            domain &= Domain("origin_store_id", "=", filters["origin_store_id"])
        if "ordered_from" in filters:
            start = self._get_start_of_day(store, filters["ordered_from"])
            domain &= Domain("date_order", ">=", start)
        if "ordered_to" in filters:
            day_after = filters["ordered_to"] + timedelta(days=1)
            end = self._get_start_of_day(store, day_after)
            domain &= Domain("date_order", "<", end)
        return domain

    @api.model
    def _get_line_filter_domain(self, filters):
        """Return what holds for one and the same line of orders that pass."""
        return Domain.AND(
            Domain(*OF_LINES[name], filters[name])
            for name in OF_LINES
            if name in filters
        )

    @api.model
    def _find_wanted_ids(self, domain, of_lines):
        """Return ids of the orders with lines that are wanted on some days.

        The database would go through all orders from the newest, until it meets the
        first that is wanted then.
        """
        # See the class of the till.
        lines = self.env["sale.order.line"].sudo()
        found = lines.search(
            of_lines & Domain("order_id", "any", domain),
            limit=MAX_FOUND,
            order="fulfilment_date desc, id desc",
        )
        return found.order_id.ids

    @api.model
    def _get_start_of_day(self, store, day):
        """Return when a day begins in a store, in UTC."""
        midnight = pytz.timezone(store.tz or "UTC").localize(
            datetime.combine(day, time.min)
        )
        return midnight.astimezone(pytz.utc).replace(tzinfo=None)
