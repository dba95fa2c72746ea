from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools.range_query import select_assortments_of_stores

# What open registers have to hear about when it changes.
RANGE_FIELDS = {"state", "date_start", "date_end", "store_ids", "group_ids", "line_ids"}


class RetailAssortment(models.Model):
    """Which products some stores carry, and when: a rule that acts at once.

    Assortments belong to no company: one may name stores of several, and a product
    that belongs to one company is carried there alone.
    """

    _name = "retail.assortment"
    _description = "Assortment"
    _inherit = ["mail.thread"]
    _order = "name, id"

    _date_check = models.Constraint(
        "CHECK (date_start IS NULL OR date_end IS NULL OR date_start <= date_end)",
        "An assortment cannot end before it starts. Change one of its dates.",
    )

    name = fields.Char(required=True, translate=True, tracking=True)
    state = fields.Selection(
        selection=[
            ("draft", "Draft"),
            ("published", "Published"),
            ("closed", "Closed"),
        ],
        required=True,
        readonly=True,
        copy=False,
        default="draft",
        index=True,
        tracking=True,
        help="Only published assortments have an effect.",
    )
    date_start = fields.Date(
        string="From",
        tracking=True,
        help="The first day. Leave empty to begin when it is published.",
    )
    date_end = fields.Date(
        string="Until",
        tracking=True,
        help="The last day. Leave empty if it does not end.",
    )
    store_ids = fields.Many2many(
        comodel_name="stock.warehouse",
        relation="retail_assortment_store_rel",
        column1="assortment_id",
        column2="store_id",
        string="Stores",
        domain=[("is_store", "=", True)],
    )
    group_ids = fields.Many2many(
        comodel_name="retail.store.group",
        relation="retail_assortment_store_group_rel",
        column1="assortment_id",
        column2="group_id",
        string="Store Groups",
        help="All stores of these groups and of the groups below them, "
        "also those that join later.",
    )
    line_ids = fields.One2many(
        comodel_name="retail.assortment.line",
        inverse_name="assortment_id",
        string="Lines",
        copy=True,
    )
    note = fields.Html()
    store_count = fields.Integer(
        string="Number of Stores", compute="_compute_store_count"
    )
    product_count = fields.Integer(
        string="Number of Products",
        compute="_compute_product_count",
        help="What the assortment carries by itself, today or on its first day. "
        "Another one may exclude some of it.",
    )

    # Neither count depends on anything: a form would ask for it at each change, and
    # send all lines along.
    def _compute_store_count(self):
        stores = self._get_named_stores()
        for assortment in self:
            assortment.store_count = len(stores.get(assortment._origin.id, ()))

    def _compute_product_count(self):
        products = self.env["product.template"]
        for assortment in self:
            assortment.product_count = assortment._origin and products.search_count(
                Domain("assortment_ids", "in", assortment._origin.ids)
            )

    @api.constrains("state", "line_ids", "store_ids", "group_ids")
    def _check_not_empty(self):
        published = self.filtered(lambda one: one.state == "published")
        # Reading `line_ids` would read 50,000 of them.
        lines = self.env["retail.assortment.line"].sudo()
        filled = lines._read_group(
            [("assortment_id", "in", published.ids)], ["assortment_id"]
        )
        filled = published.browse(one.id for (one,) in filled)
        for assortment in published:
            if assortment not in filled:
                raise ValidationError(
                    self.env._(
                        "“%s” is empty. Add at least one product or category before "
                        "it is published.",
                        assortment.name,
                    )
                )
            if not assortment.store_ids and not assortment.group_ids:
                raise ValidationError(
                    self.env._(
                        "“%s” is for no store. Add at least one store or store group "
                        "before it is published.",
                        assortment.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `mail` to tell open registers when their range changes."""
        assortments = super().create(vals_list)
        assortments._notify_range_changed()
        return assortments

    def write(self, vals):
        """Override of `mail` to tell open registers when their range changes."""
        if "line_ids" in vals:
            # Lines may all be replaced: only what is left is judged, once, at the end.
            self = self.with_context(retail_lines_replaced=True)
        result = super().write(vals)
        if "state" in vals or not RANGE_FIELDS.isdisjoint(vals):
            self._notify_range_changed(always="state" in vals)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        for assortment in self:
            if assortment.state == "published":
                raise UserError(
                    self.env._(
                        "“%s” is published. Close it before you delete it.",
                        assortment.name,
                    )
                )

    def copy_data(self, default=None):
        """Override of `base` to tell the copy from its original."""
        return [
            {**vals, "name": self.env._("%s (copy)", assortment.name)}
            if "name" not in (default or {})
            else vals
            for assortment, vals in zip(
                self, super().copy_data(default=default), strict=True
            )
        ]

    def action_publish(self):
        """Let these assortments take effect; those that are published already stay so.

        :raise ValidationError: one has no line, or no store
        """
        lock_records(self)
        self.filtered(lambda one: one.state != "published").state = "published"

    def action_close(self):
        """End the effect of these assortments."""
        lock_records(self)
        self.filtered(lambda one: one.state == "published").state = "closed"

    def action_draft(self):
        """Take these assortments back to be changed without effect (AS-07)."""
        lock_records(self)
        self.filtered(lambda one: one.state != "draft").state = "draft"

    def action_view_stores(self):
        """Open the stores that this assortment names, itself or by their groups."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_base.stock_warehouse_action"
        )
        stores = self._get_named_stores().get(self.id, [])
        return {
            **action,
            "display_name": self.env._("Stores of %s", self.name),
            "domain": [("id", "in", stores)],
            "context": {},
        }

    def action_view_products(self):
        """Open the products that this assortment carries by itself."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_assortment.product_template_action"
        )
        return {
            **action,
            "display_name": self.env._("Products of %s", self.name),
            "domain": [("assortment_ids", "in", self.ids)],
            "context": {},
        }

    def _get_named_stores(self, of_all_companies=False):
        """List the stores that each assortment names.

        :param bool of_all_companies: whether those count that are not of the user's
            companies
        :return: {assortment id: [store id]}
        """
        self.env["stock.warehouse"]._flush_range()
        condition = SQL("assortment.id = ANY(%s)", self._origin.ids)
        if not of_all_companies:
            companies = self.env.companies.ids
            condition = SQL("%s AND store.company_id = ANY(%s)", condition, companies)
        query = select_assortments_of_stores(condition)
        stores = {}
        for store, assortment, *_dates in self.env.execute_query(query):
            stores.setdefault(assortment, []).append(store)
        return stores

    def _get_range_days(self):
        """Return {assortment: the day that its own range is shown for}."""
        today = fields.Date.context_today(self)
        return {one: max(one.date_start or today, today) for one in self}

    def _notify_range_changed(self, always=False):
        if always or "published" in self.mapped("state"):
            self.env["pos.config"]._notify_range_changed()
