from odoo import api, fields, models


class RetailAssortmentPublish(models.TransientModel):
    """What publishing assortments changes, shown before it is done."""

    _name = "retail.assortment.publish"
    _description = "Publish Assortments"

    assortment_ids = fields.Many2many(
        comodel_name="retail.assortment", string="Assortments", readonly=True
    )
    date = fields.Date(string="On", compute="_compute_impact")
    added_product_count = fields.Integer(compute="_compute_impact")
    added_store_count = fields.Integer(compute="_compute_impact")
    removed_product_count = fields.Integer(compute="_compute_impact")
    removed_store_count = fields.Integer(compute="_compute_impact")
    restricted_names = fields.Char(
        compute="_compute_impact",
        help="The companies whose stores carry everything until now.",
    )
    unmanned_names = fields.Char(
        compute="_compute_impact", help="Stores without a register."
    )

    @api.depends("assortment_ids")
    def _compute_impact(self):
        for wizard in self:
            impact = wizard.assortment_ids._get_impact()
            wizard.date = impact["date"]
            wizard.added_product_count = impact["added_products"]
            wizard.added_store_count = len(impact["added_stores"])
            wizard.removed_product_count = impact["removed_products"]
            wizard.removed_store_count = len(impact["removed_stores"])
            wizard.restricted_names = ", ".join(impact["restricted"].mapped("name"))
            unmanned = (impact["added_stores"] | impact["removed_stores"]).filtered(
                lambda store: not store.register_ids
            )
            wizard.unmanned_names = ", ".join(unmanned[:10].mapped("name"))

    def action_publish(self):
        """Publish the assortments.

        :raise ValidationError: one has no line, or no store
        """
        self.assortment_ids.action_publish()
        return {"type": "ir.actions.act_window_close"}

    def action_view_added(self):
        """Open the products that some store will carry."""
        return self._view_products(self.env._("Added by Publishing"))

    def action_view_removed(self):
        """Open the products that some store will no longer carry."""
        return self._view_products(self.env._("Removed by Publishing"), removed=True)

    def _view_products(self, name, removed=False):
        self.ensure_one()
        products = self.assortment_ids._get_impact_products(removed)
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "product.template",
            "views": [[False, "list"], [False, "form"]],
            "domain": [("id", "in", products.ids)],
        }
