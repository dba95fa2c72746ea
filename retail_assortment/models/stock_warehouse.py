from odoo import fields, models

CHANGES = {"active", "is_store", "profile_id", "store_group_id", "tz"}


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    assortment_ids = fields.Many2many(
        comodel_name="retail.assortment",
        relation="retail_assortment_store_rel",
        column1="store_id",
        column2="assortment_id",
        string="Assortments",
        groups="retail_base.group_retail_user",
    )
    range_count = fields.Integer(
        string="Products in the Range", compute="_compute_range_count"
    )

    def _compute_range_count(self):
        for store in self:
            store.range_count = self.env["product.template"].search_count(
                store._get_range_domain("product.template")
            )

    def write(self, vals):
        """Override of `retail_base` to tell open registers when a store moves."""
        result = super().write(vals)
        if not CHANGES.isdisjoint(vals):
            self.env["pos.config"]._notify_range_changed()
        return result

    def action_view_range(self):
        """Open the products that this store carries today, and why; the filter turns
        to those that it does not carry."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_assortment.product_template_action"
        )
        return {
            **action,
            "display_name": self.env._("Range of %s", self.name),
            "context": {
                "range_store_id": self.id,
                "search_default_filter_in_range": 1,
            },
        }

    def _get_out_of_range_policy(self):
        """Say what this store does with products that it does not carry (OA-03).

        :return: "allow", "order_only", "approval" or "forbid"; a store without any
            profile takes orders, one whose profiles say nothing forbids
        """
        self.ensure_one()
        has_profile = self.profile_id or self.company_id.retail_profile_id
        default = "forbid" if has_profile else "order_only"
        return self._get_profile_value("out_of_range_policy") or default
