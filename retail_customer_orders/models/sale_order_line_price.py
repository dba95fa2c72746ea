from odoo import api, fields, models
from odoo.exceptions import UserError

PRICE_FIELDS = {"price_unit", "discount", "product_uom_id"}


class SaleOrderLine(models.Model):
    """Price and discount of a line stay what the customer was told (ED-04)."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    price_locked = fields.Boolean(
        readonly=True,
        copy=False,
        help="Price and discount stay as promised, whatever happens to pricelists, "
        "products and quantities. A manager can unlock them.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `sale` to keep the price of what is added to an order, too."""
        lines = super().create(vals_list)
        lines._lock_price()
        return lines

    def write(self, vals):
        """Override of `sale` to keep prices that were promised."""
        if "price_locked" in vals and not self.env.su:
            raise UserError(
                self.env._("Prices are unlocked by a manager with “Unlock Prices”.")
            )
        if PRICE_FIELDS & vals.keys():
            self._ensure_price_may_change(vals)
        return super().write(vals)

    def _changes(self, vals, names):
        """Say whether writing `vals` would change one of these fields of this line."""
        self.ensure_one()
        return any(
            self._fields[name].convert_to_cache(vals[name], self)
            != self._fields[name].convert_to_cache(self[name], self)
            for name in names & vals.keys()
        )

    def _ensure_price_may_change(self, vals):
        for line in self.filtered("price_locked"):
            if line._changes(vals, PRICE_FIELDS):
                raise UserError(
                    self.env._(
                        "The price of “%(product)s” on %(order)s is fixed, and so are "
                        "its discount and its unit. Let a manager unlock the price "
                        "first, or add a new line.",
                        product=line.product_id.display_name,
                        order=line.order_id.name,
                    )
                )

    def _lock_price(self):
        """Lock the prices of these lines, as far as their orders promised them.

        Only goods have such prices: charges and down payments have rules of their own.

        :return: those that were not locked before
        """
        lines = self._get_goods_to_lock()
        orders = lines.order_id.filtered(lambda order: order._keeps_prices())
        lines = lines.filtered(lambda line: line.order_id in orders)
        lines._promise_price()
        return lines

    def _promise_price(self):
        """Lock the prices of these lines, whatever their orders have promised."""
        lines = self._get_goods_to_lock()
        if lines:
            # No user has the right to write this.
            lines.sudo().price_locked = True

    def _get_goods_to_lock(self):
        return self.filtered(lambda line: line.fulfilment and not line.price_locked)

    def _get_unlock_obstacle(self):
        """Say why the price of this line can never be unlocked (ED-05).

        :return: the end of a sentence, or False when it can
        """
        self.ensure_one()
        if not self.product_uom_id.is_zero(self._get_fulfilled_qty()):
            return self.env._("it was handed out, at least in part")
        if not self.product_uom_id.is_zero(self.qty_invoiced):
            return self.env._("it was invoiced, at least in part")
        return False

    def _ensure_price_may_unlock(self):
        for line in self:
            obstacle = line._get_unlock_obstacle()
            if obstacle:
                raise UserError(
                    self.env._(
                        "The price of “%(product)s” stays as it is: %(reason)s.",
                        product=line.product_id.display_name,
                        reason=obstacle,
                    )
                )

    # === WHAT CORE COMPUTES ===#

    def _get_unlocked(self):
        return self.filtered(lambda line: not line.price_locked)

    def _compute_price_unit(self):
        """Override of `sale` to leave locked prices alone."""
        return super(SaleOrderLine, self._get_unlocked())._compute_price_unit()

    def _compute_discount(self):
        """Override of `sale` to leave locked discounts alone."""
        return super(SaleOrderLine, self._get_unlocked())._compute_discount()

    @api.depends("price_locked")
    def _compute_product_updatable(self):
        """Override of `sale` to keep the product that a locked price is for."""
        result = super()._compute_product_updatable()
        self.filtered("price_locked").product_updatable = False
        return result

    @api.depends("price_locked")
    def _compute_product_uom_readonly(self):
        """Override of `sale` to keep the unit that a locked price is for."""
        result = super()._compute_product_uom_readonly()
        self.filtered("price_locked").product_uom_readonly = True
        return result

    def _get_order_date(self):
        """Override of `sale` to price what is added to an order as of today."""
        if self.order_id.is_customer_order:
            return fields.Datetime.now()
        return super()._get_order_date()

    # === UNLOCKING ===#

    def _describe_price(self, before):
        """Say what became of a price: “Lamp 100.00 → 120.00”."""
        self.ensure_one()
        money = self.currency_id.format
        now = self._get_discounted_price()
        return f"{self.product_id.display_name} {money(before)} → {money(now)}"

    def action_unlock_price(self):
        """Open the wizard that unlocks prices, for this line only."""
        self._ensure_price_may_unlock()
        action = self.order_id.action_unlock_prices()
        return {
            **action,
            "context": {**action["context"], "default_line_ids": self.ids},
        }
