from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.retail_base.tools.read_id import read_ids

from ..tools.range_query import select_assortments_of_stores


class RetailAssortment(models.Model):
    """What people look for: assortments of a store, and lines among many."""

    _inherit = "retail.assortment"  # pylint: disable=consider-merging-classes-inherited

    named_store_ids = fields.Many2many(
        comodel_name="stock.warehouse",
        string="For Stores",
        compute="_compute_named_store_ids",
        search="_search_named_store_ids",
        help="The stores that the assortment names, itself or by their groups.",
    )

    def _compute_named_store_ids(self):
        stores = self._get_named_stores()
        for assortment in self:
            assortment.named_store_ids = stores.get(assortment._origin.id, [])

    @api.model
    def _search_named_store_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        stores = self.env["stock.warehouse"]
        if operator == "any":
            ids = stores.search(value).ids
        else:
            ids = read_ids(value)
        stores._flush_range()

        def select(condition):
            return SQL(
                "(SELECT assortment_id FROM (%s) AS pair(store_id, assortment_id))",
                select_assortments_of_stores(condition),
            )

        domain = Domain("id", "in", select(SQL("store.id = ANY(%s)", ids)))
        if operator == "in" and False in value:
            domain |= Domain("id", "not in", select(SQL("TRUE")))
        return domain

    def action_view_lines(self):
        """Open the lines of these assortments in a list of their own."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_assortment.retail_assortment_line_action"
        )
        return {
            **action,
            "domain": [("assortment_id", "in", self.ids)],
            "context": {"default_assortment_id": self.id if len(self) == 1 else False},
        }
