from odoo import api, fields, models
from odoo.fields import Domain

from ..models.retail_range_verdict import IN_RANGE

# What fits into a page and a second.
MAX_PRODUCTS = 100
MAX_STORES = 60


class RetailRangeMatrix(models.TransientModel):
    """Which of some stores carry which of some products, at a glance."""

    _name = "retail.range.matrix"
    _description = "Range Matrix"

    categ_id = fields.Many2one(comodel_name="product.category", string="Category")
    product_tmpl_ids = fields.Many2many(
        comodel_name="product.template", string="Products"
    )
    group_id = fields.Many2one(comodel_name="retail.store.group", string="Store Group")
    store_ids = fields.Many2many(
        comodel_name="stock.warehouse",
        string="Stores",
        domain=[("is_store", "=", True)],
    )
    matrix = fields.Json(compute="_compute_matrix")

    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = self.env._("Range Matrix")

    @api.depends("categ_id", "product_tmpl_ids", "group_id", "store_ids")
    def _compute_matrix(self):
        for wizard in self:
            products, product_total = wizard._get_products()
            stores, store_total = wizard._get_stores()
            verdicts = products._explain_range(stores) if stores else {}
            sentences = products._get_range_sentences(verdicts)
            selection = products._fields["range_verdict"]._description_selection
            wizard.matrix = {
                "stores": [{"id": one.id, "name": one.name} for one in stores],
                "products": [
                    {
                        "id": product.id,
                        "name": product.display_name,
                        "cells": [
                            {
                                "verdict": verdicts[product.id, store.id].verdict,
                                "why": sentences[product.id, store.id],
                            }
                            for store in stores
                        ],
                    }
                    for product in products
                ],
                "in_range": sorted(IN_RANGE),
                "labels": dict(selection(self.env)),
                "product_total": product_total,
                "store_total": store_total,
            }

    def _get_products(self):
        """Return the products that are shown, and how many were asked for."""
        products = self.env["product.template"]
        domain = Domain("id", "in", self.product_tmpl_ids._origin.ids)
        if self.categ_id:
            domain |= Domain("categ_id", "child_of", self.categ_id.id)
        domain &= Domain("active", "in", [True, False])
        found = products.search(domain, limit=MAX_PRODUCTS)
        total = len(found)
        if total == MAX_PRODUCTS:
            total = products.search_count(domain)
        return found, total

    def _get_stores(self):
        """Return the stores that are shown, and how many were asked for."""
        stores = self.env["stock.warehouse"]
        domain = Domain("id", "in", self.store_ids._origin.ids)
        if self.group_id:
            domain |= Domain("store_group_id", "child_of", self.group_id.id)
        if not self.store_ids and not self.group_id:
            domain = Domain.TRUE
        domain &= Domain("is_store", "=", True)
        return stores.search(domain, limit=MAX_STORES), stores.search_count(domain)

    @api.model
    def _open(self, product_tmpl_ids=(), store_ids=()):
        """Return the action that shows these products and stores; none means all."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_assortment.retail_range_matrix_action"
        )
        return {
            **action,
            "context": {
                "default_product_tmpl_ids": list(product_tmpl_ids),
                "default_store_ids": list(store_ids),
            },
        }

    @api.model
    def explain_cell(self, product_id, store_id):
        """Return the action that explains one cell.

        :param int product_id: id of a `product.template`
        :param int store_id: id of a `stock.warehouse`
        """
        return self.env["retail.range.explain"]._open(
            self.env["product.template"].browse(product_id).exists(),
            self.env["stock.warehouse"].browse(store_id).exists(),
        )
