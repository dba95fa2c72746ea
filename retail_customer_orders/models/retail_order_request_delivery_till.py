from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError

MOST_DAYS = 60


class RetailOrderRequest(models.Model):
    """What a register asks about delivery modes and slots."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def get_slots_from_ui(self, config_id, store_id, product_ids, days=14):
        """Say how and when products can be picked up in a store (DM-04, TS-05).

        :param int config_id: the register
        :param int store_id: where the customer wants to come; any store that the
            register's store may promise
        :param list product_ids: the `product.product` to pick up together
        :param int days: how far ahead, today not counted
        :return: {"modes": [{"id": of the `delivery.carrier`, or False where there are
            none to choose from, "name", "needs_slot": bool, "slots": [{"start", "end":
            ISO moments in UTC, "day": the date in the store, "label": "10:00–11:00",
            "left": how many orders more}]}]}; full slots are there, with 0 left
        :raise UserError: the store offers no pickup for this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        # A cashier reads neither delivery modes nor orders; the answer is plain data.
        seller = config.store_id.sudo()
        store = self._browse_promised_store(seller, store_id, "pickup")
        products = self._browse_products(config, product_ids)
        modes = self.env["delivery.carrier"].sudo()
        modes = modes._get_delivery_modes("pickup", config.company_id)
        offered = modes._filter_offered(store, products, store.partner_id)
        choices = list(offered) if modes else [modes]
        last = store._get_local_today() + timedelta(days=_read_days(days))
        return {"modes": [store._describe_mode(mode, last) for mode in choices]}

    @api.model
    def get_delivery_modes_from_ui(self, config_id, payload, partner_id):
        """Say how goods can be delivered together, and what it costs (DM-02).

        :param int config_id: the register
        :param dict payload: an order as in `pos.order.customer_order_payload`, with
            lines of the same fulfilment, store, address and day
        :param partner_id: id of the customer
        :return: {"modes": [{"id", "name", "amount": price in the register's currency,
            "why_not": why the carrier does not take the goods, or ""}]}: those that
            are valid for all lines
        :raise UserError: the order cannot be read
        """
        request, parsed = self._resolve_from_ui(config_id, payload, partner_id)
        lines = parsed["lines"]
        modes = lines[0]["modes"]
        for line in lines:
            modes &= line["modes"]
        return {"modes": [request._describe_rate(mode, lines) for mode in modes]}

    @api.model
    def get_charges_from_ui(self, config_id, payload, partner_id):
        """Say what the deliveries of an order cost, and what the order costs in all.

        The register shows these charges, changed if need be, and names them in
        "charges" of the payload: [{"code", "amount", "reason_id", "note", "lines"}].

        :param int config_id: the register
        :param dict payload: as in `pos.order.customer_order_payload`
        :param partner_id: id of the customer
        :return: {"charges": [{"code", "name", "amount", "total": taxes included,
            "tax_ids", "lines": their uuids}] at the carriers' rates, "total",
            "deposit_required" and "deposit_explanation": with the charges that the
            payload names or, where it names none, with these}, all with taxes by
            where the customer gets the goods
        :raise UserError: the order cannot be read, or a carrier does not take it
        """
        request, parsed = self._resolve_from_ui(config_id, payload, partner_id)
        rates = request._get_rates(parsed["lines"])
        if parsed["charges"] is None:
            parsed["charge_lines"] = rates
        terms = request._get_deposit_terms(parsed)
        return {
            "charges": [
                {
                    "code": rate["code"].code,
                    "name": rate["mode"].name,
                    "amount": rate["price_unit"],
                    "total": request._get_rate_total(rate),
                    "tax_ids": rate["taxes"].ids,
                    "lines": [line["uuid"] for line in rate["lines"]],
                }
                for rate in rates
            ],
            "total": terms["total"],
            **request._describe_deposit(terms),
        }

    def _get_rate_total(self, rate):
        """Return what a rate costs, taxes included."""
        totals = rate["taxes"].compute_all(
            rate["price_unit"], self.currency_id, rate["qty"], rate["product"]
        )
        return totals["total_included"]

    @api.model
    def _resolve_from_ui(self, config_id, payload, partner_id):
        config = self.env["pos.config"]._browse_from_ui(config_id)
        # Everything that the order depends on is looked at, nothing is written.
        request = self.sudo().new(self._prepare_check(config, payload, partner_id))
        return request, request._check_request(judged=True)

    def _describe_rate(self, mode, lines):
        """Describe a delivery mode with what it costs, see above."""
        lines = [{**line, "mode": mode} for line in lines]
        answer = {"id": mode.id, "name": mode.name, "amount": 0.0, "why_not": ""}
        try:
            answer["amount"] = self._get_rate(lines)
        except UserError as error:
            answer["why_not"] = str(error.args[0])
        return answer

    @api.model
    def _browse_promised_store(self, seller, store_id, fulfilment):
        offered = seller._get_promised_stores(fulfilment)
        store = offered.filtered(lambda one: one.id == store_id)
        if not store:
            raise UserError(
                self.env._("This store does not deliver for yours. Choose another one.")
            )
        return store

    @api.model
    def _browse_products(self, config, product_ids):
        ids = [one for one in product_ids or [] if type(one) is int]
        products = self.env["product.product"].sudo().browse(ids).exists()
        return products.filtered(
            lambda one: one.company_id.id in (False, config.company_id.id)
        )


def _read_days(days):
    return min(days, MOST_DAYS) if type(days) is int and days >= 0 else MOST_DAYS
