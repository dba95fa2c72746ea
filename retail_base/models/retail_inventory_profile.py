from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

from ..tools.inventory_level import choose_level, find_level_fault, get_shown

# What counts those that carry a profile, and their model.
CARRIERS = {"category_count": "product.category", "product_count": "product.template"}


class RetailInventoryProfile(models.Model):
    """What customers are told of the stock of some products (IL-06).

    A buffer is kept back in each store and warehouse, and what is left is put into
    words. It says what is shown; what may be promised is not its business.
    """

    _name = "retail.inventory.profile"
    _description = "Inventory Profile"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(
        default=True, help="Products pass over an archived profile, as if it was empty."
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    buffer = fields.Float(
        digits="Product Unit",
        help="Kept back in each store and warehouse, in the unit of the product: "
        "customers are shown the free quantity less this, and never less than nothing.",
    )
    level_ids = fields.One2many(
        comodel_name="retail.inventory.level",
        inverse_name="profile_id",
        string="Levels",
        default=lambda self: self._default_levels(),
        copy=True,
    )
    level_summary = fields.Char(string="Levels in Short", compute="_compute_summary")
    category_count = fields.Integer(
        string="Number of Categories",
        compute="_compute_counts",
        help="The categories that carry the profile themselves.",
    )
    product_count = fields.Integer(
        string="Number of Products",
        compute="_compute_counts",
        help="The products that carry the profile themselves.",
    )

    @api.model
    def _default_levels(self):
        return [
            Command.create({"name": name, "kind": kind, "quantity_from": start})
            for name, kind, start in (
                (self.env._("Out of stock"), "out", 0),
                (self.env._("Few left"), "low", 1),
                (self.env._("Available"), "available", 5),
            )
        ]

    @api.depends("level_ids.name", "level_ids.quantity_from")
    def _compute_summary(self):
        for profile in self:
            levels = profile.level_ids.sorted("quantity_from")
            profile.level_summary = " · ".join(
                f"{level._format_quantity(level.quantity_from)} {level.name}"
                for level in levels
            )

    def _compute_counts(self):
        self.update(dict.fromkeys(CARRIERS, 0))
        for company, profiles in self.grouped("company_id").items():
            for name, model in CARRIERS.items():
                counts = (
                    self.env[model]
                    .with_company(company)
                    ._read_group(
                        [("retail_inventory_profile_id", "in", profiles.ids)],
                        ["retail_inventory_profile_id"],
                        ["__count"],
                    )
                )
                for profile, count in counts:
                    profile[name] = count

    @api.constrains("buffer")
    def _check_buffer(self):
        for profile in self:
            if profile.buffer < 0:
                raise ValidationError(
                    self.env._(
                        "“%s”: the buffer cannot be negative. Leave it at 0 to keep "
                        "nothing back.",
                        profile.name,
                    )
                )

    @api.constrains("level_ids")
    def _check_levels(self):
        for profile in self:
            starts = profile.level_ids.mapped("quantity_from")
            fault, start = find_level_fault(starts)
            if fault:
                raise ValidationError(profile._describe_fault(fault, start))

    def _describe_fault(self, fault, start):
        levels = self.level_ids.filtered(lambda level: level.quantity_from == start)
        values = {
            "profile": self.name,
            "levels": ", ".join(levels.mapped("name")),
            "quantity": levels._format_quantity(start or 0.0),
        }
        if fault == "none":
            return self.env._(
                "“%(profile)s” has no level. Add one from 0 on at least.", **values
            )
        if fault == "negative":
            return self.env._(
                "“%(profile)s”: “%(levels)s” begins below 0, and less than nothing is "
                "never shown. Let the first level begin at 0.",
                **values,
            )
        if fault == "gap":
            return self.env._(
                "“%(profile)s” has no level from 0 to %(quantity)s. Let “%(levels)s” "
                "begin at 0, or add a level.",
                **values,
            )
        return self.env._(
            "“%(profile)s”: the levels %(levels)s all begin at %(quantity)s. Let each "
            "begin at a quantity of its own.",
            **values,
        )

    def _check_changed_levels(self):
        """Check the levels, unless their profile is being written and will do it."""
        if not self.env.context.get("retail_levels_deferred"):
            self._check_levels()

    @api.model_create_multi
    def create(self, vals_list):
        deferred = self.with_context(retail_levels_deferred=True)
        profiles = super(RetailInventoryProfile, deferred).create(vals_list)
        return profiles.with_env(self.env)

    def write(self, vals):
        # Levels are written one after the other, and may overlap in between.
        deferred = self.with_context(retail_levels_deferred=True)
        return super(RetailInventoryProfile, deferred).write(vals)

    def _get_judge(self, uom):
        """Return what says of a free quantity in this unit what customers are shown.

        It is called for thousands of pairs of a product and a place.

        :param uom: the `uom.uom` of a product
        :return: function of the free quantity, rounded to the unit, which returns
            {"shown": quantity, "level": {"name", "kind"} or False}
        """
        ordered = self.level_ids.sorted("quantity_from")
        levels = [{"name": level.name, "kind": level.kind} for level in ordered]
        starts = [uom.round(level.quantity_from) for level in ordered]
        buffer = self.buffer

        def judge(free):
            shown = get_shown(free, buffer)
            if buffer:
                shown = uom.round(shown)
            number = choose_level(shown, starts)
            level = False if number is None else levels[number]
            return {"shown": shown, "level": level}

        return judge

    def action_view_categories(self):
        """Open the categories that carry this profile."""
        return self._open_carriers("product.product_category_action_form")

    def action_view_products(self):
        """Open the products that carry this profile themselves."""
        return self._open_carriers("product.product_template_action")

    def _open_carriers(self, action):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(action),
            "domain": [("retail_inventory_profile_id", "=", self.id)],
            "context": {"default_retail_inventory_profile_id": self.id},
        }
