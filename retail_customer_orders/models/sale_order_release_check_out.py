from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_datetime

from odoo.addons.retail_base.tools.judge import lock_records


class SaleOrder(models.Model):
    """One person at a time works on an order on hold (HD-01)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    hold_checked_out_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Checked Out By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Who works on this order while it is on hold; nobody else can release or "
        "change it until then, except a manager who takes it over.",
    )
    hold_checked_out_on = fields.Datetime(
        string="Checked Out On", readonly=True, copy=False
    )

    def action_check_out_hold(self):
        """Keep these orders on hold to work on them; a manager takes over.

        :raise UserError: one is not on hold, or somebody else works on it
        """
        self.check_access("write")
        # Two people may begin at the same moment.
        for order in lock_records(self):
            if not order.hold_since:
                raise UserError(
                    self.env._("%s is not on hold any more. Work on it.", order.name)
                )
            order._ensure_not_checked_out()
            before = order.hold_checked_out_by_id
            if before and before != self.env.user:
                order.message_post(
                    body=self.env._("Check-out taken over from %s.", before.sudo().name)
                )
        self._set_check_out(self.env.user, fields.Datetime.now())

    def action_give_back_hold(self):
        """Let others work on these orders; they stay on hold.

        :raise UserError: somebody else works on one of them
        """
        self.check_access("write")
        lock_records(self)._ensure_not_checked_out()
        self._set_check_out(False, False)

    def _set_check_out(self, user, moment):
        # No user has the right to write this.
        self.sudo().write(
            {"hold_checked_out_by_id": user and user.id, "hold_checked_out_on": moment}
        )

    def _ensure_not_checked_out(self):
        """Refuse to touch orders that another user works on; managers may."""
        for order in self:
            obstacle = order._get_check_out_obstacle()
            if obstacle:
                raise UserError(obstacle)

    def _get_check_out_obstacle(self):
        """Say who else works on this order; False where nobody is in the way."""
        self.ensure_one()
        holder = self.hold_checked_out_by_id
        user = self.env.user
        if holder in (user, user.browse()) or user.has_group(
            "retail_base.group_retail_manager"
        ):
            return False
        return self.env._(
            "%(holder)s has worked on %(order)s since %(moment)s. Ask them to give it "
            "back, or let a manager take it over.",
            holder=holder.sudo().name,
            order=self.name,
            moment=format_datetime(self.env, self.hold_checked_out_on),
        )

    def _summarize_hold(self):
        """Override of `retail_customer_orders` to say who works on the order."""
        summary = super()._summarize_hold()
        holder = self.sudo().hold_checked_out_by_id
        if not holder:
            return summary
        moment = format_datetime(self.env, self.hold_checked_out_on)
        work = self.env._(
            "%(holder)s has worked on it since %(moment)s.",
            holder=holder.name,
            moment=moment,
        )
        return f"{summary}\n{work}"

    def _ensure_may_release(self):
        """Override of `retail_customer_orders` to leave it to who works on it."""
        self._ensure_not_checked_out()
        return super()._ensure_may_release()

    @api.depends_context("uid")
    @api.depends("hold_checked_out_by_id")
    def _compute_edit_obstacle(self):
        """Override to follow who works on the order."""
        return super()._compute_edit_obstacle()

    def _get_edit_obstacle(self, store=None):
        """Override of `retail_customer_orders` to let one person change it."""
        return super()._get_edit_obstacle(store) or self._get_check_out_obstacle()
