from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.retail_base.tools.read_id import read_id

from ..tools.payload_prepare import read_text
from .retail_order_request_find import MAX_FOUND, PAGE

PREPARE_PRESETS = ("all", "pickup", "ship")


class RetailOrderRequest(models.Model):
    """What a register sees of what its store prepares (FU-01).

    As for the other calls of a register: it is checked first, then deliveries of its
    store alone are looked at with superuser rights.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def find_deliveries_from_ui(self, config_id, options):
        """List what the register's store is to pick, pack and ship (FU-01, FU-02).

        :param int config_id: the register
        :param dict options: "preset": "pickup", "ship" or "all"; "term": an order, a
            delivery, a customer or a product; "worker": who uses the register;
            "offset", "limit"
        :return: {"counts": {preset: number, at most 1000}, "total": of those found,
            "deliveries": [{"id", "name", "order_id", "order", "reference", "customer",
            "collector", "phone", "mode": "pickup" or "ship", "carrier", "address",
            "date", "slot", "overdue", "expedited", "total", "balance", "state": see
            `get_state`, "state_label", "worker": who picks, "mine": whether that is
            you, "claim_obstacle", "place": where it is staged, "told": since when the
            customer knows, "obstacle": why nothing is prepared, "payment_missing":
            before it may leave, "lines": see `stock.picking._describe_line`}]}
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        options = options if isinstance(options, dict) else {}
        preset = options.get("preset")
        preset = preset if preset in PREPARE_PRESETS else "all"
        deliveries = self.env["stock.picking"].sudo()
        by_preset = self._get_prepare_domains(config.store_id)
        domain = by_preset[preset]
        term = str(options.get("term") or "").strip()
        if term:
            domain &= self._get_prepare_term_domain(config, term)
        page = deliveries.search(
            domain,
            offset=read_id(options.get("offset")) or 0,
            limit=min(read_id(options.get("limit")) or PAGE, PAGE),
            order="priority desc, scheduled_date, id",
        )
        return {
            "counts": {
                one: deliveries.search_count(found, limit=MAX_FOUND)
                for one, found in by_preset.items()
            },
            "total": deliveries.search_count(domain),
            "deliveries": page._describe_for_till(
                config.store_id, read_text(options, "worker")
            ),
        }

    @api.model
    def _get_prepare_domains(self, store):
        """Return {preset: domain of the deliveries that a store prepares}."""
        domain = self._get_prepare_domain(store)
        ways = {
            way: domain & Domain("fulfilment_key", "=like", f"{way}/%")
            for way in ("pickup", "ship")
        }
        return {"all": domain, **ways}

    @api.model
    def _get_prepare_domain(self, store):
        """Return the domain of the deliveries that a store prepares.

        What it rejected waits for another store, what nobody claimed for a call.
        """
        types = self.env["stock.picking.type"].sudo()
        mine = types.search([("warehouse_id", "=", store.id)])
        wanted = (
            Domain("state", "not in", ("done", "cancel"))
            & Domain("sale_line_id.acceptance", "!=", "rejected")
            & Domain("sale_line_id.pickup_unclaimed", "!=", True)
        )
        return (
            Domain("picking_type_id", "in", mine.ids)
            & Domain("fulfilment_key", "!=", False)
            & Domain("state", "in", ("waiting", "confirmed", "assigned"))
            & Domain("location_dest_id.usage", "=", "customer")
            & Domain("move_ids", "any", wanted)
        )

    @api.model
    def _get_prepare_term_domain(self, config, term):
        products = self.env["product.product"].sudo()
        found = products.search(
            Domain("barcode", "=", term) | Domain("default_code", "=", term),
            limit=MAX_FOUND,
        )
        orders = self._get_preset_domain(config, "all") & Domain("state", "=", "sale")
        return (
            Domain("sale_id", "in", self._find_order_ids(config, term, orders))
            | Domain("name", "=ilike", term)
            | Domain("staged_place", "=ilike", term)
            | Domain("move_ids.product_id", "in", found.ids)
        )

    @api.model
    def count_orders_from_ui(self, config_id):
        """Override of this addon's own method to count what is to be prepared (NT-01).

        :return: as before, and "prepare": deliveries that are not staged, or to ship
        """
        counts = super().count_orders_from_ui(config_id)
        config = self.env["pos.config"]._browse_from_ui(config_id)
        domain = self._get_prepare_domain(config.store_id) & (
            Domain("staged_since", "=", False)
            | Domain("fulfilment_key", "=like", "ship/%")
        )
        # A number leaves here.
        deliveries = self.env["stock.picking"].sudo()
        return {**counts, "prepare": deliveries.search_count(domain, limit=MAX_FOUND)}

    @api.model
    def _browse_deliveries(self, config, ids):
        """Return deliveries of customer orders that a register names, as superuser."""
        deliveries = self.env["stock.picking"].sudo().browse(ids).exists()
        known = deliveries._get_customer_deliveries().filtered(
            lambda picking: picking.company_id == config.company_id
        )
        if len(known) != len(ids):
            raise UserError(
                self.env._("This delivery does not exist any more. Refresh the list.")
            )
        return known

    @api.model
    def _answer_deliveries(self, config, orders, worker, message=""):
        """Answer a register with what the store still prepares of these orders."""
        domain = self._get_prepare_domain(config.store_id)
        found = self.env["stock.picking"].sudo()
        found = found.search(domain & Domain("sale_id", "in", orders.ids))
        config.store_id.sudo()._notify_orders_changed()
        return {
            "ok": True,
            "message": message,
            "order_ids": orders.ids,
            "deliveries": found._describe_for_till(config.store_id, worker),
        }
