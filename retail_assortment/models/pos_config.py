from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.retail_base.tools.read_id import read_ids

from ..tools.range_rule import is_in_force

PENDING = "retail_assortment.range_changed"


class PosConfig(models.Model):
    _inherit = "pos.config"

    def _get_range_domain(self):
        """Build the domain of the products or variants that this register's store
        carries today; a warehouse that is no store carries all."""
        self.ensure_one()
        store = self.store_id
        if not (store.is_store and store.active):
            return Domain.TRUE
        return Domain("assorted_store_ids", "in", store.ids)

    @api.model
    def get_range_from_ui(self, config_id, template_ids=None, want_missing=False):
        """Tell a register which of its products its store does not carry (OA-01).

        :param int config_id: the register
        :param list template_ids: ids of the `product.template` that are asked about
        :param bool want_missing: whether these are all that it has, and it wants to
            know what it lacks
        :return: {"store": name, "restricted": whether the store has a range at all,
            "policy": see `retail.profile`, "approval_minutes": how long an approval
            lasts, "outside": ids of the products outside the range, "outside_variants":
            ids of variants outside, of products inside, "blocked" and
            "blocked_variants": {id as text: sentence} of what may not be sold though
            it shows (AS-11), "missing": ids of products inside that it should load,
            "next_change": seconds until a date changes this, or False}
        :raise UserError: there is no such register
        :raise AccessError: the user may not use it
        """
        config = self._browse_from_ui(config_id)
        store = config.store_id
        asked = read_ids(template_ids)
        change = store._get_next_range_change()
        restricted = bool(store._get_published_assortments())
        return {
            "store": store.name,
            "restricted": restricted,
            "policy": store._get_out_of_range_policy(),
            "approval_minutes": config.company_id.retail_approval_minutes,
            "next_change": change and (change - fields.Datetime.now()).total_seconds(),
            **config._sort_by_range(asked if restricted else []),
            **config._find_blocked(asked),
            "missing": config._find_missing(asked) if want_missing else [],
        }

    def _sort_by_range(self, asked):
        """Sort out which products, and which variants of the others, are outside."""
        self.ensure_one()
        if not asked:
            return {"outside": [], "outside_variants": []}
        special = self._get_unranged_products()
        carried = self._get_range_domain()
        templates = self.env["product.template"].with_context(active_test=False)
        outside = templates.search(
            Domain("id", "in", asked)
            & Domain("id", "not in", special.product_tmpl_id.ids)
            & ~carried,
            order="id",
        )
        variants = self.env["product.product"].with_context(active_test=False)
        outside_variants = variants.search(
            Domain("product_tmpl_id", "in", asked)
            & Domain("product_tmpl_id", "not in", outside.ids)
            & Domain("id", "not in", special.ids)
            & ~carried,
            order="id",
        )
        return {"outside": outside.ids, "outside_variants": outside_variants.ids}

    def _find_blocked(self, asked):
        """Find which products, and which variants of the others, are blocked."""
        self.ensure_one()
        store = self.store_id
        today = store._get_local_today()
        # A cashier reads the sentence of a block, and nothing else of it.
        blocks = self.env["retail.sale.block"].sudo()
        found = {"blocked": {}, "blocked_variants": {}}
        for block in blocks.search([("product_tmpl_id", "in", asked)]):
            if block._concerns(store.company_id) and is_in_force(block, today):
                variant = block.product_id
                key = "blocked_variants" if variant else "blocked"
                blocked_id = str((variant or block.product_tmpl_id).id)
                found[key].setdefault(blocked_id, block._get_sentence())
        return found

    def _find_missing(self, loaded):
        """Return ids of products of the range to load beside those that are loaded.

        A register that opens again asks core only for products that were written
        since; these joined the range without being written.
        """
        self.ensure_one()
        room = self.get_limited_product_count() - len(loaded)
        if self._get_range_domain().is_true() or room <= 0:
            return []
        templates = self.env["product.template"]
        domain = Domain(templates._load_pos_data_domain({}, self))
        domain &= Domain("id", "not in", loaded)
        return templates.search(domain, limit=room).ids

    def _get_unranged_products(self):
        """Return the products that serve the register itself, as tips do."""
        self.ensure_one()
        return self._get_special_products() | self.tip_product_id

    @api.model
    def _notify_range_changed(self):
        """Tell all open registers, once in a transaction, to ask for their range."""
        precommit = self.env.cr.precommit
        if PENDING not in precommit.data:
            precommit.data[PENDING] = True
            precommit.add(self._send_range_changed)

    @api.model
    def _send_range_changed(self):
        # Whoever changes a range need not be a user of the registers concerned.
        sessions = self.env["pos.session"].sudo().search([("state", "!=", "closed")])
        for config in sessions.config_id:
            config._notify("RETAIL_RANGE", {})
