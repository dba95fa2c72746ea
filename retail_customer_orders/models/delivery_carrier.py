from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import ormcache

SHOWN_PROBLEMS = 3


class DeliveryCarrier(models.Model):
    """A delivery method that customer orders may use is a delivery mode (DM-01)."""

    _inherit = "delivery.carrier"

    fulfilment = fields.Selection(
        selection=[("ship", "Ship"), ("pickup", "Pick Up"), ("carry_out", "Carry Out")],
        index=True,
        help="Offers this method for customer orders. Empty keeps it for other sales.",
    )
    allowed_store_ids = fields.Many2many(
        comodel_name="stock.warehouse",
        relation="delivery_carrier_allowed_store_rel",
        string="Stores",
        check_company=True,
        help="The stores that deliver like this. With no store and no group, all do.",
    )
    allowed_store_group_ids = fields.Many2many(
        comodel_name="retail.store.group",
        relation="delivery_carrier_allowed_store_group_rel",
        string="Store Groups",
        check_company=True,
        help="The stores of these groups, and of the groups below, deliver like this.",
    )
    allowed_category_ids = fields.Many2many(
        comodel_name="product.category",
        relation="delivery_carrier_allowed_category_rel",
        string="Product Categories",
        help="What is delivered like this, with the categories below. Empty means all.",
    )
    excluded_category_ids = fields.Many2many(
        comodel_name="product.category",
        relation="delivery_carrier_excluded_category_rel",
        string="Excluded Categories",
        help="What is never delivered like this, with the categories below.",
    )
    charge_code_id = fields.Many2one(
        comodel_name="retail.charge.code",
        string="Charge Code",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain=[("kind", "!=", "cancellation")],
        help="What the customer is charged as. Empty means the shipping charge code in "
        "the settings of Retail.",
    )

    # === WHAT IS OFFERED ===#

    @api.model
    def _get_delivery_modes(self, fulfilment, company):
        """List all delivery modes of a company.

        :param str fulfilment: "ship" or "pickup"
        """
        modes = self.browse(self._get_delivery_mode_ids(fulfilment))
        return modes.filtered_domain(self._check_company_domain(company))

    @api.model
    @ormcache("fulfilment")
    def _get_delivery_mode_ids(self, fulfilment):
        """Return ids in order. Each line of each order asks, and they hardly change."""
        modes = self.sudo().with_context(active_test=True)
        return tuple(modes.search([("fulfilment", "=", fulfilment)]).ids)

    def _filter_offered(self, store, products, destination):
        """Return those of these modes that may deliver all of some products (DM-02).

        :param store: the `stock.warehouse` that hands out or ships them
        :param destination: the `res.partner` that they are shipped to; pickup modes
            look at where the store is
        """
        return self.filtered(
            lambda mode: mode._is_offered_by(store)
            and mode._match_address(
                store.partner_id if mode.fulfilment == "pickup" else destination
            )
            and all(mode._is_offered_for(product) for product in products)
        )

    def _is_offered_by(self, store):
        self.ensure_one()
        stores, groups = self.allowed_store_ids, self.allowed_store_group_ids
        if not stores and not groups:
            return True
        return store in stores or _is_below(store.store_group_id, groups)

    def _is_offered_for(self, product):
        self.ensure_one()
        category, allowed = product.categ_id, self.allowed_category_ids
        return not _is_below(category, self.excluded_category_ids) and (
            not allowed or _is_below(category, allowed)
        )

    def _get_charge_code(self, company):
        """Return what this mode is charged as in a company."""
        return self.charge_code_id or company.retail_shipping_charge_code_id

    # === WHAT OPEN ORDERS USE ===#

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `delivery` to know the new modes."""
        modes = super().create(vals_list)
        self.env.registry.clear_cache()
        return modes

    def unlink(self):
        """Override of `delivery` to forget these modes."""
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def write(self, vals):
        """Override of `delivery` to keep the modes that open orders use (DM-04)."""
        if "fulfilment" in vals or not vals.get("active", True):
            self.filtered(
                lambda mode: mode.fulfilment != vals.get("fulfilment", mode.fulfilment)
                or not vals.get("active", True)
            )._ensure_not_used()
        result = super().write(vals)
        if not {"active", "fulfilment", "sequence"}.isdisjoint(vals):
            self.env.registry.clear_cache()
        return result

    def _ensure_not_used(self):
        # Whoever sets up delivery modes may not see all orders.
        lines = self.env["sale.order.line"].sudo()
        groups = lines._read_group(
            [("delivery_mode_id", "in", self.ids), ("fulfilment_open_qty", ">", 0)],
            ["delivery_mode_id", "order_id"],
            limit=SHOWN_PROBLEMS,
        )
        if groups:
            raise UserError(
                self.env._(
                    "“%(mode)s” must stay as it is: open orders use it (%(orders)s). "
                    "Change the delivery mode of these orders first.",
                    mode=groups[0][0].name,
                    orders=", ".join(order.name for _mode, order in groups),
                )
            )


def _is_below(record, parents):
    """Say whether a node of a tree is one of some others, or below one."""
    path = record.parent_path or ""
    return any(path.startswith(parent.parent_path) for parent in parents)
