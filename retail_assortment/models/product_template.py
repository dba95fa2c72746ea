from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.retail_base.tools.read_id import read_ids

from ..tools.range_query import RangeQuery
from ..tools.range_rule import judge, spread


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = ["product.template", "retail.assorted.mixin"]

    # Core has no index on the category, and a range is read by category: without it
    # the whole catalogue is read, seven times as slow with 100,000 products.
    _range_idx = models.Index("(categ_id)")

    assortment_ids = fields.Many2many(
        comodel_name="retail.assortment",
        string="Assortments",
        compute="_compute_assortment_ids",
        search="_search_assortment_ids",
        groups="retail_base.group_retail_user",
        help="The assortments that carry this product by themselves, today or on "
        "their first day, whether published or not.",
    )

    @api.depends("active", "categ_id.parent_path")
    def _compute_assortment_ids(self):
        assortments = self.env["retail.assortment"].search([("line_ids", "!=", False)])
        days = assortments._get_range_days()
        places = [([one.id], day) for one, day in days.items()]
        lines = self._origin._get_range_lines(assortments.ids)
        carrying = defaultdict(int)
        for (product_id, _variant), here in judge(lines, *spread(places)).items():
            carrying[product_id] |= here
        for product in self:
            here = carrying[product._origin.id]
            product.assortment_ids = assortments.browse(
                one.id for number, one in enumerate(days) if here >> number & 1
            )

    @api.model
    def _search_assortment_ids(self, operator, value):
        if operator != "in":
            return NotImplemented
        ids = read_ids(value)
        assortments = self.env["retail.assortment"].browse(ids).exists()
        self.env["stock.warehouse"]._flush_range()
        return Domain.OR(
            Domain("id", "in", RangeQuery(one.ids, day).select(self._name))
            for one, day in assortments._get_range_days().items()
        )

    def action_view_range_matrix(self):
        """Open which stores carry which of these products."""
        return self.env["retail.range.matrix"]._open(product_tmpl_ids=self.ids)

    def _get_ranged_template(self):
        """Return the product itself, as variants return theirs."""
        return self

    def _get_judged_variants(self):
        """List the ids of what this product is judged by, None for itself."""
        self.ensure_one()
        return self.with_context(active_test=True).product_variant_ids.ids or [None]

    def _get_block_domain(self):
        """Build the domain of the sales blocks of these products and their variants."""
        return Domain("product_tmpl_id", "in", self.ids)

    def _select_range_items(self):
        """Build the query of what a product is judged by: each of its active variants,
        or the product alone if it has none."""
        return SQL(
            """
            SELECT template.id,
                   template.id AS product_tmpl_id,
                   product.id AS product_id
              FROM product_template template
              LEFT JOIN product_product product
                ON product.product_tmpl_id = template.id AND product.active
             WHERE template.id = ANY(%s)
            """,
            self.ids,
        )

    def write(self, vals):
        """Override of `product` to tell open registers when a product moves."""
        result = super().write(vals)
        if not {"categ_id", "company_id", "sale_ok"}.isdisjoint(vals):
            self.env["pos.config"]._notify_range_changed()
        return result

    @api.model
    def _load_pos_data_domain(self, data, config):
        """Override of `point_of_sale` to load what the register's store carries."""
        domain = Domain(super()._load_pos_data_domain(data, config))
        return list(domain & config._get_range_domain())

    @api.model
    def _load_pos_data_search_read(self, data, config):
        """Override of `point_of_sale` to send the range with the products: a register
        that loads all of them opens without asking for it."""
        rows = super()._load_pos_data_search_read(data, config)
        if data.get("pos.config") and not self.env.context.get("pos_last_server_date"):
            loaded = [row["id"] for row in rows]
            data["pos.config"][0]["_retail_range"] = config.get_range_from_ui(
                config.id, loaded
            )
        return rows
