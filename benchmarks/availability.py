"""Stock of 20 products over 1,000 locations: our one query against core's pop-up.

Core answers the same question one product at a time (`get_product_info_pos`), so it is
asked for one product in each round, in turn with ours, and the times are compared per
product. What both say is compared, too. The stores' stock lies on two levels of
locations; moves are open and done, in and out. All of it is committed and vacuumed, for
a table without statistics would tell nothing: a database that is thrown away is needed.
"""

import random
from statistics import median

from _measure import Meter, say
from _rows import vacuum

STORES = 1_000
PRODUCTS = 20
OTHER_PRODUCTS = 380
ROUNDS = 5
TARGET = 300
TABLES = ("stock_quant", "stock_move", "stock_location", "stock_warehouse")
OURS = {
    "on_hand": "available_quantity",
    "free": "free_qty",
    "forecast": "forecasted_quantity",
}

LOCATIONS = """
    INSERT INTO stock_location
           (name, complete_name, usage, active, company_id, warehouse_id, location_id)
    SELECT %(name)s, %(name)s, %(usage)s, TRUE, %(company)s, warehouse, parent
      FROM unnest(%(warehouses)s::int[], %(parents)s::int[])
           AS place(warehouse, parent)
    RETURNING id
"""
QUANTS = """
    INSERT INTO stock_quant
           (product_id, location_id, company_id, quantity, reserved_quantity, in_date)
    SELECT product, location, %(company)s, floor(random() * 50),
           floor(random() * 5), now()
      FROM unnest(%(products)s) product, unnest(%(locations)s) location
     WHERE random() < %(share)s
"""
MOVES = """
    INSERT INTO stock_move
           (product_id, product_uom, product_uom_qty, product_qty, quantity, company_id,
            location_id, location_dest_id, procure_method, state, date, reference)
    SELECT product, %(unit)s, quantity, quantity, 0, %(company)s,
           {source}, {destination}, 'make_to_stock',
           CASE WHEN random() < 0.5 THEN 'done' ELSE 'confirmed' END,
           now() + random() * interval '30 days', 'bench'
      FROM (
        SELECT product, location, 1 + floor(random() * 9) AS quantity
          FROM unnest(%(products)s) product, unnest(%(locations)s) location
         WHERE random() < %(share)s
      ) AS wanted
"""


def build(env):
    """Make stores, products, stock and moves by SQL.

    :return: warehouses, the products asked for
    """
    names = [f"Bench {n}" for n in range(PRODUCTS + OTHER_PRODUCTS)]
    products = env["product.product"].create(
        [{"name": name, "is_storable": True, "taxes_id": False} for name in names]
    )
    env.flush_all()
    warehouses, levels = make_stores(env)
    values = {
        "company": env.company.id,
        "products": products[:PRODUCTS].ids,
        "unit": products.uom_id.id,
        "share": 0.6,
    }
    others = {**values, "products": products[PRODUCTS:].ids, "share": 0.1}
    suppliers = env.ref("stock.stock_location_suppliers").id
    customers = env.ref("stock.stock_location_customers").id
    for locations in levels:
        for part in (values, others):
            part = {**part, "locations": locations}
            env.cr.execute(QUANTS, part)
            arrive = MOVES.format(source=suppliers, destination="location")
            leave = MOVES.format(source="location", destination=customers)
            env.cr.execute(arrive, part)
            env.cr.execute(leave, part)
    vacuum(env, *TABLES)
    return env["stock.warehouse"].browse(warehouses), products[:PRODUCTS]


def make_stores(env):
    """Make the stores with a place of stock and a shelf below it.

    :return: ids of warehouses, (ids of their places, ids of their shelves)
    """
    model = env.ref("stock.warehouse0")

    def locations(name, usage, warehouses, parents):
        env.cr.execute(
            LOCATIONS,
            {
                "name": name,
                "usage": usage,
                "company": env.company.id,
                "warehouses": warehouses,
                "parents": parents,
            },
        )
        return [row[0] for row in env.cr.fetchall()]

    root = model.view_location_id.location_id.id or None
    nobody = [None] * STORES
    views = locations("View", "view", nobody, [root] * STORES)
    places = locations("Stock", "internal", nobody, views)
    warehouses = copy_warehouses(env, model, views, places)
    shelves = locations("Shelf", "internal", warehouses, places)
    env.cr.execute(
        """
        UPDATE stock_location SET warehouse_id = pair.warehouse
          FROM unnest(%s || %s, %s || %s) AS pair(location, warehouse)
         WHERE id = location
        """,
        [views, places, warehouses, warehouses],
    )
    env.invalidate_all()
    env["stock.location"]._parent_store_compute()
    return warehouses, (places, shelves)


def copy_warehouses(env, model, views, places):
    """Copy one warehouse's row for each pair of locations; return the new ids."""
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = 'stock_warehouse' AND column_name NOT IN"
        " ('id', 'name', 'code', 'view_location_id', 'lot_stock_id')"
    )
    columns = ", ".join(f'"{name}"' for (name,) in env.cr.fetchall())
    env.cr.execute(
        f"""
        INSERT INTO stock_warehouse
               (name, code, view_location_id, lot_stock_id, {columns})
        SELECT 'Bench ' || view, 'B' || view, view, place, {columns}
          FROM stock_warehouse, unnest(%s, %s) AS pair(view, place)
         WHERE id = %s
        RETURNING id
        """,
        [views, places, model.id],
    )
    return [row[0] for row in env.cr.fetchall()]


def count(env, table):
    env.cr.execute(f"SELECT COUNT(*) FROM {table}")
    return env.cr.fetchone()[0]


class Sides:
    """Who is asked, and what they answered."""

    def __init__(self, env, warehouses, products):
        self.env = env
        self.warehouses, self.products = warehouses, products
        self.config = env["pos.config"].search([], limit=1) or env["pos.config"].create(
            {"name": "Bench"}
        )
        self.asked = random.sample(list(products), ROUNDS)
        self.ours, self.core = {}, {}

    def ask_query(self, number):
        self.env.invalidate_all()
        self.ours = self.products._get_store_availability(self.warehouses)

    def ask_register(self, number):
        self.env.invalidate_all()
        self.products.get_store_availability(self.config.id, self.products.ids)

    def ask_core(self, number):
        self.env.invalidate_all()
        product = self.asked[number]
        self.core[product] = product.product_tmpl_id.get_product_info_pos(
            100.0, 1, self.config.id
        )["warehouses"]

    def count_queries(self):
        """Return how many queries the stock takes, once the products are read."""
        self.ask_query(0)
        before = self.env.cr.sql_log_count
        self.products._get_store_availability(self.warehouses)
        return self.env.cr.sql_log_count - before

    def compare(self):
        """Return how many figures both gave; stop where they differ."""
        compared = 0
        for product, rows in self.core.items():
            for row in rows:
                figures = self.ours.get((product.id, row["id"]))
                if not figures:
                    continue
                forecast = (
                    figures["on_hand"] + figures["incoming"] - figures["outgoing"]
                )
                figures = {**figures, "forecast": forecast}
                for name, core_name in OURS.items():
                    if abs(figures[name] - row[core_name]) > 1e-6:
                        raise ValueError(f"{row['name']}: {figures} is not {row}")
                    compared += 1
        return compared


def main(env):
    random.seed(19)
    env.cr.execute("SELECT setseed(0.19)")
    sides = Sides(env, *build(env))
    say(
        f"{STORES:,} stores of {count(env, 'stock_location'):,} locations, "
        f"{count(env, 'stock_quant'):,} quants, {count(env, 'stock_move'):,} moves; "
        f"{PRODUCTS} products asked for, {ROUNDS} rounds in turn"
    )
    queries = sides.count_queries()
    query, register, core = Meter(env).measure(
        sides.ask_query, sides.ask_register, sides.ask_core, rounds=ROUNDS, warm=False
    )
    say(f"\n{'median, ms':44}{'worked':>10}{'elapsed':>10}{'a product':>11}")
    for what, side, products in (
        (f"our look-up of {PRODUCTS} ({queries} query for the stock)", query, PRODUCTS),
        ("with distance, hours, address, for a till", register, PRODUCTS),
        ("core's pop-up", core, 1),
    ):
        worked, elapsed = median(side.worked), median(side.elapsed)
        say(f"{what:44}{worked:10.1f}{elapsed:10.1f}{worked / products:11.2f}")
    ratio = median(core.worked) / median(query.worked) * PRODUCTS
    verdict = "ok" if ratio >= TARGET else "missed"
    say(f"\nper product {ratio:.0f} x as fast, target {TARGET}: {verdict}")
    say(f"{sides.compare():,} figures equal to core's")
