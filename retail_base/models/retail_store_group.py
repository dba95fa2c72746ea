from odoo import api, fields, models
from odoo.exceptions import ValidationError


class RetailStoreGroup(models.Model):
    """A node of the tree that stores are arranged in: country, region, district."""

    _name = "retail.store.group"
    _description = "Store Group"
    _parent_store = True
    _rec_name = "complete_name"
    _order = "complete_name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    complete_name = fields.Char(
        compute="_compute_complete_name", store=True, recursive=True
    )
    active = fields.Boolean(default=True)
    parent_id = fields.Many2one(
        comodel_name="retail.store.group",
        string="Parent Group",
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many(
        comodel_name="retail.store.group",
        inverse_name="parent_id",
        string="Subgroups",
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        index=True,
        help="Leave empty to share the group among all companies.",
    )
    store_ids = fields.One2many(
        comodel_name="stock.warehouse",
        inverse_name="store_group_id",
        string="Stores",
    )
    store_count = fields.Integer(
        string="Number of Stores",
        compute="_compute_store_count",
        recursive=True,
        help="Stores of this group and of all groups below it.",
    )

    @api.depends("name", "parent_id.complete_name")
    def _compute_complete_name(self):
        for group in self:
            parent_name = group.parent_id.complete_name
            group.complete_name = (
                f"{parent_name} / {group.name}" if parent_name else group.name
            )

    @api.depends("parent_path", "store_ids", "child_ids.store_count")
    def _compute_store_count(self):
        counts = self.env["stock.warehouse"]._read_group(
            [("store_group_id", "child_of", self.ids)], ["store_group_id"], ["__count"]
        )
        for group in self:
            prefix = group.parent_path
            group.store_count = sum(
                count
                for below, count in counts
                if prefix and below.parent_path.startswith(prefix)
            )

    def write(self, vals):
        if vals.get("parent_id"):
            self._check_parent(self.browse(vals["parent_id"]))
        return super().write(vals)

    def _check_parent(self, parent):
        """Refuse a circle with a sentence, before the tree itself says "Recursion"."""
        above = (parent.parent_path or "").split("/")
        for group in self:
            if str(group.id) in above:
                raise ValidationError(
                    self.env._(
                        "%(group)s cannot be below itself. Choose another parent "
                        "group.",
                        group=group.complete_name,
                    )
                )

    def action_view_stores(self):
        """Open the stores of this group and of the groups below it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_base.stock_warehouse_action"
        )
        return {
            **action,
            "display_name": self.complete_name,
            "domain": [("store_group_id", "child_of", self.id)],
            "context": {"default_store_group_id": self.id, "default_is_store": True},
        }
