from dateutil.relativedelta import relativedelta

from odoo import fields, models


class StockWarehouse(models.Model):
    _inherit = "stock.warehouse"

    return_location_id = fields.Many2one(
        comodel_name="stock.location",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('usage', '=', 'internal'), ('warehouse_id', '=', id)]",
        help="Where goods go that customers bring back to this store. "
        "Leave empty to put them straight back on the shelf.",
    )
    retail_return_count = fields.Integer(
        string="Returns This Week",
        compute="_compute_retail_return_count",
        groups="retail_base.group_retail_user",
    )

    def _get_return_count_domain(self):
        since = fields.Datetime.now() - relativedelta(days=7)
        return [("store_id", "in", self.ids), ("date", ">=", since)]

    def _compute_retail_return_count(self):
        counts = dict(
            self.env["retail.return"]._read_group(
                self._get_return_count_domain(), ["store_id"], ["__count"]
            )
        )
        for warehouse in self:
            warehouse.retail_return_count = counts.get(warehouse, 0)

    def _refuses_return_without_sale(self):
        """Say whether this store takes goods back only with the sale they are of."""
        self.ensure_one()
        if not self.is_store:
            return False
        has_profile = self.profile_id or self.company_id.retail_profile_id
        default = "refuse" if has_profile else "allow"
        policy = self._get_profile_value("return_without_sale_policy") or default
        return policy == "refuse"

    def action_view_retail_returns(self):
        """Open what came back to this store in the last seven days."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_returns.retail_return_action"
        )
        action["domain"] = self._get_return_count_domain()
        return action
