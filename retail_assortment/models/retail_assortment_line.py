from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.retail_base.tools.judge import lock_records

TARGETS = {
    "product.category": "categ_id",
    "product.template": "product_tmpl_id",
    "product.product": "product_id",
}
KINDS = {
    "product.category": "category",
    "product.template": "product",
    "product.product": "variant",
}
# Badge colours of the web client: green and red.
COLORS = {"include": 10, "exclude": 1}


class RetailAssortmentLine(models.Model):
    """What an assortment includes or excludes: a category, a product or a variant."""

    _name = "retail.assortment.line"
    _inherit = ["retail.import.mixin"]
    _description = "Assortment Line"
    _order = "exclude, id"

    _target_check = models.Constraint(
        "CHECK (num_nonnulls(categ_id, product_tmpl_id, product_id) = 1)",
        "A line names one thing: a category, a product or a variant. Choose one.",
    )
    _date_check = models.Constraint(
        "CHECK (date_start IS NULL OR date_end IS NULL OR date_start <= date_end)",
        "A line cannot end before it starts. Change one of its dates.",
    )

    # A range asks for the few lines of these kinds by themselves.
    _category_idx = models.Index("(assortment_id) WHERE categ_id IS NOT NULL")
    _variant_idx = models.Index("(assortment_id) WHERE product_id IS NOT NULL")

    assortment_id = fields.Many2one(
        comodel_name="retail.assortment",
        required=True,
        index=True,
        ondelete="cascade",
    )
    state = fields.Selection(related="assortment_id.state")
    categ_id = fields.Many2one(
        comodel_name="product.category",
        string="Category",
        index="btree_not_null",
        ondelete="restrict",
        help="All products of the category and of the categories below it, "
        "also those that join later.",
    )
    product_tmpl_id = fields.Many2one(
        comodel_name="product.template",
        string="Product",
        index="btree_not_null",
        ondelete="restrict",
        help="The product with all its variants.",
    )
    product_id = fields.Many2one(
        comodel_name="product.product",
        string="Variant",
        index="btree_not_null",
        ondelete="restrict",
    )
    target = fields.Reference(
        selection=[
            ("product.category", "Category"),
            ("product.template", "Product"),
            ("product.product", "Variant"),
        ],
        string="What",
        compute="_compute_target",
        inverse="_inverse_target",
        help="A category with all below it, a product with all its variants, "
        "or one variant.",
    )
    kind = fields.Selection(
        selection=[
            ("category", "Category"),
            ("product", "Product"),
            ("variant", "Variant"),
        ],
        compute="_compute_target",
        search="_search_kind",
    )
    exclude = fields.Boolean(
        help="What is excluded is not carried, whatever else includes it."
    )
    effect = fields.Selection(
        selection=[("include", "Include"), ("exclude", "Exclude")],
        compute="_compute_effect",
        inverse="_inverse_effect",
        search="_search_effect",
        help="What is excluded is not carried, whatever else includes it.",
    )
    effect_color = fields.Integer(compute="_compute_effect")
    date_start = fields.Date(
        string="From", help="The first day. Empty: as the assortment."
    )
    date_end = fields.Date(
        string="Until", help="The last day. Empty: as the assortment."
    )

    @api.depends("categ_id", "product_tmpl_id", "product_id")
    def _compute_target(self):
        for name in TARGETS.values():
            # The client asks for the name of each target by itself: have them ready.
            self.sudo()[name].mapped("display_name")
        for line in self:
            named = line.categ_id or line.product_tmpl_id or line.product_id
            line.target = named or False
            line.kind = KINDS[named._name] if named else False

    def _inverse_target(self):
        for line in self:
            line.write(self._split_target(line.target))

    @api.depends("exclude")
    def _compute_effect(self):
        for line in self:
            line.effect = "exclude" if line.exclude else "include"
            line.effect_color = COLORS[line.effect]

    def _inverse_effect(self):
        for line in self:
            line.exclude = line.effect == "exclude"

    @api.model
    def _search_effect(self, operator, value):
        if operator != "in":
            return NotImplemented
        wanted = [one == "exclude" for one in value if one in COLORS]
        return Domain("exclude", "in", wanted)

    @api.model
    def _search_kind(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(
            Domain(TARGETS[model], "!=", False)
            for model, kind in KINDS.items()
            if kind in value
        )

    @api.depends("categ_id", "product_tmpl_id", "product_id")
    def _compute_display_name(self):
        for line in self:
            named = line.categ_id or line.product_tmpl_id or line.product_id
            line.display_name = named.display_name

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `base` to store what `target` and `effect` say from the first.

        The inverse of a field comes after the row, which must name something already,
        and for each row by itself.
        """
        lines = super().create([self._expand_values(vals) for vals in vals_list])
        lines._notify_range_changed()
        return lines

    def write(self, vals):
        """Override of `base` to tell open registers when their range changes.

        :raise ValidationError: a published assortment would be left without a line
        """
        left = self.assortment_id if "assortment_id" in vals else None
        result = super().write(self._expand_values(vals))
        if left:
            lock_records(left)._check_not_empty()
            left._notify_range_changed()
        self._notify_range_changed()
        return result

    def unlink(self):
        """Override of `base` to tell open registers when their range changes."""
        self._notify_range_changed()
        return super().unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_last_published(self):
        if self.env.context.get("retail_lines_replaced"):
            return
        # Somebody may be publishing what is emptied here.
        lock_records(self.assortment_id)
        published = self.assortment_id.filtered(lambda one: one.state == "published")
        left = self._read_group(
            [("assortment_id", "in", published.ids), ("id", "not in", self.ids)],
            ["assortment_id"],
        )
        kept = {assortment.id for (assortment,) in left}
        for assortment in published.filtered(lambda one: one.id not in kept):
            raise UserError(
                self.env._(
                    "“%s” is published and would be empty. Close it instead.",
                    assortment.name,
                )
            )

    def action_open_assortment(self):
        """Open the assortment that this line stands in."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "retail.assortment",
            "res_id": self.assortment_id.id,
            "views": [[False, "form"]],
        }

    @api.model
    def _expand_values(self, vals):
        """Turn `target` and `effect` into the values of the fields that store them."""
        rest = {
            name: value
            for name, value in vals.items()
            if name not in ("target", "effect")
        }
        if "target" in vals:
            rest.update(self._split_target(vals["target"]))
        if "effect" in vals:
            rest["exclude"] = vals["effect"] == "exclude"
        return rest

    @api.model
    def _split_target(self, target):
        """Turn what `target` holds into the values of the fields that store it."""
        values = dict.fromkeys(TARGETS.values(), False)
        if target:
            model, _comma, record_id = str(target).partition(",")
            if isinstance(target, models.BaseModel):
                model, record_id = target._name, target.id
            if model not in TARGETS or not str(record_id).isdigit():
                raise UserError(
                    self.env._("Choose a category, a product or a variant.")
                )
            values[TARGETS[model]] = int(record_id)
        return values

    def _notify_range_changed(self):
        self.assortment_id._notify_range_changed()
