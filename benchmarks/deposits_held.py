"""“Deposits held” over a ledger of 200,000 entries, against the query by hand.

The entries are those of 50,000 orders in 50 stores; half of them hold nothing. Each
question is what the report's list or pivot asks the server, by a user of a store; of
customers, whose names take longer than their sums, only the sums. How often the ledger
is read is counted, and what comes out compared with the hand-written query. The entries
are made by SQL, committed and vacuumed: a database that is thrown away is needed.
"""

from functools import partial

from _measure import Meter, record_queries, say, say_head, say_ratio
from _rows import copy, count, vacuum

STORES, CUSTOMERS, ORDERS, ENTRIES = 50, 5_000, 50_000, 4
ROUNDS = 15
TARGET = 1.3
HELD = [("is_held", "=", True)]
TABLES = ("res_partner", "sale_order", "sale_order_line", "retail_deposit_entry")
FIGURES = ["__count", "amount:sum"]
# (title, groups, their columns, whether the list or the pivot asks for them)
QUESTIONS = (
    ("by store", ["origin_store_id"], "origin_store_id", "web_read_group"),
    ("by customer", ["partner_id"], "partner_id", "_read_group"),
    (
        "by month",
        ["date:month"],
        "date_trunc('month', timezone('{tz}', timezone('UTC', date)))",
        "web_read_group",
    ),
    (
        "by store and kind (pivot)",
        ["origin_store_id", "kind"],
        "GROUPING SETS ((), (origin_store_id), (kind), (origin_store_id, kind))",
        "formatted_read_grouping_sets",
    ),
)
BY_HAND = """
    SELECT {columns}, count(*), sum(amount)
      FROM retail_deposit_entry
     WHERE company_id = %(company)s
       AND order_id IN (
           SELECT order_id FROM retail_deposit_entry
            GROUP BY order_id HAVING sum(amount) <> 0
       )
     GROUP BY {groups}
     ORDER BY 1
"""


def build(env):
    """Make stores, customers, orders of one line and their entries."""
    store = env["stock.warehouse"].create(
        {"name": "Bench", "code": "BENCH", "is_store": True}
    )
    customer = env["res.partner"].create({"name": "Bench"})
    product = env["product.product"].create({"name": "Bench", "type": "service"})
    order = env["sale.order"].create(
        {
            "is_customer_order": True,
            "partner_id": customer.id,
            "origin_store_id": store.id,
            "order_line": [(0, 0, {"product_id": product.id, "price_unit": 100})],
        }
    )
    entries = env["retail.deposit.entry"]
    entry = entries._book(order, "received", {order.order_line: 1})
    env.flush_all()
    stores = store
    for number in range(1, STORES):
        stores |= store.copy({"name": f"Bench {number}", "code": f"B{number}"})
    env.flush_all()
    copy(
        env,
        customer,
        {"id": "%(base)s + n", "name": "'Customer ' || n"},
        f"generate_series(1, {CUSTOMERS}) n",
    )
    place = {"stores": stores.ids}
    partner = f"%(base)s + 1 + n %% {CUSTOMERS}"
    shop = f"(%(stores)s)[1 + n %% {STORES}]"
    values = {"id": "%(base)s + n", "partner_id": partner, "origin_store_id": shop}
    values["name"] = "'Order ' || n"
    values["customer_order_reference"] = "'CO' || n"
    series = f"generate_series(1, {ORDERS}) n"
    copy(env, order, values, series, **place)
    values = {"id": "%(base)s + n", "order_id": "%(base)s + n"}
    copy(env, order.order_line, values, series)
    make_entries(env, entry, partner, shop, place)
    env.invalidate_all()
    vacuum(env, *TABLES)


def make_entries(env, entry, partner, shop, place):
    """Make two entries in and two out of each order; of even ones all goes out."""
    order = f"((n - 1) / {ENTRIES} + 1)"
    step = f"((n - 1) %% {ENTRIES})"
    values = {
        "id": "%(base)s + n",
        "order_id": f"%(base)s + {order}",
        "order_line_id": f"%(base)s + {order}",
        "partner_id": partner.replace("n", order),
        "origin_store_id": shop.replace(" n ", f" {order} "),
        "kind": f"(ARRAY['received', 'received', 'applied', 'refunded'])[1 + {step}]",
        "amount": f"(ARRAY[60, 40, -60, -40 + 15 * ({order} %% 2)])[1 + {step}]",
        "date": f"now() - interval '1 hour' * ({order} %% 8000)",
    }
    copy(env, entry, values, f"generate_series(1, {ORDERS * ENTRIES}) n", **place)


def ask(entries, groups, method, _number=None):
    """Ask as the browser does, and return the rows."""
    entries.env.invalidate_all()
    if method == "formatted_read_grouping_sets":
        first, second = groups
        sets = [[], [first], [second], groups]
        answer = entries.formatted_read_grouping_sets(HELD, sets, FIGURES)
        rows = [row for rows in answer for row in rows]
    else:
        rows = getattr(entries, method)(HELD, groups, FIGURES)
    rows = rows["groups"] if method == "web_read_group" else rows
    return [read_figures(row) for row in rows]


def read_figures(row):
    if isinstance(row, dict):
        row = [row[name] for name in FIGURES]
    return row[-2], round(float(row[-1]), 2)


def ask_by_hand(entries, query, _number=None):
    entries.env.cr.execute(query, {"company": entries.env.company.id})
    return [read_figures(row) for row in entries.env.cr.fetchall()]


def write_by_hand(entries, groups, columns):
    columns = columns.format(tz=entries.env.user.tz)
    names = ", ".join(groups) if columns.startswith("GROUPING") else columns
    return BY_HAND.format(columns=names, groups=columns)


def check(ours, by_hand):
    """Raise unless both add up to the same, group by group."""
    assert sorted(ours) == sorted(by_hand), f"{ours[:3]}… is not {by_hand[:3]}…"


def count_reads(work):
    """Return how many queries of what work asks read the ledger."""
    queries = record_queries(work)
    return sum('FROM "retail_deposit_entry"' in query for query in queries)


def main(env):
    build(env)
    user = env["res.users"].create(
        {
            "name": "Bench",
            "login": "bench-user",
            "tz": "Europe/Oslo",
            "group_ids": [(4, env.ref("retail_base.group_retail_user").id)],
        }
    )
    entries = env["retail.deposit.entry"].with_user(user)
    entries = entries.with_context(tz=user.tz)
    say(f"{count(env, 'retail_deposit_entry'):,} entries of {ORDERS:,} orders")
    meter = Meter(env)
    say_head("ours ms", "by hand")
    for title, groups, columns, method in QUESTIONS:
        query = write_by_hand(entries, groups, columns)
        sides = (
            partial(ask, entries, groups, method),
            partial(ask_by_hand, entries, query),
        )
        check(*(side() for side in sides))
        reads = count_reads(sides[0])
        samples = meter.measure(*sides, rounds=ROUNDS)
        say_ratio(f"{title}: {reads} query of the ledger", *samples, TARGET)
        assert reads == 1, f"{title} reads the ledger {reads} times"
