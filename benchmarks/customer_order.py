"""Customer orders against plain sales orders of the same lines, side by side.

Both are created and confirmed by a user of a store, five lines of goods in stock. The
customer order is picked up in one store and shipped from another, so it becomes two
deliveries; the plain order is one. Then one line of 200 is edited, before and after the
order is confirmed: what the browser asks when a quantity changes, and when it is saved.
"""

from functools import partial

from _measure import Meter, say, say_head, say_ratio

from odoo.fields import Command
from odoo.tests import Form

LINES, LONG = 5, 200
ROUNDS = 41
TARGET = 1.15


class Sides:
    """A store's user, two stores, goods and a customer."""

    def __init__(self, env):
        self.stores = [make_store(env, name) for name in ("Bergen", "Oslo")]
        self.products = env["product.product"].create(
            [
                {"name": f"Bench {number}", "is_storable": True, "list_price": 100}
                for number in range(LONG)
            ]
        )
        quants = env["stock.quant"]
        for product in self.products:
            for store in self.stores:
                quants._update_available_quantity(product, store.lot_stock_id, 10**6)
        self.customer = env["res.partner"].create(
            {"name": "Bench", "street": "Storgata 1", "city": "Oslo"}
        )
        user = env["res.users"].create(
            {
                "name": "Bench",
                "login": "bench-user",
                "group_ids": [(4, env.ref("retail_base.group_retail_user").id)],
            }
        )
        self.orders = env["sale.order"].with_user(user)
        env.flush_all()

    def make_plain(self, lines):
        values = [self.prepare_line(number) for number in range(lines)]
        return self.create(values)

    def make_customer(self, lines):
        values = [
            {
                **self.prepare_line(number),
                "fulfilment": ("pickup", "ship")[number % 2],
                "fulfilment_store_id": self.stores[number % 2].id,
                "fulfilment_date": "2099-01-01",
            }
            for number in range(lines)
        ]
        return self.create(values, is_customer_order=True)

    def prepare_line(self, number):
        return {"product_id": self.products[number].id, "product_uom_qty": 2}

    def create(self, lines, **values):
        self.orders.env.invalidate_all()
        return self.orders.create(
            {
                "partner_id": self.customer.id,
                "warehouse_id": self.stores[0].id,
                "order_line": [Command.create(line) for line in lines],
                **values,
            }
        )

    def take(self, make, _number=None):
        """Create and confirm a short order."""
        order = make(LINES)
        order.action_confirm()
        order.env.flush_all()
        return order


def make_store(env, name):
    return env["stock.warehouse"].create(
        {"name": name, "code": name[:4].upper(), "is_store": True}
    )


class Edit:
    """Edits one line in the middle of an order, as the form in the browser does."""

    def __init__(self, order):
        self.order = order
        self.line_id = order.order_line[LONG // 2].id
        self.spec = Form(order)._view["fields_spec"]

    def change(self, number):
        """Compute what follows from another quantity."""
        self.order.env.invalidate_all()
        self.order.onchange(self.get_values(number), ["order_line"], self.spec)

    def save(self, number):
        """Store it, and read what the form shows."""
        self.order.env.invalidate_all()
        self.order.web_save(self.get_values(number), self.spec)
        self.order.env.flush_all()

    def get_values(self, number):
        values = {"product_uom_qty": 3 + number % 2}
        return {"order_line": [Command.update(self.line_id, values)]}


def check(ours, plain):
    """Raise unless both are the same lines, delivered as said."""
    for name in ("amount_total", "state"):
        assert ours[name] == plain[name], f"{name}: {ours[name]} is not {plain[name]}"
    deliveries = [len(order.picking_ids) for order in (ours, plain)]
    assert deliveries == [2, 1], f"{deliveries} deliveries"
    for order in (ours, plain):
        states = order.picking_ids.mapped("state")
        assert set(states) == {"assigned"}, f"{order.name}: {states}"


def main(env):
    sides = Sides(env)
    meter = Meter(env)
    makers = (sides.make_customer, sides.make_plain)
    check(*(sides.take(make) for make in makers))
    say(f"{LINES} and {LONG} lines, {ROUNDS} pairs in turn, both warmed up")
    say_head("ours ms", "core ms")
    samples = meter.measure(
        *(partial(sides.take, make) for make in makers), rounds=ROUNDS
    )
    say_ratio(f"create and confirm {LINES} lines", *samples, TARGET)
    orders = [make(LONG) for make in makers]
    measure_edits(meter, orders, "a quote")
    for order in orders:
        order.action_confirm()
    measure_edits(meter, orders, "an order")


def measure_edits(meter, orders, what):
    edits = [Edit(order) for order in orders]
    for step in ("change", "save"):
        samples = meter.measure(*(getattr(edit, step) for edit in edits), rounds=ROUNDS)
        say_ratio(f"{step} 1 of {LONG} lines of {what}", *samples, TARGET)
