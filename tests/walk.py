"""A life of a few customer orders: what people do, and what stays true all along."""

import gc
from contextlib import contextmanager

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)
from walk_returns import Returns

from odoo.exceptions import UserError

CENT = 0.005
# How often people do what.
WEIGHTS = {
    "pick_up": 6,
    "undo": 4,
    "bring_back": 2,
    "send_back": 2,
    "ship": 3,
    "edit": 2,
    "cancel": 2,
    "hold": 2,
    "release": 2,
    "pay_at_desk": 2,
    "pay_back": 1,
    "close_session": 2,
    "take": 1,
}


class Truths(RuleBasedStateMachine):
    """What must be true after each step, in a savepoint that is rolled back."""

    def __init__(self, test):
        super().__init__()
        self.test = test
        self.env = test.env
        self.orders = self.env["sale.order"]
        # What had left of the orders that were put on hold since.
        self.left_when_held = {}
        self.savepoint = self.env.cr.savepoint()

    def teardown(self):
        self.savepoint.close(rollback=True)
        self.env.invalidate_all()
        # Odoo looks for an environment among all that are alive.
        gc.collect()

    def get_left(self, line):
        """Return what the customer got by deliveries, less what was undone."""
        done = line.move_ids.filtered(lambda move: move.state == "done")
        out = done.filtered(lambda move: move.location_dest_id.usage == "customer")
        back = done.filtered(lambda move: move.location_id.usage == "customer")
        return sum(out.mapped("quantity")) - sum(back.mapped("quantity"))

    def get_sold_lines(self):
        """Return the ticket lines that handed out goods of the orders."""
        return self.orders.customer_ticket_ids.lines.filtered(
            lambda line: line.customer_order_line_id.fulfilment and line.qty > 0
        )

    @invariant()
    def money_received_is_somewhere(self):
        for order in self.orders:
            order.invalidate_recordset()
            self.test.assertAlmostEqual(
                order.deposit_received,
                order.deposit_applied
                + order.deposit_refunded
                + order.deposit_forfeited
                + order.deposit_held,
                msg=order.name,
            )
            held = order.order_line._get_held()
            self.test.assertAlmostEqual(sum(held.values()), order.deposit_held)
            self.test.assertGreaterEqual(min(held.values(), default=0), -CENT)

    @invariant()
    def tax_is_held_with_its_deposit(self):
        held = self.orders.order_line._get_held()
        for line, tax in self.orders.order_line._get_held_taxes().items():
            self.test.assertGreater(tax, 0)
            self.test.assertLessEqual(tax, held[line] + CENT)

    @invariant()
    def the_account_holds_what_the_ledger_says(self):
        self.env.flush_all()
        entries = self.env["retail.deposit.entry"]
        ((booked,),) = entries._read_group(self.test.booked, [], ["amount_account:sum"])
        self.test.assertAlmostEqual(self.test.get_account_balance(), booked or 0.0)

    @invariant()
    def goods_leave_once(self):
        for line in self.orders.order_line.filtered("fulfilment"):
            left = self.get_left(line)
            self.test.assertAlmostEqual(left, line.qty_delivered)
            self.test.assertLessEqual(left, line.product_uom_qty + CENT)
            self.test.assertLessEqual(line.qty_invoiced, line.product_uom_qty + CENT)
            done = line.move_ids.filtered(
                lambda move: move.state == "done"
                and move.location_dest_id.usage == "customer"
            )
            warehouses = done.picking_type_id.warehouse_id
            self.test.assertLessEqual(warehouses, line.fulfilment_store_id)

    @invariant()
    def revenue_only_when_goods_leave(self):
        for order in self.orders:
            goods = order.order_line.filtered("fulfilment")
            for line in goods:
                self.test.assertAlmostEqual(line.qty_invoiced, line.qty_delivered)
            if order.customer_order_state in ("done", "cancel"):
                self.test.assertAlmostEqual(order.amount_open, 0)

    @invariant()
    def nothing_leaves_on_hold(self):
        for order in self.orders.filtered("hold_since"):
            moves = order.order_line.move_ids
            left = sum(map(self.get_left, order.order_line))
            self.test.assertLessEqual(left, self.left_when_held[order] + CENT)
            if order.hold_released_goods:
                self.test.assertNotIn("assigned", moves.mapped("state"))

    @invariant()
    def goods_come_back_once(self):
        for sold in self.get_sold_lines():
            back = sold.refund_orderline_ids.filtered(
                lambda line: line.order_id.state not in ("draft", "cancel")
            )
            self.test.assertLessEqual(-sum(back.mapped("qty")), sold.qty + CENT)


class Walk(Returns, Truths):
    """What people do with orders, in any order."""

    @initialize(data=st.data())
    def two_orders_that_were_taken(self, data):
        chosen = st.lists(
            st.sampled_from(self.test.taken), min_size=2, max_size=2, unique=True
        )
        self.orders = self.orders.union(*data.draw(chosen))

    @rule(data=st.data())
    def step(self, data):
        """Do one of the things that can be done now, the usual ones more often."""
        names = [name for name, weight in WEIGHTS.items() for _time in range(weight)]
        if not self.get_sold_lines():
            names = [name for name in names if name not in ("undo", "bring_back")]
        if not self.get_sold_goods():
            names = [name for name in names if name != "send_back"]
        if not self.orders.filtered("hold_since"):
            names = [name for name in names if name != "release"]
        getattr(self, data.draw(st.sampled_from(names)))(data)

    def choose(self, data, records=None):
        return data.draw(st.sampled_from(list(records or self.orders)))

    @contextmanager
    def allowed(self, *sentences):
        """Let these refusals pass; what is refused leaves nothing behind."""
        try:
            with self.env.cr.savepoint():
                yield
        except UserError as error:
            if not any(sentence in str(error) for sentence in sentences):
                raise
            self.env.invalidate_all()

    def take(self, data):
        with self.allowed("more than the order costs"):
            self.orders |= self.test.take_any(
                lambda *choices: data.draw(st.sampled_from(choices))
            )

    def pay_at_desk(self, data):
        share = data.draw(st.sampled_from([0.25, 0.5, 1]))
        order = self.choose(data)
        amount = order.currency_id.round(max(order.amount_balance, 0) * share)
        with self.allowed("still costs", "Enter an amount"):
            order._receive_deposit(amount, self.test.bank)

    def pick_up(self, data):
        """Orders on hold are tried as well."""
        places = [
            (order, register)
            for order in self.orders
            for register in self.test.registers
            if self.get_lines_here(order, register)
        ]
        if not places:
            return
        order, register = data.draw(st.sampled_from(places))
        quantities = {
            line: data.draw(st.integers(1, int(line.fulfilment_open_qty)))
            for line in self.get_lines_here(order, register)
        }
        with self.allowed("the order is on hold"):
            self.test.pick_up(order, quantities, register=register)

    def get_lines_here(self, order, register):
        obstacles = (False, order._get_hold_obstacle())
        return order.order_line.filtered(
            lambda line: line.fulfilment_open_qty >= 1
            and line._get_pickup_obstacle(register.store_id) in obstacles
        )

    def undo(self, data):
        """By the register that handed the goods out, as long as it is open."""
        ticket = self.choose(data, self.get_sold_lines().order_id)
        with self.allowed("cannot be undone"):
            self.test.undo(ticket, register=ticket.config_id)

    def ship(self, data):
        lines = self.orders.order_line.filtered(
            lambda line: line.fulfilment == "ship" and line.fulfilment_open_qty
        )
        pickings = lines.move_ids.picking_id.filtered(
            lambda one: one.state in ("assigned", "confirmed")
        )
        if not pickings:
            return
        picking = data.draw(st.sampled_from(list(pickings)))
        with self.allowed("must not leave: the order is on hold"):
            for move in picking.move_ids:
                move.quantity = data.draw(st.integers(1, int(move.product_uom_qty)))
                move.picked = True
            picking.with_context(cancel_backorder=False)._action_done()
            picking.sale_id._create_invoices().action_post()

    def hold(self, data):
        """With the goods reserved or, when fraud is suspected, given back."""
        reason = data.draw(st.sampled_from(["payment", "fraud"]))
        order = self.choose(data)
        with self.allowed("has no goods to hold"):
            order.with_user(self.test.manager)._put_on_hold(
                self.test.hold_reasons[reason], "Wait"
            )
            left = sum(map(self.get_left, order.order_line))
            self.left_when_held[order] = left

    def release(self, data):
        order = self.choose(data, self.orders.filtered("hold_since"))
        order.with_user(self.test.manager).action_release_hold()
        order.order_request_ids._reserve()

    def cancel(self, data):
        """In the back office: some of it or all, the deposit back or left."""
        now = data.draw(st.booleans())
        order = self.choose(data)
        open_ = order._get_cancellable()
        if not open_ or order.state != "sale":
            return
        some = data.draw(st.booleans())
        quantities = {
            line: data.draw(st.integers(1, int(quantity))) if some else quantity
            for line, quantity in open_.items()
            if quantity >= 1 and not (some and data.draw(st.booleans()))
        }
        if quantities:
            order._cancel_in_back_office(
                quantities, journal=now and self.test.bank or None
            )

    def pay_back(self, data):
        order = self.choose(data)
        spare = order._get_spare_deposit()
        if not order.currency_id.is_zero(spare):
            order._refund_deposit(spare, self.test.bank)

    def edit(self, data):
        """A line gets more or fewer; what must stay on the order is refused."""
        change = data.draw(st.sampled_from([-1, 1, 2]))
        order = self.choose(data)
        lines = order.order_line.filtered("fulfilment")
        if order.state != "sale" or not lines:
            return
        line = data.draw(st.sampled_from(list(lines)))
        with self.allowed(""):
            line.product_uom_qty = max(line.product_uom_qty + change, 0)

    def close_session(self, data):
        register = data.draw(st.sampled_from(list(self.test.registers)))
        self.test.close_session(register)
        self.test.open_session(register)
