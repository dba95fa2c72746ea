from odoo import api, fields, models

from .stock_warehouse_delivery import PLACE_KINDS

PLACE_FIELDS = (
    "fulfilment",
    "fulfilment_store_id",
    "fulfilment_partner_id",
    "product_id",
    "order_id.partner_id",
    "order_id.partner_shipping_id",
)


class SaleOrderLine(models.Model):
    """Which delivery mode and which store a line may have (DM-01, DM-04, DM-05)."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    delivery_mode_id = fields.Many2one(
        comodel_name="delivery.carrier",
        string="Delivery Mode",
        compute="_compute_delivery_mode_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="How the goods are shipped or handed out. The only one there is, is set "
        "by itself.",
    )
    # Whoever opens an order, such as an accountant, need not set up deliveries.
    allowed_delivery_mode_ids = fields.Many2many(
        comodel_name="delivery.carrier",
        compute="_compute_allowed_delivery_mode_ids",
        compute_sudo=True,
    )
    allowed_fulfilment_store_ids = fields.Many2many(
        comodel_name="stock.warehouse",
        compute="_compute_allowed_fulfilment_store_ids",
        compute_sudo=True,
    )

    @api.depends(*PLACE_FIELDS)
    def _compute_delivery_mode_id(self):
        """Keep a mode as long as it is valid; else take the only one there is."""
        own = self.filtered("fulfilment")
        # Nearly all lines of other sales: nothing is read, nothing written.
        (self - own).filtered("delivery_mode_id").delivery_mode_id = False
        offered = own._get_offered_modes()
        for line in own:
            modes = offered[line]
            if not line.delivery_mode_id or line.delivery_mode_id not in modes:
                line.delivery_mode_id = modes if len(modes) == 1 else False

    @api.depends(*PLACE_FIELDS)
    def _compute_allowed_delivery_mode_ids(self):
        offered = self._get_offered_modes()
        for line in self:
            line.allowed_delivery_mode_ids = offered[line]

    @api.depends("fulfilment", "order_id.warehouse_id", "order_id.origin_store_id")
    def _compute_allowed_fulfilment_store_ids(self):
        stores = self.env["stock.warehouse"]
        offered = {}
        for line in self:
            key = (line.order_id._get_selling_store(), line.fulfilment)
            if all(key) and key not in offered:
                offered[key] = key[0]._get_promised_stores(key[1])
            line.allowed_fulfilment_store_ids = offered.get(key, stores)

    def _get_offered_modes(self):
        """Return the modes that each of these lines may have.

        :return: {`sale.order.line`: `delivery.carrier` records}
        """
        carriers = self.env["delivery.carrier"]
        known, offered = {}, {}
        for line in self:
            key = (line.fulfilment, line.company_id)
            if all(key) and key not in known:
                known[key] = carriers._get_delivery_modes(*key)
            offered[line] = known.get(key, carriers)._filter_offered(
                line.fulfilment_store_id,
                line.product_id,
                line._get_fulfilment_partner(),
            )
        return offered

    def _get_common_modes(self):
        """Return the modes that all of these lines may have."""
        offered = list(self._get_offered_modes().values())
        common = self.env["delivery.carrier"].union(*offered[:1])
        for modes in offered:
            common &= modes
        return common

    @api.onchange("fulfilment")
    def _onchange_fulfilment(self):
        """Propose where the order's store hands out, or ships from (CO-07, CO-08)."""
        # What a line that is not saved yet may choose from are new records, too.
        allowed = self.allowed_fulfilment_store_ids._origin
        if self.fulfilment_store_id._origin not in allowed:
            self.fulfilment_store_id = False
        if self.fulfilment and not self.fulfilment_store_id:
            store = self.order_id._get_selling_store()
            self.fulfilment_store_id = store._get_default_store(self.fulfilment)

    # === JUDGE ===#

    def _get_delivery_problem(self):
        """Say why these goods cannot be delivered as this line says.

        :return: a sentence, or False
        """
        self.ensure_one()
        store, seller = self.fulfilment_store_id, self.order_id._get_selling_store()
        kind = PLACE_KINDS[self.fulfilment]
        # Whoever sells need not see all stores that deliver.
        if not seller or not seller.sudo()._may_promise(store.sudo(), kind):
            return self.env._(
                "%(store)s does not deliver for %(seller)s. Choose another store.",
                store=store.name,
                seller=seller.name,
            )
        return store._get_mode_problem(
            self.delivery_mode_id,
            self.fulfilment,
            self.allowed_delivery_mode_ids,
        )
