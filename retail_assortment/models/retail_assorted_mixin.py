from odoo import api, fields, models


class RetailAssortedMixin(models.AbstractModel):
    """What stores carry: products and variants, each by the lines that concern it."""

    _name = "retail.assorted.mixin"
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

    @api.depends_context("allowed_company_ids")
    @api.depends("active", "categ_id.parent_path", "company_id")
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
        if operator not in ("in", "any"):
            return NotImplemented
        stores = self.env["stock.warehouse"]
        if operator == "any":
            return stores.search(value)._get_range_domain(self._name)
        ids = [number for number in value if number and isinstance(number, int)]
        domain = stores.browse(ids).exists()._get_range_domain(self._name)
        if False in value:
            everywhere = stores.search([("is_store", "=", True)])
            domain |= ~everywhere._get_range_domain(self._name)
        return domain

    @api.depends("assorted_store_ids")
    def _compute_assorted_store_count(self):
        for product in self:
            product.assorted_store_count = len(product.assorted_store_ids)

    def action_view_assorted_stores(self):
        """Open the stores that carry these products today."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_base.stock_warehouse_action"
        )
        return {
            **action,
            "domain": [("id", "in", self.assorted_store_ids.ids)],
            "context": {},
        }
