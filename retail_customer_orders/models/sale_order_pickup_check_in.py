from odoo import SUPERUSER_ID, api, fields, models

from odoo.addons.retail_base.tools.judge import lock_records

CHECK_IN = "retail_customer_orders.mail_activity_type_check_in"
NOTE_LENGTH = 80
NO_CHECK_IN = {
    "check_in_on": False,
    "check_in_store_id": False,
    "check_in_note": False,
}


class SaleOrder(models.Model):
    """Customers say that they have come for their goods (PU-07).

    However often they do, the store gets one task: until the goods are handed out, or
    the customer comes another day or to another store.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    check_in_on = fields.Datetime(
        string="Customer Is Here Since", readonly=True, copy=False
    )
    check_in_store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Customer Is In",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    check_in_note = fields.Char(
        string="Where the Customer Waits",
        readonly=True,
        copy=False,
        help="The car or the parking bay, as the customer wrote it.",
    )
    check_in_summary = fields.Char(compute="_compute_check_in_summary")

    @api.depends_context("lang")
    @api.depends(*NO_CHECK_IN)
    def _compute_check_in_summary(self):
        # Who sees the order may know in which store the customer waits.
        for order in self.sudo():
            order.check_in_summary = order._is_checked_in() and ": ".join(
                filter(None, [order._describe_place_of_check_in(), order.check_in_note])
            )

    def _describe_place_of_check_in(self):
        return self.env._(
            "The customer has been in %(store)s since %(time)s",
            store=self.check_in_store_id.name,
            time=self._get_check_in_time(),
        )

    def _get_check_in_stores(self):
        """Return the stores where goods are ready for this customer."""
        self.ensure_one()
        if self.state != "sale":
            return self.env["stock.warehouse"]
        return self.pickup_waiting_line_ids.fulfilment_store_id

    def _is_checked_in(self, store=None):
        """Say whether the customer has come today, to `store` if given."""
        self.ensure_one()
        here = self.check_in_store_id
        if not self.check_in_on or (store and store != here):
            return False
        return here._localize(self.check_in_on).date() == here._get_local_today()

    def _get_check_in_time(self):
        return self.check_in_store_id._localize(self.check_in_on).strftime("%H:%M")

    def _check_in(self, store, note=""):
        """Tell a store that the customer has come for the goods; once.

        A note that was left out may be added, nothing else is written again.

        :param store: one of `_get_check_in_stores`
        :param str note: car or bay, as the customer wrote it
        """
        self.ensure_one()
        # Impatient customers press twice.
        lock_records(self)
        note = " ".join((note or "").split())[:NOTE_LENGTH]
        is_new = not self._is_checked_in(store)
        if not is_new and (self.check_in_note or not note):
            return
        values = {"check_in_note": note}
        if is_new:
            values["check_in_on"] = fields.Datetime.now()
            values["check_in_store_id"] = store.id
        # The customer is nobody who may write orders or give tasks.
        order = self.with_user(SUPERUSER_ID)
        order.write(values)
        order._task_check_in()

    def _task_check_in(self):
        """Make the task of the store, in the place of one that there is."""
        self.activity_unlink([CHECK_IN])
        store = self.check_in_store_id
        user = store._get_store_manager() or self.user_id or self.env.user
        note = self.check_in_note
        summary = self.env._(
            "%(customer)s is in %(store)s",
            customer=self.partner_id.display_name,
            store=store.name,
        )
        self.activity_schedule(
            CHECK_IN, summary=f"{summary}: {note}" if note else summary, user_id=user.id
        )
        sessions = self.env["pos.session"].search(
            [
                ("state", "=", "opened"),
                ("config_id", "in", store.register_ids.ids),
            ]
        )
        for register in sessions.config_id:
            register._notify("RETAIL_CHECK_IN", self._prepare_check_in_message())

    def _prepare_check_in_message(self):
        return {
            "reference": self.customer_order_reference,
            "customer": self.partner_id.display_name,
            "note": self.check_in_note or "",
        }

    def _end_check_in(self):
        """Forget who is here: the goods are handed out, or will not be."""
        here = self.filtered("check_in_on")
        if here:
            # No user has the right to write this.
            here.sudo().write({**NO_CHECK_IN})
            here.activity_unlink([CHECK_IN])

    def _hand_out_goods(self, quantities, store, lots=None):
        """Override of `retail_customer_orders` to end the wait of the customer."""
        result = super()._hand_out_goods(quantities, store, lots)
        self._end_check_in()
        return result

    def _action_cancel(self):
        """Override of `sale` to let nobody wait for what is cancelled."""
        result = super()._action_cancel()
        self._end_check_in()
        return result
