from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.retail_base.tools.read_id import read_ids

from ..tools.range_query import select_lines
from ..tools.range_rule import Line, is_in_force


class RetailAssortedMixin(models.AbstractModel):
    """What stores carry: products and variants, each by the lines that concern it."""

    _name = "retail.assorted.mixin"
    _inherit = ["retail.range.verdict"]
    _description = "Carried by Stores"

    assorted_store_ids = fields.Many2many(
        comodel_name="stock.warehouse",
        string="Carried By",
        compute="_compute_assorted_store_ids",
        search="_search_assorted_store_ids",
        help="The stores whose range has this today. "
        "A product is carried where one of its variants is.",
    )
    assorted_store_count = fields.Integer(
        string="Number of Stores", compute="_compute_assorted_store_count"
    )

    sale_block_count = fields.Integer(
        string="Number of Sales Blocks",
        compute="_compute_sale_block_count",
        groups="retail_base.group_retail_user",
    )

    @api.depends_context("allowed_company_ids")
    @api.depends("active", "categ_id.parent_path", "company_id", "sale_ok")
    def _compute_assorted_store_ids(self):
        stores = self.env["stock.warehouse"].search([("is_store", "=", True)])
        carrying = stores._get_stores_carrying(self._origin)
        for product in self:
            product.assorted_store_ids = stores.browse(
                carrying.get(product._origin.id, [])
            )

    @api.model
    def _search_assorted_store_ids(self, operator, value):
        """Search what at least one of some stores carries today (AS-02).

        `False` among the stores searches what no store carries.
        """
        stores = self.env["stock.warehouse"]
        if operator == "any":
            return stores.search(value)._get_range_domain(self._name)
        if operator not in ("in", "not in"):
            return NotImplemented
        denied = operator == "not in"
        ids = read_ids(value)
        named = stores.browse(ids).exists()
        domain = named._get_range_domain(self._name, alone=not denied and len(ids) == 1)
        if False in value:
            everywhere = stores.search([("is_store", "=", True)])
            domain |= ~everywhere._get_range_domain(self._name)
        return ~domain if denied else domain

    @api.depends("assorted_store_ids")
    def _compute_assorted_store_count(self):
        for product in self:
            product.assorted_store_count = len(product.assorted_store_ids)

    def _compute_sale_block_count(self):
        blocks = self.env["retail.sale.block"].search(self._get_block_domain())
        for product in self:
            mine = blocks.filtered(lambda one, p=product: one._names(p))
            product.sale_block_count = len(mine)

    def action_view_sale_blocks(self):
        """Open the sales blocks of this product, past ones as well."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_assortment.retail_sale_block_action"
        )
        return {
            **action,
            "domain": list(self._get_block_domain()),
            "context": {"default_product_tmpl_id": self._get_ranged_template().id},
        }

    def action_view_assorted_stores(self):
        """Open the stores, those that carry this first, with the reason of each."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_assortment.stock_warehouse_range_action"
        )
        return {
            **action,
            "display_name": self.env._("Stores of %s", self.display_name),
            "context": {
                "range_product": f"{self._name},{self.id}",
                "search_default_filter_in_range": 1,
            },
        }

    def action_explain_range(self):
        """Open why the store in the context carries this, or why not."""
        self.ensure_one()
        store = self.env["stock.warehouse"].browse(
            self.env.context.get("range_store_id") or []
        )
        return self.env["retail.range.explain"]._open(self, store.exists())

    def _get_range_lines(self, assortments=None):
        """Read the lines that concern these products, in one query.

        :param list assortments: ids of the only `retail.assortment` to look at
        :return: list of `Line`
        """
        self.env["stock.warehouse"]._flush_range()
        query = select_lines(self._select_range_items(), assortments)
        return [Line(*row) for row in self.env.execute_query(query)]

    def _get_stopped_places(self, groups):
        """Say in which groups of stores these products are stopped.

        :param list groups: keys of `stock.warehouse._group_by_range`
        :return: {(variant id, None) or (None, product id): set of groups}
        """
        stopped = defaultdict(int)
        # Whoever asks what a store carries need not see why something is stopped.
        blocks = self.env["retail.sale.block"].sudo()
        for block in blocks.search(
            self._get_block_domain() & Domain("kind", "=", "stopped")
        ):
            variant = block.product_id.id or None
            key = (variant, None if variant else block.product_tmpl_id.id)
            for number, (company, _rule, today) in enumerate(groups):
                if block._concerns(company) and is_in_force(block, today):
                    stopped[key] |= 1 << number
        return stopped
