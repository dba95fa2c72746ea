from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from odoo.addons.retail_base.tools.judge import lock_records

HOLD_FIELDS = {
    "hold_since",
    "hold_reason_id",
    "hold_note",
    "hold_by_id",
    "hold_until",
    "hold_released_goods",
    "hold_rule_id",
    "hold_checked_out_by_id",
    "hold_checked_out_on",
}
NO_HOLD = dict.fromkeys(HOLD_FIELDS, False)


class SaleOrder(models.Model):
    """An order on hold waits: no goods are prepared or leave (HD-01, HD-03)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    hold_since = fields.Datetime(
        string="On Hold Since", readonly=True, copy=False, index="btree_not_null"
    )
    hold_reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    hold_note = fields.Text(readonly=True, copy=False)
    hold_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Held By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    hold_until = fields.Date(
        string="On Hold Until",
        readonly=True,
        copy=False,
        help="The day on which the order is released by itself.",
    )
    hold_released_goods = fields.Boolean(
        string="Goods Not Reserved",
        readonly=True,
        copy=False,
        help="The goods are not reserved as long as the order is on hold.",
    )
    hold_days = fields.Integer(string="Days on Hold", compute="_compute_hold_days")
    hold_summary = fields.Text(compute="_compute_hold_summary")

    @api.depends("hold_since")
    def _compute_hold_days(self):
        now = fields.Datetime.now()
        for order in self:
            since = order.hold_since
            order.hold_days = (now - since).days if since else 0

    @api.depends_context("lang")
    @api.depends(*HOLD_FIELDS)
    def _compute_hold_summary(self):
        for order in self:
            order.hold_summary = order.hold_since and order._summarize_hold()

    def _summarize_hold(self):
        """Say in a few sentences why this order waits, since when and how long."""
        # Who sees the order may know who holds it.
        order = self.sudo()
        store = order._get_selling_store()
        since = store._localize(order.hold_since) if store else order.hold_since
        sentences = [
            self.env._(
                "%(reason)s: on hold since %(day)s, by %(holder)s.",
                reason=order.hold_reason_id.name,
                day=format_date(self.env, since.date()),
                holder=order.hold_by_id.name,
            )
        ]
        if order.hold_released_goods:
            sentences.append(self.env._("The goods are not reserved."))
        if order.hold_until:
            day = format_date(self.env, order.hold_until)
            sentences.append(self.env._("Released by itself on %s.", day))
        return "\n".join(filter(None, [" ".join(sentences), order.hold_note]))

    def write(self, vals):
        """Override of `sale` to hold and release orders by their rules only."""
        if HOLD_FIELDS & vals.keys() and not self.env.su:
            raise UserError(
                self.env._("Orders are put on hold with “Hold”, not by hand.")
            )
        return super().write(vals)

    def _get_hand_over_obstacle(self):
        """Override of `retail_customer_orders` to keep goods of orders on hold."""
        return super()._get_hand_over_obstacle() or self._get_hold_obstacle()

    def _get_hold_obstacle(self):
        self.ensure_one()
        # Whoever delivers need not know reason codes.
        reason = self.sudo().hold_reason_id.name
        return bool(self.hold_since) and self.env._(
            "the order is on hold: %(reason)s", reason=reason
        )

    def _action_cancel(self):
        """Override of `sale` to hold nothing that is cancelled."""
        result = super()._action_cancel()
        held = self.filtered("hold_since")
        if held:
            # No user has the right to write this.
            held.sudo().write({**NO_HOLD})
        return result

    # === HOLDING ===#

    def _put_on_hold(self, reason, note="", until=False):
        """Put these orders on hold.

        :param reason: the `retail.reason.code` of the kind "hold"
        :param str note: what else there is to say
        :param date until: when they are released by themselves, or False
        :raise UserError: there is nothing to hold, somebody else holds it, or
            something is missing
        """
        self.check_access("write")
        self._ensure_hold_is_complete(reason, note, until)
        # A register may be handing the goods out at this moment.
        for order in lock_records(self):
            order._ensure_may_hold()
            # No user has the right to write this.
            order.sudo().write(
                {
                    "hold_since": order.hold_since or fields.Datetime.now(),
                    "hold_reason_id": reason.id,
                    "hold_note": note,
                    "hold_by_id": self.env.user.id,
                    "hold_until": until,
                    "hold_released_goods": reason.releases_goods,
                }
            )
            lines = order.hold_summary.split("\n")
            order.message_post(body=Markup("<br/>").join(lines))
        if reason.releases_goods:
            self._release_goods()

    def _ensure_hold_is_complete(self, reason, note, until):
        if reason.kind != "hold":
            raise UserError(self.env._("Choose a reason to hold the order."))
        if reason.note_required and not (note or "").strip():
            raise UserError(self.env._("“%s” needs a note. Write why.", reason.name))
        for order in self:
            if until and until <= order._get_store_today():
                raise UserError(
                    self.env._(
                        "The order would be released at once. Choose a later day."
                    )
                )

    def _ensure_may_hold(self):
        self.ensure_one()
        if self.customer_order_state not in ("open", "partial"):
            raise UserError(
                self.env._(
                    "%s has no goods to hold: only confirmed orders with open lines "
                    "can be put on hold.",
                    self.name,
                )
            )
        if self.hold_since:
            self._ensure_may_release()

    def _release_goods(self):
        """Give the reserved goods back, except those that somebody has picked."""
        # Whoever sells need not run the stockroom.
        moves = self.sudo().order_line.move_ids.filtered(
            lambda move: move.state in ("assigned", "partially_available")
            and not move.picked
        )
        moves._do_unreserve()

    def action_hold(self):
        """Open the wizard that puts these orders on hold."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hold"),
            "res_model": "retail.order.hold",
            "view_mode": "form",
            "target": "new",
            "context": {"default_order_ids": self.ids},
        }
