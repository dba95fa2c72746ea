"""What a range costs as the catalogue and the chain grow.

It should follow what the store carries, whatever else there is. The time is therefore
also given for 1,000 products carried. The 200 assortments are drawn anew over each
catalogue; warehouses beyond the number of stores are no stores.
"""

import random
from functools import partial
from statistics import mean, median

from _chain import build, get_store
from _measure import Meter, say
from _rows import BASE, execute, vacuum

# The edges of 10,000 to 100,000 products by 10 to 1,000 stores, and the middle.
POINTS = (
    (10_000, 10),
    (10_000, 1_000),
    (30_000, 100),
    (30_000, 1_000),
    (100_000, 10),
    (100_000, 100),
    (100_000, 1_000),
)
ROUNDS = 9
# The greatest cost of a product carried, of the smallest; measured on ids and rows.
TARGET = 1.5
COLUMNS = (
    "name default_code categ_id list_price uom_id type active"
    " sale_ok write_date sequence"
).split()


def main(env):
    random.seed(19)
    say(
        f"{'products':>9}{'stores':>8}{'carried':>9}{'ids ms':>9}{'per 1,000':>11}"
        f"{'rows ms':>9}{'per 1,000':>11}{'first 80':>10}{'one product':>13}"
    )
    relative = []
    for products, stores in POINTS:
        build(env, stores, products)
        execute(
            env,
            "UPDATE stock_warehouse SET is_store = id <= %(base)s + %(stores)s"
            " WHERE id > %(base)s",
            stores=stores,
        )
        vacuum(env, "stock_warehouse")
        env.invalidate_all()
        relative.append(measure(env, products, stores))
    for what, costs in zip(("ids", "rows"), zip(*relative, strict=True), strict=True):
        ratio = max(costs) / min(costs)
        verdict = "ok" if ratio <= TARGET else "missed"
        say(f"{what}: greatest of smallest {ratio:.2f}  <= {TARGET} {verdict}")


def measure(env, products, stores):
    """Print a row of the table; return ms of ids and of rows for 1,000 products."""
    templates = env["product.template"]
    asked = [get_store(env, random.randint(1, stores)) for _round in range(ROUNDS)]
    domains = [[("assorted_store_ids", "in", store.ids)] for store in asked]
    sizes = [templates.search_count(domain) for domain in domains]
    numbers = [random.randint(1, products) for _round in range(ROUNDS)]
    fields = [templates._fields[name] for name in COLUMNS]

    def search(number, **options):
        env.invalidate_all()
        return templates._search(domains[number], **options)

    def fetch(number, **options):
        return templates._fetch_query(search(number, **options), fields)

    def ask(number):
        env.invalidate_all()
        asked[number]._filter_outside_range(templates.browse(BASE + numbers[number]))

    sides = (
        lambda number: search(number).get_result_ids(),
        fetch,
        partial(fetch, order="name", limit=80),
        ask,
    )
    samples = Meter(env).measure(*sides, rounds=ROUNDS)
    ids, rows = (
        median(
            worked * 1_000 / size
            for worked, size in zip(side.worked, sizes, strict=True)
        )
        for side in samples[:2]
    )
    times = [median(side.worked) for side in samples]
    say(
        f"{products:9}{stores:8}{mean(sizes):9.0f}{times[0]:9.1f}{ids:11.2f}"
        f"{times[1]:9.1f}{rows:11.2f}{times[2]:10.1f}{times[3]:13.1f}"
    )
    return ids, rows
