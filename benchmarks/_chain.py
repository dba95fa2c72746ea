"""A chain of stores with its catalogue and its assortments, made by SQL.

The same numbers make the same chain everywhere: what looks random is a hash of what it
belongs to. A chain can grow in place; its assortments are then drawn anew, over all of
the catalogue.

All of it is committed and vacuumed, for a table without statistics and visibility map
would tell nothing: a database that is thrown away is needed.
"""

import time

from _assortments import RULE_TABLES, make_assortments
from _catalogue import CATALOGUE_TABLES, make_catalogue
from _rows import BASE, HASH, copy, count, execute, vacuum

# The groups: a chain, 5 regions (2 to 6), 25 areas (7 to 31), 125 districts.
WIDTH, LEVELS = 5, 4
DISTRICT, DISTRICTS = 32, 125
TABLES = (
    *RULE_TABLES,
    *CATALOGUE_TABLES,
    "retail_store_group",
    "stock_location",
    "stock_warehouse",
)


def build(env, stores=1_000, products=100_000):
    """Make the chain, or let it grow to these numbers; return the seconds it took.

    :param products: a multiple of 5,000
    """
    start = time.perf_counter()
    env.flush_all()
    env.cr.execute(HASH)
    _make_groups(env)
    _make_stores(env, stores)
    make_catalogue(env, products)
    make_assortments(env, stores, products)
    env.invalidate_all()
    vacuum(env, *TABLES)
    return time.perf_counter() - start


def get_store(env, number):
    """Return the n-th store of the chain."""
    return env["stock.warehouse"].browse(BASE + number)


def get_cashier(env):
    """Return a user who may open registers, and no more."""
    users = env["res.users"]
    cashier = users.search([("login", "=", "bench-cashier")]) or users.create(
        {
            "name": "Cashier",
            "login": "bench-cashier",
            "group_ids": [
                (4, env.ref("base.group_user").id),
                (4, env.ref("point_of_sale.group_pos_user").id),
            ],
        }
    )
    env.flush_all()
    return cashier


def _make_groups(env):
    """Number the groups level by level: those below n are 5n - 3 to 5n + 1."""
    if count(env, "retail_store_group"):
        return
    execute(
        env,
        """
        WITH RECURSIVE tree(n, level, parent_id, path, name) AS (
            SELECT 1, 1, NULL::integer, (%(base)s + 1) || '/', 'Chain'
             UNION ALL
            SELECT (n - 1) * %(width)s + 1 + child,
                   level + 1,
                   %(base)s + n,
                   path || (%(base)s + (n - 1) * %(width)s + 1 + child) || '/',
                   name || ' / ' || child
              FROM tree, generate_series(1, %(width)s) child
             WHERE level < %(levels)s
        )
        INSERT INTO retail_store_group
               (id, parent_id, parent_path, name, complete_name, active)
        SELECT %(base)s + n, parent_id, path,
               jsonb_build_object('en_US', 'Group ' || n), name, TRUE
          FROM tree
         ORDER BY n
        """,
        width=WIDTH,
        levels=LEVELS,
    )


def _make_stores(env, stores):
    """Make stores, in turn in all districts, each with its locations."""
    model = env.ref("stock.warehouse0")
    done = count(env, "stock_warehouse")
    source = f"generate_series({done + 1}, {stores}) n"
    view, stock = "(%(base)s + 2 * n)", "(%(base)s + 2 * n + 1)"
    location = {
        "name": "'Bench ' || n",
        "complete_name": "'Bench ' || n",
        "warehouse_id": "NULL",
        "barcode": "NULL",
    }
    copy(
        env,
        model.view_location_id,
        {**location, "id": view, "parent_path": f"{view} || '/'"},
        source,
    )
    below = {"id": stock, "location_id": view}
    path = f"{view} || '/' || {stock} || '/'"
    copy(env, model.lot_stock_id, {**location, **below, "parent_path": path}, source)
    copy(
        env,
        model,
        {
            "id": "%(base)s + n",
            "name": "'Bench ' || n",
            "code": "'B' || n",
            "view_location_id": view,
            "lot_stock_id": stock,
            "is_store": "TRUE",
            "store_group_id": f"%(base)s + {DISTRICT} + n %% {DISTRICTS}",
        },
        source,
    )
    execute(
        env,
        """
        UPDATE stock_location location SET warehouse_id = store.id
          FROM stock_warehouse store
         WHERE location.id IN (store.view_location_id, store.lot_stock_id)
           AND store.id > %(base)s + %(done)s
        """,
        done=done,
    )
