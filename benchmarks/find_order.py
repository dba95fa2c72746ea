"""*Find order* against core's searches, over a million orders and a million tickets.

Ours is all that a register asks when a cashier has typed or scanned something: orders
found, counted and described. Core has two searches for the same keys: that of the
register's list of tickets (`search_paid_order_ids`, with the domain that the list makes
of what is typed), and the names of orders and customers as any field asks for them.
Both sides are asked by a plain cashier, but names of orders: no cashier may read those.

Core's side has none of the indexes that the addon makes. No ratio is wanted where core
does less: its names of orders have an index of their own and are all that it answers;
of a name that many have, it stops at the first customers and has found no order yet.

Ours must find the order that is meant, and look at few rows for it: no plan may read
one row in twenty of a large table. What each index is used for is shown with its size.
"""

from functools import partial

from _chain import get_cashier
from _measure import Meter, record_queries, say, say_head, say_ratio
from _orders import build, get_order
from _rows import get_megabytes

from odoo.tools import SQL

from odoo.addons.retail_customer_orders.tools.reference import make_reference

ORDERS, CUSTOMERS = 1_000_000, 300_000
ROUNDS = 7
PAGE = 30
# At least ten times as quick.
TARGET = 0.1
MOST_ROWS = ORDERS // 20
TABLES = ("sale_order", "sale_order_line", "pos_order", "res_partner")
INDEXES = (
    "sale_order_customer_order_reference_unique",
    "sale_order_customer_order_name_idx",
    "sale_order__client_order_ref_index",
    "sale_order__collector_name_index",
    "sale_order_customer_order_idx",
    "sale_order_customer_order_state_idx",
    "sale_order_line_fulfilment_open_idx",
    "sale_order_line_fulfilment_date_idx",
    "pos_order_access_token_idx",
    "res_partner_complete_name_trigram_idx",
    "res_partner_email_begin_idx",
    "res_partner__phone_sanitized_index",
)


def find(requests, config, _number=None, **options):
    """Ask as a register does."""
    requests.env.invalidate_all()
    return requests.find_orders_from_ui(config.id, {"limit": PAGE, **options})


def find_tickets(tickets, config, domain, _number=None):
    """Ask as core's list of tickets does."""
    tickets.env.invalidate_all()
    return tickets.search_paid_order_ids(config.id, domain, PAGE, 0)


def find_names(model, term, _number=None):
    """Ask as core's field of an order or of a customer does."""
    model.env.invalidate_all()
    return model.name_search(term, limit=PAGE)


def get_keys(env):
    """Return what is typed.

    :return: {title: (term, core's field of tickets, core's model whose names know it or
        None, the order that is meant or None)}
    """
    number = ORDERS // 2
    order = get_order(env, number)
    order.customer_order_reference = make_reference(f"{number:032}")
    order.flush_recordset()
    customer, own = order.partner_id, order.client_order_ref
    receipt = f"2600-001-{number:07}"
    name = "partner_id.complete_name"
    return {
        "reference": (order.customer_order_reference, "pos_reference", None, order),
        "receipt number": (receipt, "pos_reference", None, order),
        "customer's own number": (own, "pos_reference", None, order),
        "order number": (order.name, "pos_reference", "sale.order", order),
        "phone": (customer.phone[4:], "partner_id.phone", None, order),
        "phone, any part": (customer.phone[5:], "partner_id.phone", None, order),
        "e-mail": (customer.email, "partner_id.email", "res.partner", order),
        "part of a name": (customer.name[2:], name, "res.partner", order),
        "part of many names": ("ingrid", name, "res.partner", None),
    }


def get_lists(env, config):
    """Return what is listed without a term: {title: options}."""
    old = get_order(env, ORDERS - 30 * 1000)
    day = str(get_order(env, ORDERS // 2).order_line.fulfilment_date)
    return {
        "to pick up": {"preset": "pickup"},
        "to ship": {"preset": "ship"},
        "overdue": {"preset": "overdue"},
        "all": {"preset": "all"},
        "page 1,000 of all": {"preset": "all", "after": old.id},
        "open": {"filters": {"state": "open"}},
        "unclaimed": {"filters": {"state": "unclaimed"}},
        "wanted on a day": {"filters": {"wanted_from": day, "wanted_to": day}},
        "shipped, of a store": {
            "filters": {"fulfilment": "ship", "origin_store_id": config.store_id.id}
        },
    }


def explain(env, work):
    """Return the nodes of what work asks, as they were run."""
    nodes = []
    for query in record_queries(work):
        env.cr.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + query)
        plans = [env.cr.fetchone()[0][0]["Plan"]]
        while plans:
            nodes.append(plans.pop())
            plans += nodes[-1].get("Plans", ())
    return nodes


def count_rows(node):
    """Return how many rows of a table a node looked at."""
    seen = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    return seen * node["Actual Loops"] if node.get("Relation Name") in TABLES else 0


def check_plans(env, requests, config, asked):
    """Raise unless what a register asks looks at few rows.

    :return: {index: titles of what it is used for}
    """
    used = {}
    for title, options in asked.items():
        nodes = explain(env, partial(find, requests, config, **options))
        rows = max(map(count_rows, nodes))
        assert rows < MOST_ROWS, f"{title} looks at {rows:,} rows of a table"
        for node in nodes:
            if title not in used.setdefault(node.get("Index Name"), []):
                used[node.get("Index Name")].append(title)
    return used


def say_indexes(env, used):
    """Print the indexes of this addon, how large they are, and what uses them."""
    say(f"\n{'index':44}{'MB':>6}  used by")
    for name in INDEXES:
        say(
            f"{name:44}{get_megabytes(env, name):6.0f}  {', '.join(used.get(name, []))}"
        )


def switch_indexes(env, is_ours):
    """Have the addon's indexes, or have none of them, until this is called again."""
    env.cr.execute("ROLLBACK TO SAVEPOINT with_indexes")
    if not is_ours:
        env.cr.execute(
            SQL("DROP INDEX %s", SQL(", ").join(map(SQL.identifier, INDEXES)))
        )


def compare(env, config, cashier):
    """Measure each key in turn with core's searches for it."""
    users = env["res.users"]
    seller = users.create(
        {
            "name": "Seller",
            "login": "bench-seller",
            "group_ids": [(4, env.ref("sales_team.group_sale_salesman_all_leads").id)],
        }
    )
    env.flush_all()
    requests = env["retail.order.request"].with_user(cashier)
    tickets = env["pos.order"].with_user(cashier)
    keys = get_keys(env)
    asked = {title: {"term": key[0]} for title, key in keys.items()}
    lists = get_lists(env, config)
    say_indexes(env, check_plans(env, requests, config, {**asked, **lists}))
    meter = Meter(env)
    env.cr.execute("SAVEPOINT with_indexes")
    say_head("ours ms", "core ms")
    for title, (term, field, model, order) in keys.items():
        ours = partial(find, requests, config, term=term)
        found = [row["id"] for row in ours()["orders"]]
        assert order.id in found if order else len(found) == PAGE, title
        sides = {
            "tickets": partial(find_tickets, tickets, config, [(field, "ilike", term)])
        }
        if model:
            user = seller if model == "sale.order" else cashier
            names = env[model].with_user(user)
            sides[f"names of {model}"] = partial(find_names, names, term)
        for label, core in sides.items():
            samples = meter.measure(
                ours,
                core,
                rounds=ROUNDS,
                prepare=lambda side, ours=ours: switch_indexes(env, side is ours),
            )
            switch_indexes(env, is_ours=True)
            is_same = label != "names of sale.order" and (order or label == "tickets")
            say_ratio(f"{title}: {label}", *samples, TARGET if is_same else None)
    say(f"\n{'lists':44}{'ours ms':>10}")
    for title, options in lists.items():
        samples = meter.measure(
            partial(find, requests, config, **options), rounds=ROUNDS
        )
        say(f"{title:44}{sorted(samples[0].worked)[ROUNDS // 2]:10.1f}")


def main(env):
    config = env["pos.config"].create(
        {"name": "Bench", "picking_type_id": env.ref("stock.warehouse0").pos_type_id.id}
    )
    config.store_id.is_store = True
    seconds = build(env, config, ORDERS, CUSTOMERS)
    say(f"{ORDERS:,} orders and tickets, {CUSTOMERS:,} customers: {seconds:.0f} s")
    compare(env, config, get_cashier(env))
