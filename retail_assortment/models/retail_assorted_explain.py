from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from ..tools.range_rule import explain, get_period, is_in_force
from .retail_range_verdict import Verdict


class RetailAssortedMixin(models.AbstractModel):
    """Why stores carry products, or why not: everything that has a say is looked at."""

    _inherit = "retail.assorted.mixin"

    def _get_range_verdicts(self):
        """Explain these products for the store in the context.

        :return: {product id: `Verdict`}; empty without a store
        """
        store = self.env["stock.warehouse"].browse(
            self.env.context.get("range_store_id") or []
        )
        if not store.exists():
            return {}
        verdicts = self._origin._explain_range(store)
        return {product_id: one for (product_id, _store), one in verdicts.items()}

    @api.model
    def _search_is_in_range(self, operator, value):
        if operator != "in":
            return NotImplemented
        store = self.env["stock.warehouse"].browse(
            self.env.context.get("range_store_id") or []
        )
        carried = store.exists()._get_range_domain(self._name)
        return Domain.OR(carried if one else ~carried for one in set(value))

    def _explain_range(self, stores):
        """Explain why stores carry these products today, or why not.

        A handful of indexed queries, however many products and lines there are.

        :param stores: `stock.warehouse` records
        :return: {(product id, store id): `Verdict`}
        """
        lines = defaultdict(list)
        for line in self._get_range_lines():
            lines[line.item_id, line.variant_id].append(line)
        rules = stores._get_rules()
        restricted = stores._get_published_assortments()
        blocks = self.env["retail.sale.block"].sudo().search(self._get_block_domain())
        verdicts = {}
        for store in stores:
            today = store._get_local_today()
            context = {
                "rules": rules[store.id] if store.id in restricted else None,
                "companies": store.company_id.sudo().parent_ids,
                "today": today,
                "blocks": blocks.filtered(
                    lambda one, store=store, today=today: is_in_force(one, today)
                    and one._concerns(store.company_id)
                ),
            }
            for product in self.sudo():
                verdicts[product.id, store.id] = min(
                    (
                        product._explain_variant(
                            variant, lines[product.id, variant], **context
                        )
                        for variant in product._get_judged_variants()
                    ),
                    key=lambda one: one.rank,
                )
        return verdicts

    def _explain_variant(self, variant_id, lines, rules, companies, today, blocks):
        """Explain one variant of this product (or the product itself) in one store.

        :param variant_id: id of the variant, None for the product itself
        :param lines: the `Line` that concern it
        :param rules: {assortment id: `Rule`} of the store; None if nothing restricts it
        :param companies: the `res.company` whose products it may carry
        :param date today: the date that it is there
        :param blocks: the `retail.sale.block` that hold there today
        :return: `Verdict`
        """
        variant = self.env["product.product"].browse(variant_id or [])
        template = self._get_ranged_template()
        mine = blocks.filtered(
            lambda one: one.product_tmpl_id == template
            and (one.product_id or variant) == variant
        )
        stop = mine.filtered(lambda one: one.kind == "stopped")[:1]
        if not self.active:
            return Verdict("archived")
        if not self.company_id <= companies:
            return Verdict("other_company")
        if not self.sale_ok:
            return Verdict("not_for_sale")
        if stop:
            return Verdict("stopped", block_id=stop.id, date=stop.date_start)
        if rules is None:
            verdict = Verdict("unrestricted")
        else:
            verdict = self._explain_lines(lines, rules, today)
        if verdict.verdict not in ("carried", "unrestricted"):
            return verdict
        if mine:
            block = mine[0]
            return Verdict("blocked", verdict.line_id, block.id, block.date_start)
        if not self.available_in_pos:
            return Verdict("no_till", verdict.line_id)
        return verdict

    @api.model
    def _explain_lines(self, lines, rules, today):
        verdict, line = explain(lines, rules, today)
        if not line:
            return Verdict(verdict)
        first, last = get_period(line, rules)
        return Verdict(verdict, line.id, date=last if verdict == "ended" else first)
