from odoo import api, fields, models

from ..models.retail_range_verdict import IN_RANGE, VERDICTS


class RetailRangeExplain(models.TransientModel):
    """Why a store carries a product, or why not: a sentence and its evidence."""

    _name = "retail.range.explain"
    _description = "Carried or Not?"

    product_tmpl_id = fields.Many2one(comodel_name="product.template", string="Product")
    product_id = fields.Many2one(
        comodel_name="product.product",
        string="Variant",
        domain="[('product_tmpl_id', '=', product_tmpl_id)]",
    )
    product_variant_count = fields.Integer(
        related="product_tmpl_id.product_variant_count"
    )
    store_id = fields.Many2one(
        comodel_name="stock.warehouse", string="Store", domain=[("is_store", "=", True)]
    )
    is_in_range = fields.Boolean(compute="_compute_explanation")
    verdict = fields.Selection(selection=VERDICTS, compute="_compute_explanation")
    explanation = fields.Char(string="Why", compute="_compute_explanation")
    line_ids = fields.Many2many(
        comodel_name="retail.assortment.line",
        string="Lines That Concern It",
        compute="_compute_explanation",
        help="Of all assortments that name this store, whatever their state.",
    )
    block_ids = fields.Many2many(
        comodel_name="retail.sale.block",
        string="Sales Blocks",
        compute="_compute_explanation",
    )

    @api.onchange("product_tmpl_id")
    def _onchange_product_tmpl_id(self):
        if self.product_id.product_tmpl_id != self.product_tmpl_id:
            self.product_id = False

    @api.depends("product_tmpl_id", "product_id", "store_id")
    def _compute_explanation(self):
        for wizard in self:
            product = wizard.product_id or wizard.product_tmpl_id
            store = wizard.store_id
            verdicts = product._explain_range(store) if product and store else {}
            [verdict] = verdicts.values() or [None]
            wizard.verdict = verdict and verdict.verdict
            wizard.is_in_range = bool(verdict) and verdict.verdict in IN_RANGE
            sentences = product._get_range_sentences(verdicts)
            wizard.explanation = "".join(sentences.values())
            rules = store._get_rules().get(store.id, {})
            wizard.line_ids = [
                line.id
                for line in (product._get_range_lines() if verdict else ())
                if line.assortment_id in rules
            ]
            wizard.block_ids = self.env["retail.sale.block"].search(
                product._get_block_domain() if verdict else [("id", "=", False)]
            )

    @api.model
    def _open(self, product, store):
        """Return the action that explains a product and a store; each may be empty."""
        template = product
        if product._name == "product.product":
            template = product.product_tmpl_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Carried or Not?"),
            "res_model": self._name,
            "views": [[False, "form"]],
            "target": "new",
            "context": {
                "default_product_tmpl_id": template.id,
                "default_product_id": product.id if template != product else False,
                "default_store_id": store.id,
            },
        }
