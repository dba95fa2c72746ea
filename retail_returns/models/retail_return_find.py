from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.search_term import read_day_and_amount, read_search_term
from .pos_order_line import SOLD_STATES
from .retail_sale_mixin import MODELS

# The newest first, by an index of each model.
ORDERS = {
    "ticket": "date_order desc, id desc",
    "order": "date_order desc, id desc",
    "invoice": "invoice_date desc, id desc",
}


class RetailReturn(models.Model):
    """How a till finds sales: tickets, orders, and invoices without order (RT-01).

    Call it in superuser mode, once the register is checked.
    """

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _find_sales(self, config, term, limit):
        """Find sales by the first reading of `term` that finds any.

        :return: list of records of three models, newest first, `limit` at most
        """
        company = self._get_company_domains(config)
        for reading in self._get_readings(config, term):
            found = []
            for kind, domain in reading.items():
                found += self.env[MODELS[kind]].search(
                    domain & company[kind], order=ORDERS[kind], limit=limit
                )
            if found:
                return sorted(found, key=self._get_sale_order, reverse=True)[:limit]
        return []

    @api.model
    def _get_sale_order(self, sale):
        date = sale["invoice_date" if sale._name == "account.move" else "date_order"]
        return fields.Datetime.to_datetime(date), sale._name, sale.id

    @api.model
    def _get_company_domains(self, config):
        """Return for each kind of sale the domain of those of a register's company."""
        company = Domain("company_id", "=", config.company_id.id)
        posted = Domain("state", "=", "posted") & Domain(
            "move_type", "=", "out_invoice"
        )
        deposit = config.company_id.sudo().retail_deposit_product_id
        return {
            "ticket": company & Domain("state", "in", SOLD_STATES),
            "order": company
            & Domain("state", "=", "sale")
            & Domain(
                "order_line",
                "any",
                Domain("is_downpayment", "=", False)
                & Domain(
                    "invoice_lines.move_id",
                    "any",
                    posted & Domain("pos_order_ids", "=", False),
                ),
            ),
            "invoice": company
            & posted
            & Domain("pos_order_ids", "=", False)
            & Domain(
                "invoice_line_ids",
                "any",
                Domain("sale_line_ids", "=", False)
                & Domain("display_type", "=", "product")
                & Domain("product_id", "not in", (False, deposit.id)),
            ),
        }

    @api.model
    def _get_readings(self, config, term):
        """Yield what `term` may mean, the surest first; nothing is read ahead.

        A receipt's code or number, an order's or an invoice's number, a product's
        barcode, a lot or serial number, the last four digits of a card, a day with
        or without an amount, a customer's name, phone or e-mail, a part of a
        receipt's number.

        :return: generator of {kind of sale: domain}
        """
        kind, value = read_search_term(term)
        if kind != "text":
            yield {"ticket": Domain(kind, "=", value)}
            return
        sales = self._get_goods_domain(config) & Domain("is_refund", "=", False)
        if not value:
            yield {
                "ticket": sales & Domain("config_id.store_id", "=", config.store_id.id)
            }
            return
        yield {"ticket": Domain("pos_reference", "=", value)}
        yield self._get_order_reading(config, sales, value)
        yield self._get_invoice_reading(config, value)
        yield self._get_product_reading(sales, value)
        yield self._get_lot_reading(sales, value)
        if len(value) == 4 and value.isdigit():
            yield {"ticket": sales & Domain("payment_ids.card_no", "=", value)}
        yield self._get_day_reading(config, sales, value)
        if len(value) >= 3:
            # Orders are found by the same customers, by indexes of theirs.
            found = self.env["retail.order.request"]._find_partner_ids(config, value)
            partner = Domain("partner_id", "in", found)
            yield {"ticket": sales & partner, "order": partner, "invoice": partner}
            yield {"ticket": Domain("pos_reference", "ilike", value)}

    @api.model
    def _get_goods_domain(self, config):
        """Leave out tickets that sold no goods, as those of a deposit alone."""
        special = config._get_special_products()
        goods = [("qty", ">", 0), ("product_id", "not in", special.ids)]
        return Domain("lines", "any", goods)

    @api.model
    def _get_order_reading(self, config, sales, reference):
        """Match an order, and the tickets that took or handed out a part of it."""
        names = [reference, reference.upper()]
        orders = self.env["sale.order"].search(
            Domain("company_id", "=", config.company_id.id)
            & (
                Domain("customer_order_reference", "in", names)
                | Domain("name", "in", names)
                | Domain("client_order_ref", "in", names)
            )
        )
        tickets = Domain("customer_order_id", "in", orders.ids) | Domain(
            "pickup_order_id", "in", orders.ids
        )
        return {"ticket": sales & tickets, "order": Domain("id", "in", orders.ids)}

    @api.model
    def _get_invoice_reading(self, config, number):
        """Match what an invoice is of: its ticket, its orders, or itself."""
        invoices = self.env["account.move"].search(
            Domain("company_id", "=", config.company_id.id)
            & Domain("state", "=", "posted")
            & Domain("name", "in", [number, number.upper()])
        )
        orders = invoices.invoice_line_ids.sale_line_ids.order_id
        return {
            "ticket": Domain("account_move", "in", invoices.ids),
            "order": Domain("id", "in", orders.ids),
            "invoice": Domain("id", "in", invoices.ids),
        }

    @api.model
    def _get_product_reading(self, sales, barcode):
        products = self.env["product.product"].search([("barcode", "=", barcode)])
        sold = Domain("product_id", "in", products.ids)
        return {
            "ticket": sales & Domain("lines", "any", sold),
            "order": Domain("order_line", "any", sold),
            "invoice": Domain("invoice_line_ids", "any", sold),
        }

    @api.model
    def _get_lot_reading(self, sales, name):
        """Match what sold a lot or a serial number, at a register or by a delivery."""
        moves = self.env["stock.move.line"].search(
            [
                ("lot_id.name", "=", name),
                ("state", "=", "done"),
                ("location_dest_id.usage", "=", "customer"),
            ]
        )
        orders = moves.move_id.sale_line_id.order_id
        lots = self.env["pos.pack.operation.lot"].search([("lot_name", "=", name)])
        tickets = lots.pos_order_line_id.order_id
        return {
            "ticket": sales & Domain("id", "in", tickets.ids),
            "order": Domain("id", "in", orders.ids),
        }

    @api.model
    def _get_day_reading(self, config, sales, text):
        """Match the sales of a day, as it was in the register's store."""
        store = config.store_id
        today = store._get_local_today() if store else fields.Date.today()
        found = read_day_and_amount(text, today)
        if not found:
            return {}
        day, amount = found
        zone = pytz.timezone(store.tz or store._default_tz())
        start, end = (
            zone.localize(datetime.combine(one, time.min))
            .astimezone(pytz.utc)
            .replace(tzinfo=None)
            for one in (day, day + timedelta(days=1))
        )
        moment = Domain("date_order", ">=", start) & Domain("date_order", "<", end)
        paid = Domain.TRUE
        if amount is not None:
            half = config.currency_id.rounding / 2
            paid = Domain("amount_total", ">", amount - half)
            paid &= Domain("amount_total", "<", amount + half)
        return {
            "ticket": sales & moment & paid,
            "order": moment & paid,
            "invoice": Domain("invoice_date", "=", day) & paid,
        }
