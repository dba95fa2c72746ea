"""Stock of 20 products in every store: our one query against core's product pop-up.

Core answers the same question one product at a time (`get_product_info_pos`), so it
is asked for fewer products and the times are compared per product. Both read the
same database in the same transaction, which is rolled back.
"""

import random
import statistics
import time
from functools import partial

STORES = 300
PRODUCTS = 20
ASKED_OF_CORE = 3
ROUNDS = 5

LOCATIONS = """
    INSERT INTO stock_location
        (name, complete_name, usage, active, company_id, warehouse_id, location_id)
    SELECT %s || n, %s || n, %s, TRUE, %s, {warehouse}, {parent}
      FROM generate_series(1, %s) n
    RETURNING id
"""


def build(env):
    """Make stores, products and their stock by SQL; return (warehouses, products)."""
    cr, company = env.cr, env.company
    model = env.ref("stock.warehouse0")
    root = model.view_location_id.location_id.id
    env.flush_all()

    def locations(prefix, usage):
        cr.execute(
            LOCATIONS.format(warehouse="NULL", parent=root or "NULL"),
            [prefix, prefix, usage, company.id, STORES],
        )
        return [row[0] for row in cr.fetchall()]

    views, stocks = locations("View ", "view"), locations("Stock ", "internal")
    warehouses = _copy_warehouses(env, model, views, stocks)
    for view, stock, warehouse in zip(views, stocks, warehouses, strict=True):
        cr.execute(
            "UPDATE stock_location SET warehouse_id = %s, location_id = %s,"
            " parent_path = %s WHERE id = %s",
            [warehouse, view, f"{view}/{stock}/", stock],
        )
        cr.execute(
            "UPDATE stock_location SET warehouse_id = %s, parent_path = %s"
            " WHERE id = %s",
            [warehouse, f"{view}/", view],
        )
    products = env["product.product"].create(
        [{"name": f"Product {n}", "is_storable": True} for n in range(PRODUCTS)]
    )
    env.flush_all()
    cr.execute(
        """
        INSERT INTO stock_quant (product_id, location_id, company_id, quantity,
                                 reserved_quantity, in_date)
        SELECT p, l, %s, floor(random() * 50), floor(random() * 5), now()
          FROM unnest(%s) p, unnest(%s) l WHERE random() < 0.6
        """,
        [company.id, products.ids, stocks],
    )
    cr.execute("ANALYZE stock_quant, stock_location, stock_warehouse")
    env.invalidate_all()
    return env["stock.warehouse"].browse(warehouses), products


def _copy_warehouses(env, model, views, stocks):
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
        SELECT 'Bench ' || v, 'B' || v, v, s, {columns}
          FROM stock_warehouse, unnest(%s, %s) AS pair(v, s)
         WHERE id = %s
        RETURNING id
        """,
        [views, stocks, model.id],
    )
    return [row[0] for row in env.cr.fetchall()]


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(env):
    random.seed(19)
    warehouses, products = build(env)
    config = env["pos.config"].search([], limit=1) or env["pos.config"].create(
        {"name": "Bench"}
    )
    ours, core = [], []
    for _round in range(ROUNDS):
        env.invalidate_all()
        ours.append(timed(lambda: products._get_store_availability(warehouses)))
        for product in random.sample(list(products), ASKED_OF_CORE):
            env.invalidate_all()
            template = product.product_tmpl_id
            core.append(
                timed(partial(template.get_product_info_pos, 100.0, 1, config.id))
            )
    per_product = statistics.median(ours) / PRODUCTS
    print(f"stores {STORES}, products {PRODUCTS}, rounds {ROUNDS}")
    print(f"  one query, all products   {statistics.median(ours) * 1000:9.1f} ms")
    print(f"  per product               {per_product * 1000:9.2f} ms")
    print(f"  core's pop-up, per product{statistics.median(core) * 1000:9.1f} ms")
    print(f"  ratio                     {statistics.median(core) / per_product:9.0f} x")
