from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.retail_base.tools.judge import lock_records

UNCLAIMED = "retail_customer_orders.mail_activity_type_unclaimed"
READY_MAIL = "retail_customer_orders.mail_template_pickup_ready"
REMINDER_MAIL = "retail_customer_orders.mail_template_pickup_reminder"


class SaleOrder(models.Model):
    """Goods that wait for their customer: told, reminded, and given up.

    Each step takes the lines of one order in one store, locks the order and looks
    again: whatever two workers do at once is done once.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    customer_order_state = fields.Selection(
        selection_add=[("partial",), ("unclaimed", "Unclaimed"), ("done",)]
    )
    pickup_waiting_line_ids = fields.Many2many(
        comodel_name="sale.order.line",
        string="Waiting for Pickup",
        compute="_compute_pickup_waiting_line_ids",
        help="What waits in a store for the customer, as mails say it.",
    )
    has_unclaimed_pickup = fields.Boolean(
        compute="_compute_pickup_waiting_line_ids",
    )

    @api.depends("order_line.pickup_unclaimed")
    def _compute_customer_order_state(self):
        """Override to follow what nobody claims."""
        return super()._compute_customer_order_state()

    def _get_customer_order_state(self):
        """Override to say that goods were not claimed, whatever else was handed out."""
        state = super()._get_customer_order_state()
        if state in ("open", "partial") and self._get_unclaimed_lines():
            return "unclaimed"
        return state

    @api.depends(
        "order_line.fulfilment_open_qty",
        "order_line.pickup_ready_date",
        "order_line.pickup_unclaimed",
    )
    def _compute_pickup_waiting_line_ids(self):
        for order in self:
            order.pickup_waiting_line_ids = order.order_line._get_waiting_lines()
            order.has_unclaimed_pickup = bool(order._get_unclaimed_lines())

    def _get_unclaimed_lines(self):
        return self.order_line.filtered(
            lambda line: line.pickup_unclaimed and line.fulfilment_open_qty
        )

    # === STEPS ===#

    def _lock_pickups(self, lines):
        """Lock this order and return those of its lines that are still open."""
        self.ensure_one()
        lock_records(self)
        lines.invalidate_recordset()
        return lines.filtered("fulfilment_open_qty")

    def _mark_ready(self, lines):
        """Note since when these lines are ready, and tell the customer."""
        lines = self._lock_pickups(lines).filtered(
            lambda line: not line.pickup_ready_date
        )
        # Nobody is called to a store before an order is paid that waits for it.
        if not lines or self.payment_link_state == "waiting":
            return
        store = lines.fulfilment_store_id[:1]
        lines.pickup_ready_date = store._get_local_today()
        if self.company_id.retail_pickup_ready_mail:
            self._try_mail_pickup(READY_MAIL, self._make_code_to_mail(store))

    def _make_code_to_mail(self, store):
        """Return a new code if the collector needs one and has none yet."""
        is_wanted = (
            self.partner_id.email
            and self._needs_pickup_code(store)
            and self._get_pickup_code_state() != "valid"
        )
        return self._make_pickup_code() if is_wanted else ""

    def _remind(self, lines):
        """Remind the customer of what waits in a store, once."""
        lines = self._lock_pickups(lines).filtered(
            lambda line: not line.pickup_reminded_date
        )
        if not lines:
            return
        lines.pickup_reminded_date = lines.fulfilment_store_id[:1]._get_local_today()
        if not self.partner_id.email:
            body = self.env._("No reminder was sent: the customer has no e-mail.")
            self.message_post(body=body)
        else:
            self._try_mail_pickup(REMINDER_MAIL)

    def _give_up(self, lines):
        """Put goods that nobody claimed back to free stock; the order stays open."""
        lines = self._lock_pickups(lines).filtered(
            lambda line: not line.pickup_unclaimed
        )
        if not lines:
            return
        lines.pickup_unclaimed = True
        lines._get_open_moves()._put_back()
        store = lines.fulfilment_store_id[:1]
        manager = store._get_store_manager() or self.user_id or self.env.user
        self.activity_schedule(
            UNCLAIMED,
            summary=self.env._("Not claimed in %s: call or cancel", store.name),
            note=self.env._(
                "%(customer)s did not pick up: %(goods)s. The goods are back in free "
                "stock. Call the customer (%(phone)s), then keep them on or cancel.",
                customer=self.partner_id.display_name,
                goods=", ".join(lines.product_id.mapped("display_name")),
                phone=self.partner_id.phone or self.env._("no phone number"),
            ),
            user_id=manager.id,
        )

    def _keep_pickups(self, days):
        """Keep goods for some more days, and reserve again what was given up.

        :param int days: from today
        :return: the `sale.order.line` of which not all is in stock any more
        """
        self.ensure_one()
        # Stock follows from the order, whose rights were checked.
        order = self.sudo()
        lines = order._lock_pickups(order.order_line).filtered(
            lambda line: line.fulfilment == "pickup"
        )
        for line in lines:
            today = line.fulfilment_store_id._get_local_today()
            line.write(
                {
                    "pickup_kept_until": today + timedelta(days=days),
                    "pickup_unclaimed": False,
                }
            )
        moves = lines._get_open_moves()
        moves._action_assign()
        order._close_unclaimed()
        missing = moves.filtered(lambda move: move.state != "assigned")
        return missing.sale_line_id.with_env(self.env)

    def _close_unclaimed(self):
        """Close what the managers were asked to do, once nothing is unclaimed."""
        for order in self:
            if not order._get_unclaimed_lines():
                order.activity_unlink([UNCLAIMED])

    def _action_cancel(self):
        """Override to ask nobody about goods of an order that is cancelled."""
        result = super()._action_cancel()
        given_up = self.filtered(
            lambda order: any(order.order_line.mapped("pickup_unclaimed"))
        )
        given_up._close_unclaimed()
        return result
