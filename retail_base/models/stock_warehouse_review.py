from odoo import fields, models


class StockWarehouse(models.Model):
    """The review list of a store, and who looks after it."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    manager_id = fields.Many2one(
        comodel_name="res.users",
        string="Store Manager",
        index="btree_not_null",
        ondelete="set null",
        domain="[('share', '=', False)]",
        help="Looks after the review list of this store.",
    )
    open_review_count = fields.Integer(
        string="To Review",
        compute="_compute_open_review_count",
        groups="retail_base.group_retail_user",
    )

    def _compute_open_review_count(self):
        counts = dict(
            self.env["retail.review"]._read_group(
                [("store_id", "in", self.ids), ("state", "=", "open")],
                ["store_id"],
                ["__count"],
            )
        )
        for warehouse in self:
            warehouse.open_review_count = counts.get(warehouse, 0)

    def action_view_retail_reviews(self):
        """Open what is to be looked into in these stores."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_base.retail_review_action"
        )
        return {**action, "domain": [("store_id", "in", self.ids)]}
