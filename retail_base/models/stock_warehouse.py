import pytz

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.base.models.res_partner import _tz_get


class StockWarehouse(models.Model):
    """A store is a warehouse; `is_store` says which warehouses are stores."""

    _name = "stock.warehouse"
    _inherit = ["stock.warehouse", "pos.load.mixin", "image.mixin"]

    is_store = fields.Boolean(
        string="Is a Store",
        index=True,
        help="Customers buy here or pick up their orders here.",
    )
    store_group_id = fields.Many2one(
        comodel_name="retail.store.group",
        index=True,
        ondelete="restrict",
        check_company=True,
        help="Where the store stands in the tree of store groups.",
    )
    profile_id = fields.Many2one(
        comodel_name="retail.profile",
        string="Functionality Profile",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="How this store works. Leave empty to use the company's default profile.",
    )
    pickup_enabled = fields.Boolean(
        string="Pickup", default=True, help="Orders can be picked up here."
    )
    shipping_enabled = fields.Boolean(
        string="Shipping", default=True, help="Orders can be shipped from here."
    )
    opening_calendar_id = fields.Many2one(
        comodel_name="resource.calendar",
        string="Opening Hours",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    tz = fields.Selection(
        selection=_tz_get,
        string="Time Zone",
        default=lambda self: self._default_tz(),
        help="Decides when a day begins in this store.",
    )
    fulfilment_group_ids = fields.Many2many(
        comodel_name="retail.fulfilment.group",
        relation="retail_fulfilment_group_stock_warehouse_rel",
        column1="warehouse_id",
        column2="group_id",
        string="Offers the Stock Of",
        check_company=True,
        help="The fulfilment groups whose members this store may promise. "
        "Leave empty to promise all stores and warehouses of the company.",
    )
    shipping_warehouse_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Ships From",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
        help="Where this store's orders are shipped from unless something else is "
        "chosen. Leave empty to ship from the store itself.",
    )
    register_ids = fields.One2many(
        comodel_name="pos.config", inverse_name="store_id", string="Registers"
    )
    register_count = fields.Integer(
        string="Number of Registers", compute="_compute_register_count"
    )
    open_register_count = fields.Integer(
        string="Open Registers", compute="_compute_register_count"
    )

    @api.model
    def _default_tz(self):
        return self.env.company.partner_id.tz or self.env.user.tz or "UTC"

    def _compute_register_count(self):
        # Whoever sees a store may know how many registers it has.
        configs = self.env["pos.config"].sudo()
        counts = dict(
            configs._read_group(
                [("store_id", "in", self.ids)], ["store_id"], ["__count"]
            )
        )
        sessions = (
            self.env["pos.session"]
            .sudo()
            ._read_group(
                [("config_id.store_id", "in", self.ids), ("state", "!=", "closed")],
                ["config_id"],
            )
        )
        open_configs = configs.union(*(config for (config,) in sessions))
        for warehouse in self:
            warehouse.register_count = counts.get(warehouse, 0)
            warehouse.open_register_count = len(
                open_configs.filtered(lambda config, w=warehouse: config.store_id == w)
            )

    def _get_profile_value(self, field):
        """Say what the functionality profile sets for this store.

        :param str field: name of a field of `retail.profile`
        :return: the value of the store's profile or, where that is empty, of its
            company's default profile; falsy when neither says anything
        """
        self.ensure_one()
        return self.profile_id[field] or self.company_id.retail_profile_id[field]

    def _get_fulfilment_places(self, kind=None):
        """List the stores and warehouses of this store's fulfilment groups.

        Without a fulfilment group these are all of its company.

        :param str kind: "pickup" or "shipping": only what the groups offer for that
        :return: `stock.warehouse` records, the store itself first
        """
        self.ensure_one()
        if self.fulfilment_group_ids:
            members = self.fulfilment_group_ids.member_ids
            members = members.filtered(kind) if kind else members
            return self | members.warehouse_id.filtered("active")
        return self | self.search(Domain("company_id", "=", self.company_id.id))

    def _get_fulfilment_stores(self, kind):
        """List the stores and warehouses that this store may promise to customers.

        :param str kind: "pickup" or "shipping"
        :return: `stock.warehouse` records, the store itself first
        """
        return self._get_fulfilment_places(kind)._filter_fulfilling(kind)

    def _may_promise(self, place, kind):
        """Say whether a place is among `_get_fulfilment_stores`, without listing all.

        :param place: a `stock.warehouse`
        :param str kind: "pickup" or "shipping"
        """
        self.ensure_one()
        # In most orders it is the store itself, which needs to read no group.
        if place != self and self.fulfilment_group_ids:
            return place in self._get_fulfilment_stores(kind)
        is_place = place.active and place.company_id == self.company_id
        return bool((place == self or is_place) and place._filter_fulfilling(kind))

    def _filter_fulfilling(self, kind):
        """Return those of these places that hand out, or ship, for anybody at all."""
        places = self.filtered(f"{kind}_enabled")
        return places.filtered("is_store") if kind == "pickup" else places

    def _get_local_now(self):
        """Return the present moment as a time-zone-aware datetime of this store."""
        self.ensure_one()
        return self._localize(fields.Datetime.now())

    def _get_local_today(self):
        """Return the date that it is in this store now."""
        return self._get_local_now().date()

    def _localize(self, moment):
        """Turn a naive datetime in UTC into an aware one in this store's time zone."""
        self.ensure_one()
        zone = pytz.timezone(self.tz or self._default_tz())
        return pytz.utc.localize(moment).astimezone(zone)

    def _localize_availability(self, figures):
        """Return figures of `_get_store_availability` with a date for people here."""
        arrival = figures["next_date"]
        return {
            **figures,
            "next_date": arrival and self._localize(arrival).date().isoformat(),
        }

    def action_view_registers(self):
        """Open the registers of these stores."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "point_of_sale.action_pos_config_kanban"
        )
        return {**action, "domain": [("store_id", "in", self.ids)]}

    def action_view_retail_availability(self):
        """Open what these stores have."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_base.retail_availability_action"
        )
        return {**action, "domain": [("warehouse_id", "in", self.ids)]}

    def action_view_promised_availability(self):
        """Open what this store may promise: the stock of its fulfilment groups."""
        self.ensure_one()
        action = self._get_fulfilment_places().action_view_retail_availability()
        return {**action, "display_name": self.env._("%s may promise", self.name)}

    @api.model
    def _load_pos_data_domain(self, data, config):
        """Override of `point_of_sale` to load the register's company's warehouses."""
        return [("company_id", "=", config.company_id.id)]

    @api.model
    def _load_pos_data_fields(self, config):
        """Override of `point_of_sale` to load what the till shows of a store."""
        return ["id", "name", "code", "is_store", "pickup_enabled", "shipping_enabled"]
