from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.retail_base.tools.judge import lock_records

from .sale_order_hold import NO_HOLD


class SaleOrder(models.Model):
    """How orders come off hold (HD-01, HD-02)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _ensure_may_release(self):
        """See that the user holds this order, or is a manager.

        :raise UserError: who else may do it
        """
        self.ensure_one()
        is_manager = self.env.user.has_group("retail_base.group_retail_manager")
        if self.hold_by_id != self.env.user and not is_manager:
            raise UserError(
                self.env._(
                    "%(holder)s put %(order)s on hold. Ask them or a manager.",
                    holder=self.sudo().hold_by_id.name,
                    order=self.name,
                )
            )

    def action_release_hold(self):
        """Release orders that are on hold; their goods are reserved again.

        :raise UserError: somebody else holds one of them
        """
        self.check_access("write")
        # A person and the day that was set may do it at the same moment.
        held = lock_records(self).filtered("hold_since")
        for order in held:
            order._ensure_may_release()
        held._release_hold()

    def _release_hold(self):
        """Release these locked orders, which are on hold."""
        for order in self:
            order.message_post(
                body=self.env._(
                    "Released after %(days)s days on hold.", days=order.hold_days
                )
            )
        without_goods = self.filtered("hold_released_goods")
        # No user has the right to write this.
        self.sudo().write({**NO_HOLD})
        without_goods._reserve_goods()

    def action_take_over_hold(self):
        """Let a manager answer for orders that somebody else put on hold.

        :raise UserError: the user is no manager
        """
        self.check_access("write")
        if not self.env.user.has_group("retail_base.group_retail_manager"):
            raise UserError(self.env._("Only a manager may take over a hold."))
        for order in lock_records(self).filtered("hold_since"):
            before = order.hold_by_id
            # No user has the right to write this.
            order.sudo().hold_by_id = self.env.user
            order.message_post(
                body=self.env._("Hold taken over from %s.", before.sudo().name)
            )

    # === RELEASED BY THEMSELVES ===#

    @api.model
    def _cron_release_holds(self, limit=100):
        """Release the orders whose hold ends today, or should have before."""
        domain = Domain("hold_since", "!=", False) & Domain.OR(
            self._get_store_domain(stores) & Domain("hold_until", "<=", today)
            for today, stores in self._get_store_days().items()
        )
        orders = self.search(domain, limit=limit, order="hold_until, id")
        orders._work_off("_release_when_due")

    def _release_when_due(self):
        """Release this order if it is on hold and its day has come."""
        until = self.hold_until
        if self.hold_since and until and until <= self._get_store_today():
            self._release_hold()
