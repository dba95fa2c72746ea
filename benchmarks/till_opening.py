"""What a register loads when it opens: the range of its store against core's own flag.

Core loads what is `available_in_pos`. The flag is set to just what the store carries,
out of 100,000 products, for a register of a warehouse that is no store: both registers
load the same products, by `_load_pos_data_search_read` as core calls it. The flag is
turned, and its table vacuumed, between the two.
"""

from functools import partial

from _chain import build, get_cashier, get_store
from _measure import Meter, say, say_head, say_ratio
from _rows import BASE, execute, vacuum

STORES, PRODUCTS = 1_000, 100_000
ROUNDS = 5
# Turned back and forth before anything is measured, so that the table has its size.
TURNS = 4
LIMIT = "point_of_sale.limited_product_count"
FLAG = """
    UPDATE product_template SET available_in_pos = %(flag)s
     WHERE id > %(base)s
       AND id <> ALL(%(carried)s)
       AND available_in_pos IS DISTINCT FROM %(flag)s
"""


def main(env):
    say(f"{STORES} stores, {PRODUCTS} products: {build(env, STORES, PRODUCTS):.0f} s")
    store = get_store(env, 1)
    by_range = make_register(env, store)
    by_flag = make_register(env, store.copy({"name": "No store", "code": "NOS"}))
    by_flag.picking_type_id.warehouse_id.is_store = False
    cashier = get_cashier(env)
    env.flush_all()
    carried = env["product.template"].search(
        [("assorted_store_ids", "in", store.ids), ("id", ">", BASE)]
    )
    # Core stops at 5,000 products unless it is told otherwise: here nothing is cut off.
    env["ir.config_parameter"].set_param(LIMIT, PRODUCTS)
    sides = [
        partial(open_register, config.with_user(cashier))
        for config in (by_range, by_flag)
    ]

    def prepare(side):
        flag = side is sides[0]
        execute(env, FLAG, flag=flag, carried=carried.ids)
        vacuum(env, "product_template")

    for turn in range(TURNS):
        prepare(sides[turn % 2 - 1])
    check(sides, prepare, carried)
    samples = Meter(env).measure(*sides, rounds=ROUNDS, warm=False, prepare=prepare)
    say_head("range ms", "flag ms")
    say_ratio(f"load {len(carried)} products of {PRODUCTS}", *samples, 1.05)


def make_register(env, warehouse):
    """Make a register that sells from a warehouse."""
    operation = env.ref("stock.warehouse0").pos_type_id.copy(
        {"warehouse_id": warehouse.id}
    )
    return env["pos.config"].create(
        {"name": warehouse.name, "picking_type_id": operation.id}
    )


def open_register(config, _number=None):
    config.env.invalidate_all()
    return config.env["product.template"]._load_pos_data_search_read({}, config)


def check(sides, prepare, carried):
    """Raise unless both registers load what the store carries, and the same of it."""
    loaded = []
    for side in sides:
        prepare(side)
        loaded.append({row["id"]: row for row in side()})
    assert loaded[0].keys() == loaded[1].keys(), "the registers load other products"
    assert set(carried.ids) <= loaded[0].keys(), "a product of the range is missing"
    others = len(loaded[0]) - len(carried)
    assert others < 10, f"{others} products are not of the range"
    say(f"both registers load {len(carried)} products of the range, {others} others")
