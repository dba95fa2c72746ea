from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.payload import has_lines, parse_pickup
from ..tools.read import PayloadError

SERVER_FIELDS = {
    "customer_order_id",
    "deposit_uuid",
    "pickup_order_id",
    "pickup_uuid",
    "pickup_booked",
    "undo_pickup_of_id",
}


class PosOrder(models.Model):
    _inherit = "pos.order"

    _pickup_uuid_unique = models.UniqueIndex(
        "(pickup_uuid) WHERE pickup_uuid IS NOT NULL",
        "This pickup was booked already.",
    )

    customer_order_payload = fields.Json(
        copy=False,
        help="The lines to pick up or ship later, as the register sent them.",
    )
    pickup_payload = fields.Json(
        copy=False, help="What is handed out of an order, as the register sent it."
    )
    order_request_ids = fields.One2many(
        comodel_name="retail.order.request",
        inverse_name="pos_order_id",
        string="Order Requests",
        readonly=True,
    )
    customer_order_id = fields.Many2one(
        comodel_name="sale.order",
        string="Customer Order",
        readonly=True,
        index="btree_not_null",
        copy=False,
        help="The order that this ticket takes or hands out.",
    )
    pickup_order_id = fields.Many2one(
        comodel_name="sale.order",
        string="Order Handed Out",
        readonly=True,
        index="btree_not_null",
        copy=False,
    )
    pickup_uuid = fields.Char(readonly=True, copy=False)
    pickup_booked = fields.Boolean(
        readonly=True, copy=False, help="The goods left and the deposit was used."
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `point_of_sale` to let only the server link orders."""
        return super().create([self._without_server_fields(vals) for vals in vals_list])

    def write(self, vals):
        """Override of `point_of_sale` to let only the server link orders."""
        return super().write(self._without_server_fields(vals))

    @api.model
    def _without_server_fields(self, vals):
        if self.env.su or not SERVER_FIELDS & vals.keys():
            return vals
        return {
            name: value for name, value in vals.items() if name not in SERVER_FIELDS
        }

    def action_view_customer_order(self):
        """Open the order that this ticket takes or hands out."""
        self.ensure_one()
        return self.customer_order_id._get_records_action()

    def _get_paid_on_customer_order(self):
        """Return what this ticket took: a deposit, or the goods less their deposit."""
        self.ensure_one()
        lines = self.lines.filtered(
            lambda line: line._is_deposit() or line.customer_order_line_id
        )
        return self.currency_id.round(lines._get_subtotals()[1])

    # === JUDGES ===#

    def _get_judge_steps(self):
        """Override of `retail_base` to judge orders and pickups before payment."""
        return super()._get_judge_steps() + [
            "_judge_deposit",
            "_judge_customer_order",
            "_judge_pickup",
        ]

    def _get_booking_steps(self):
        """Override of `retail_base` to book orders and pickups that are paid."""
        return super()._get_booking_steps() + ["_book_customer_order", "_book_pickup"]

    def _get_ranged_lines(self):
        """Override of `retail_assortment` to leave out what an order hands out.

        The range was judged when it was ordered; the pickup store need not carry it.
        """
        return super()._get_ranged_lines().filtered(lambda line: not line._is_pickup())

    def _judge_customer_order(self):
        """Judge the order in this ticket before it is paid."""
        if has_lines(self.customer_order_payload):
            self.env["retail.order.request"]._check_ticket(self)

    def _judge_pickup(self):
        """Judge the pickup in this ticket before it is paid (PU-01, PU-02)."""
        if has_lines(self.pickup_payload) and not self.pickup_uuid:
            self._link_pickup()

    def _is_silent(self):
        return bool(self.env.context.get("retail_silent"))

    def _link_pickup(self):
        """Lock the order that is picked up, check everything, and tie the lines.

        :raise UserError: something may not be handed out, or not like this
        """
        self.ensure_one()
        try:
            pickup = parse_pickup(self.pickup_payload)
        except PayloadError as error:
            raise UserError(
                self.env._(
                    "The register sent a pickup that cannot be read. Prepare it again "
                    "from the order."
                )
            ) from error
        self.env["sale.order"]._check_pickup(self, pickup)

    # === BOOKINGS ===#

    def _book_customer_order(self):
        """Keep the order in this ticket as a request and make it.

        A request that fails keeps the ticket and its money; see its form for a retry.
        """
        if has_lines(self.customer_order_payload):
            self.env["retail.order.request"]._book(self)

    def _create_order_picking(self):
        """Override of `point_of_sale` to hand out the goods of an order.

        Before core makes its own delivery, and before it invoices the ticket: the
        cost of the goods is booked from the deliveries it finds.
        """
        self._try_pickup()
        return super()._create_order_picking()

    def _try_pickup(self):
        """Book a judged pickup; leave one that fails silently to the booking step."""
        if not self.pickup_uuid or self.pickup_booked:
            return
        if not self._is_silent():
            return self._process_pickup()
        self.env.flush_all()
        try:
            with self.env.cr.savepoint():
                self._process_pickup()
        except UserError:
            self.env.invalidate_all()

    def _book_pickup(self):
        """Book the pickup in this ticket where that has not been done yet."""
        if has_lines(self.pickup_payload) and not self.pickup_booked:
            self._judge_pickup()
            self._process_pickup()

    def _process_pickup(self):
        """Hand out the goods and use the deposit, once for each ticket."""
        self.ensure_one()
        # A cashier sees neither orders nor lots; what is done was checked before.
        ticket = self.sudo()
        order = ticket.pickup_order_id
        parts = order._split_held_deposit(order._get_ticket_deposit(ticket))
        order._hand_out(ticket)
        ticket.pickup_booked = True
        ticket._fix_deposit_taxes(order, ticket._pair_deposit_lines(parts), -1)
        ticket._book_deposit_parts(order, parts, "applied")
        ticket._link_deposit_items()

    def _book_deposit_parts(self, order, parts, kind, sign=-1):
        """Enter into the ledger the deposit that this ticket uses, or brings back.

        :param list parts: see `sale.order._split_held_deposit`
        :param str kind: see `retail.deposit.entry`
        :param int sign: 1 when the order holds more by it
        """
        for line, part in self._pair_deposit_lines(parts):
            self.env["retail.deposit.entry"].sudo()._book(
                order,
                kind,
                {one: sign * amount for one, amount in part["amounts"].items()},
                {one: sign * tax for one, tax in part["line_taxes"].items()},
                store_id=self.config_id.store_id.id,
                pos_order_line_id=line.id,
            )

    def _pair_deposit_lines(self, parts):
        """Return (`pos.order.line`, part) for each part of a deposit."""
        lines = self.lines.filtered(lambda line: line._is_deposit())
        by_taxes = {line.tax_ids_after_fiscal_position: line for line in lines}
        return [(by_taxes.get(part["taxes"], lines[:1]), part) for part in parts]
