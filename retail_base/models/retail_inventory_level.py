from odoo import api, fields, models
from odoo.tools import formatLang

KINDS = [("out", "Out of Stock"), ("low", "Low"), ("available", "Available")]


class RetailInventoryLevel(models.Model):
    """What customers are told from a quantity on, up to where the next level begins."""

    _name = "retail.inventory.level"
    _description = "Inventory Level"
    _order = "profile_id, quantity_from, id"

    profile_id = fields.Many2one(
        comodel_name="retail.inventory.profile",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="profile_id.company_id")
    name = fields.Char(
        string="Label", required=True, translate=True, help="What customers are told."
    )
    kind = fields.Selection(
        selection=KINDS,
        string="Meaning",
        required=True,
        default="available",
        help="Decides the colour of the label.",
    )
    quantity_from = fields.Float(
        string="From",
        digits="Product Unit",
        help="The least quantity, after the buffer, that is told so. The level ends "
        "where the next one begins.",
    )
    quantity_range = fields.Char(string="Quantity", compute="_compute_quantity_range")

    @api.depends_context("lang")
    @api.depends("quantity_from", "profile_id.level_ids.quantity_from")
    def _compute_quantity_range(self):
        for level in self:
            starts = level.profile_id.level_ids.mapped("quantity_from")
            level.quantity_range = self._describe_range(
                level.quantity_from,
                min((one for one in starts if one > level.quantity_from), default=None),
            )

    @api.model
    def _describe_range(self, start, end):
        if end is None:
            return self.env._("%s or more", self._format_quantity(start))
        return self.env._(
            "%(start)s to below %(end)s",
            start=self._format_quantity(start),
            end=self._format_quantity(end),
        )

    @api.model
    def _format_quantity(self, quantity):
        """Return a quantity as people write it: 5, not 5.00, and 0.5 or 0,5."""
        precision = self.env["decimal.precision"].precision_get("Product Unit")
        digits = 0 if float(quantity).is_integer() else precision
        return formatLang(self.env, quantity, digits=digits)

    @api.model_create_multi
    def create(self, vals_list):
        levels = super().create(vals_list)
        levels.profile_id._check_changed_levels()
        return levels

    def write(self, vals):
        profiles = self.profile_id
        result = super().write(vals)
        (profiles | self.profile_id)._check_changed_levels()
        return result

    def unlink(self):
        profiles = self.profile_id
        result = super().unlink()
        profiles._check_changed_levels()
        return result
