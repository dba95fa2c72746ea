"""What a store carries: rules against a table of all stores x products made before.

The data: 1,000 stores, 100,000 products, 200 assortments with 54,000 lines. The table
has its best index and is asked in its best way; it is also what all results are
checked against. Each round takes another store.
"""

import random
from functools import partial

from _chain import RULE_TABLES, build, get_cashier, get_store
from _flat import FLAT, build_flat, select_flat
from _measure import ROUNDS, Meter, explain, find_scans, say, say_head, say_ratio
from _rows import BASE, get_megabytes

from odoo.fields import Domain
from odoo.tools import SQL

STORES, PRODUCTS = 1_000, 100_000
CHECKED = 20
COLUMNS = {
    "product.template": "name default_code categ_id list_price uom_id type active"
    " sale_ok write_date sequence".split(),
    "product.product": "default_code barcode product_tmpl_id combination_indices"
    " volume weight active is_favorite write_date create_date".split(),
}
TABLES = ("product_template", "product_product", "retail_assortment_line")


def main(env):
    random.seed(19)
    say(f"{STORES} stores, {PRODUCTS} products: {build(env, STORES, PRODUCTS):.0f} s")
    of_variants, of_products = build_flat(env)
    say(f"flat tables: variants {of_variants:.0f} s, products {of_products:.0f} s more")
    say_sizes(env)
    check(env)
    numbers = random.sample(range(1, STORES + 1), ROUNDS)
    stores = [get_store(env, number) for number in numbers]
    meter = Meter(env)
    compare_in_sql(env, meter, stores)
    compare_in_orm(env, meter, stores)
    measure_points(env, meter, stores)
    measure_unranged(env, meter)


def say_sizes(env):
    """Compare what the rules and their indexes take with the flat tables."""
    env.cr.execute(
        """
        SELECT index.indexname
          FROM ir_model_constraint made
          JOIN ir_module_module module ON module.id = made.module
          JOIN pg_indexes index ON index.indexname = made.name
         WHERE module.name = 'retail_assortment'
           AND made.type = 'i'
           AND index.tablename <> ALL(%s)
        """,
        [list(RULE_TABLES)],
    )
    indexes = [name for (name,) in env.cr.fetchall()]
    say()
    for what, relations in {
        "rule tables with their indexes": RULE_TABLES,
        "our indexes on core's tables": indexes,
        **{table: [table] for table, _column in FLAT.values()},
    }.items():
        say(f"{what:44}{get_megabytes(env, *relations):10.1f} MB")


def check(env):
    """Raise unless rules and flat tables agree about some stores."""
    sizes = []
    for number in random.sample(range(1, STORES + 1), CHECKED):
        store = get_store(env, number)
        for model in FLAT:
            found = env[model].search([("assorted_store_ids", "in", store.ids)]).ids
            env.cr.execute(select_flat(model, store))
            expected = {row[0] for row in env.cr.fetchall()}
            assert len(found) == len(set(found)), f"{model} twice in {store.name}"
            assert set(found) == expected, f"{model} of {store.name} differ"
        sizes.append(len(expected))
    say(f"\n{CHECKED} stores agree, with {min(sizes)} to {max(sizes)} variants")


def get_domains(store, model):
    """Return what asks for the range of a store: by the rules, by the flat table."""
    return (
        Domain("assorted_store_ids", "in", store.ids),
        Domain("id", "in", select_flat(model, store)),
    )


def compare_in_sql(env, meter, stores):
    """Compare the SQL alone; the flat table is asked in the fastest way found."""
    say_head("rules ms", "flat ms")
    for model, order in (
        ("product.template", "name"),
        ("product.product", "default_code"),
    ):
        for what, limit, target in (
            ("ten columns of a range", None, 1.25),
            (f"first 80 by {order}", 80, 1.4),
        ):
            sides = zip(
                *(select_both(env[model], store, limit, order) for store in stores),
                strict=True,
            )
            samples = meter.measure(*(partial(fetch, env, side) for side in sides))
            is_template = model == "product.template"
            say_ratio(f"SQL, {model}, {what}", *samples, is_template and target or None)


def select_both(model, store, limit, order):
    """Build the two queries of ten columns of what a store carries."""
    query = model._search(
        get_domains(store, model._name)[0],
        limit=limit,
        order=limit and order,
        bypass_access=True,
    )
    columns = [
        model._field_to_sql(model._table, name, query) for name in COLUMNS[model._name]
    ]
    flat = SQL(
        "SELECT %s FROM %s WHERE active AND id = ANY(ARRAY%s) %s",
        SQL(", ").join(columns),
        SQL.identifier(model._table),
        select_flat(model._name, store),
        SQL("ORDER BY %s LIMIT %s", model._field_to_sql(model._table, order), limit)
        if limit
        else SQL(),
    )
    return query.select(*columns), flat


def fetch(env, queries, number):
    env.cr.execute(queries[number])
    return env.cr.fetchall()


def compare_in_orm(env, meter, stores):
    """Compare what an addon would write, for the superuser and for a cashier."""
    cashier = get_cashier(env)
    for user, model, target in (
        (env.user, "product.template", 1.3),
        (cashier, "product.template", 1.3),
        (cashier, "product.product", None),
    ):
        records = env[model].with_user(user)
        order = "name" if model == "product.template" else "default_code"
        fields = [records._fields[name] for name in COLUMNS[model]]
        for what, work in (
            ("search", lambda domain, r=records: r.search(domain).ids),
            (
                "_search and fetch",
                lambda domain, r=records, f=fields: r._fetch_query(
                    r._search(domain, bypass_access=True), f
                ),
            ),
            (
                "search_fetch",
                lambda domain, r=records: r.search_fetch(domain, COLUMNS[r._name]),
            ),
            (
                f"first 80 by {order}",
                lambda domain, r=records, o=order: r.search_fetch(
                    domain, COLUMNS[r._name], order=o, limit=80
                ),
            ),
        ):
            say_ratio(
                f"ORM, {user.name}, {model[8:]}, {what}",
                *meter.measure(
                    partial(ask, work, records, stores, 0),
                    partial(ask, work, records, stores, 1),
                ),
                target,
            )


def ask(work, records, stores, side, number):
    records.env.invalidate_all()
    return work(get_domains(stores[number], records._name)[side])


def measure_points(env, meter, stores):
    """Measure single questions, and look for tables that are read from end to end."""
    numbers = [random.randrange(PRODUCTS) for _store in stores]
    products = env["product.template"].browse(BASE + 1 + number for number in numbers)
    questions = {
        "one product in one store": lambda product, store: (
            store._filter_outside_range(product)
        ),
        "one variant in one store": lambda product, store: (
            store._filter_outside_range(product.product_variant_id)
        ),
        "stores of a product": lambda product, store: product.assorted_store_ids,
        "stores of a variant": lambda product, store: (
            product.product_variant_id.assorted_store_ids
        ),
        "why a store carries a product, or not": lambda product, store: (
            product._explain_range(store)
        ),
    }
    say(f"\n{'':44}{'ms':>10}  of products and lines, reads from end to end")
    for what, question in questions.items():

        def work(number, question=question):
            env.invalidate_all()
            return question(products[number], stores[number])

        [samples] = meter.measure(work, rounds=len(stores))
        scanned = set()
        for number in range(len(stores)):
            scanned |= find_scans(env, TABLES, partial(work, number))
        worked = sorted(samples.worked)[len(stores) // 2]
        say(f"{what:44}{worked:10.1f}  {', '.join(sorted(scanned)) or 'none'}")


def measure_unranged(env, meter):
    """Measure the search of what no store carries, of all stores at once."""
    say()
    for model, (table, column) in FLAT.items():
        search = partial(env[model].search, [("assorted_store_ids", "=", False)])
        flat = SQL(
            "SELECT id FROM %s item WHERE active AND NOT EXISTS"
            " (SELECT FROM %s flat WHERE flat.%s = item.id)",
            SQL.identifier(env[model]._table),
            SQL.identifier(table),
            SQL.identifier(column),
        )
        query = env[model]._search([("assorted_store_ids", "=", False)]).select()
        plan = explain(env, env.cr.mogrify(query.code, query.params).decode())[0]
        start = meter.read()
        found = set(search().ids)
        middle = meter.read()
        env.cr.execute(flat)
        expected = {row[0] for row in env.cr.fetchall()}
        end = meter.read()
        assert found == expected, f"{model} carried by no store differ"
        say(
            f"{model}, carried by no store: {len(found)} in"
            f" {middle[1] - start[1]:.0f} ms ({middle[0] - start[0]:.0f} elapsed),"
            f" a plan of cost {plan['Total Cost']:.0f};"
            f" by the flat table {end[1] - middle[1]:.0f} ms"
        )
