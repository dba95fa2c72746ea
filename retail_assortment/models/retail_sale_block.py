from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date


class RetailSaleBlock(models.Model):
    """A product that no store may sell for a time, or any more, whatever carries it.

    A blocked product stays in the range and is refused with its message (AS-11); a
    stopped one leaves the range (AS-10).
    """

    _name = "retail.sale.block"
    _description = "Sales Block"
    _inherit = ["mail.thread"]
    _order = "date_start desc, id desc"
    _rec_name = "product_tmpl_id"

    _date_check = models.Constraint(
        "CHECK (date_start IS NULL OR date_end IS NULL OR date_start <= date_end)",
        "A sales block cannot end before it starts. Change one of its dates.",
    )

    product_tmpl_id = fields.Many2one(
        comodel_name="product.template",
        string="Product",
        required=True,
        index=True,
        ondelete="cascade",
        tracking=True,
    )
    product_id = fields.Many2one(
        comodel_name="product.product",
        string="Variant",
        index="btree_not_null",
        ondelete="cascade",
        domain="[('product_tmpl_id', '=', product_tmpl_id)]",
        tracking=True,
        help="Leave empty for all variants of the product.",
    )
    kind = fields.Selection(
        selection=[("blocked", "Blocked"), ("stopped", "Stopped")],
        string="Effect",
        required=True,
        default="blocked",
        tracking=True,
        help="Blocked: it stays in the range and can be found, and selling it is "
        "refused with the message.\n"
        "Stopped: no store carries it any more, whatever the assortments say.",
    )
    date_start = fields.Date(
        string="From",
        default=fields.Date.context_today,
        tracking=True,
        help="The first day. Leave empty if it has always been so.",
    )
    date_end = fields.Date(
        string="Until",
        tracking=True,
        help="The last day. Leave empty if it does not end.",
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        index=True,
        tracking=True,
        help="Leave empty for the stores of all companies.",
    )
    message = fields.Char(
        translate=True,
        tracking=True,
        help="What cashiers read when they sell it, "
        "such as “Recalled: the handle can break”.",
    )

    @api.constrains("product_id", "product_tmpl_id")
    def _check_variant(self):
        for block in self:
            template = block.product_id.product_tmpl_id
            if template and template != block.product_tmpl_id:
                raise ValidationError(
                    self.env._(
                        "%(variant)s is no variant of %(product)s. Choose one of its "
                        "variants, or none for all of them.",
                        variant=block.product_id.display_name,
                        product=block.product_tmpl_id.display_name,
                    )
                )

    @api.depends("product_tmpl_id", "product_id")
    def _compute_display_name(self):
        for block in self:
            named = block.product_id or block.product_tmpl_id
            block.display_name = named.display_name

    @api.onchange("product_tmpl_id")
    def _onchange_product_tmpl_id(self):
        if self.product_id.product_tmpl_id != self.product_tmpl_id:
            self.product_id = False

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `mail` to tell open registers what they may not sell."""
        self.env["pos.config"]._notify_range_changed()
        return super().create(vals_list)

    def write(self, vals):
        """Override of `mail` to tell open registers what they may not sell."""
        self.env["pos.config"]._notify_range_changed()
        return super().write(vals)

    def unlink(self):
        """Override of `mail` to tell open registers what they may sell again."""
        self.env["pos.config"]._notify_range_changed()
        return super().unlink()

    def _concerns(self, company):
        """Say whether this counts in the stores of a `res.company`."""
        self.ensure_one()
        return self.company_id <= company.sudo().parent_ids

    def _names(self, product):
        """Say whether this is about a product, or a variant, of any kind of model."""
        self.ensure_one()
        variants = (self.env["product.product"], product)
        return self.product_tmpl_id == product._get_ranged_template() and (
            product == self.product_tmpl_id or self.product_id in variants
        )

    def _get_sentence(self):
        """Say what a cashier should know: the message, or that there is none."""
        self.ensure_one()
        if self.message:
            return self.message
        if self.kind == "stopped":
            return self.env._("It is not sold any more.")
        if self.date_end:
            return self.env._(
                "It may not be sold until %s.",
                format_date(self.env, self.date_end),
            )
        return self.env._("It may not be sold for now.")
