from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class SaleOrder(models.Model):
    """Orders whose goods are prepared before those of others; no fee (CO-14)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    _expedited_idx = models.Index(
        "(company_id, date_order DESC, id DESC) WHERE is_expedited IS TRUE"
    )

    is_expedited = fields.Boolean(
        string="Expedited",
        copy=False,
        help="The goods are prepared before those of other orders: their deliveries "
        "are starred. It costs the customer nothing.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `sale` to expedite customer orders only."""
        orders = super().create(vals_list)
        orders.filtered("is_expedited")._ensure_may_expedite()
        return orders

    def write(self, vals):
        """Override of `sale` to take the deliveries of expedited orders first."""
        if "is_expedited" not in vals:
            return super().write(vals)
        wanted = bool(vals["is_expedited"])
        changed = self.filtered(lambda order: order.is_expedited != wanted)
        if changed:
            # Their last goods may leave at this moment.
            lock_records(changed)._ensure_may_expedite()
        result = super().write(vals)
        changed._star_deliveries(wanted)
        return result

    def _ensure_may_expedite(self):
        for order in self:
            if order.customer_order_state in (False, "done", "cancel"):
                raise UserError(
                    self.env._(
                        "%s has no goods to prepare: only open customer orders can be "
                        "expedited.",
                        order.name,
                    )
                )

    def _star_deliveries(self, starred):
        """Star the open deliveries of these orders, or take the star off."""
        # Whoever takes orders need not work in the warehouse.
        self.sudo().picking_ids.filtered(
            lambda picking: picking.state not in ("done", "cancel")
        ).priority = "1" if starred else "0"

    def action_expedite(self):
        """Expedite these orders, as far as they are not.

        :raise UserError: one has nothing left to prepare
        """
        self.is_expedited = True

    def action_stop_expediting(self):
        """Let these orders wait for their turn again.

        :raise UserError: one has nothing left to prepare
        """
        self.is_expedited = False
