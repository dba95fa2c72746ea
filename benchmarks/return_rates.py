"""“Return Rates” and “Suspicious Returns” over 100,000 tickets.

The tickets are of 50 stores and 5,000 customers, two lines each; every twentieth came
back. Each question is what the pivot, the graph or the list asks the server when it
opens, by a manager; it is to be answered within a second. What comes out is compared
with the rows that were made. They are made by SQL, committed and vacuumed: a database
that is thrown away is needed.
"""

from functools import partial
from statistics import median

from _measure import Meter, say
from _rows import copy, vacuum

from odoo import fields

STORES, CUSTOMERS, PRODUCTS, TICKETS, LINES = 50, 5_000, 2_000, 100_000, 2
RETURNS = TICKETS // 20
ROUNDS = 5
# Milliseconds.
TARGET = 1_000
TABLES = (
    "res_partner",
    "product_template",
    "product_product",
    "pos_config",
    "pos_order",
    "pos_order_line",
    "retail_return",
    "retail_return_line",
)
MEASURES = ["sold_qty:sum", "returned_qty:sum", "return_rate:avg", "value_rate:avg"]
LAST_YEAR = [("date", ">=", fields.Datetime.subtract(fields.Datetime.now(), years=1))]
QUESTIONS = (
    ("pivot by category", LAST_YEAR, ["categ_id"]),
    ("pivot by store", LAST_YEAR, ["store_id"]),
    ("pivot by product", LAST_YEAR, ["product_id"]),
    ("pivot by customer", LAST_YEAR, ["partner_id"]),
    ("graph by month", LAST_YEAR, ["date:month"]),
    ("all years by reason", [], ["reason_id"]),
)


def build(env):
    """Make stores, customers, products, tickets and returns."""
    store = env["stock.warehouse"].create(
        {"name": "Bench", "code": "BENCH", "is_store": True}
    )
    config = env["pos.config"].create(
        {"name": "Bench", "picking_type_id": store.pos_type_id.id}
    )
    category = env["product.category"].create({"name": "Bench"})
    product = env["product.product"].create(
        {"name": "Bench", "type": "consu", "categ_id": category.id}
    )
    customer = env["res.partner"].create({"name": "Bench"})
    ticket = make_ticket(env, config, product)
    document = make_return(env, store, ticket)
    env.flush_all()
    stores = store
    for number in range(1, STORES):
        stores |= store.copy({"name": f"Bench {number}", "code": f"B{number}"})
    env.flush_all()
    serial = {"id": "%(base)s + n"}
    copy(
        env,
        config,
        {**serial, "store_id": f"(%(stores)s)[1 + n %% {STORES}]"},
        f"generate_series(0, {STORES - 1}) n",
        stores=stores.ids,
    )
    copy(env, customer, serial, f"generate_series(1, {CUSTOMERS}) n")
    products = f"generate_series(0, {PRODUCTS - 1}) n"
    copy(env, product.product_tmpl_id, serial, products)
    copy(env, product, {**serial, "product_tmpl_id": "%(base)s + n"}, products)
    make_tickets(env, ticket)
    make_returns(env, document, stores)
    env.invalidate_all()
    vacuum(env, *TABLES)


def make_ticket(env, config, product):
    session = env["pos.session"].create({"config_id": config.id, "user_id": env.uid})
    line = {
        "name": "Bench",
        "product_id": product.id,
        "price_unit": 100,
        "price_subtotal": 100,
        "price_subtotal_incl": 100,
        "qty": 1,
    }
    return env["pos.order"].create(
        {
            "session_id": session.id,
            "amount_tax": 0,
            "amount_total": 200,
            "amount_paid": 200,
            "amount_return": 0,
            "state": "done",
            "lines": [(0, 0, line)],
        }
    )


def make_return(env, store, ticket):
    line = {
        "product_id": ticket.lines.product_id.id,
        "sold_line_id": ticket.lines.id,
        "reason_id": env.ref("retail_base.reason_code_return_regret").id,
        "qty": 1,
        "price_unit": 100,
    }
    return env["retail.return"].create(
        {"store_id": store.id, "state": "refunded", "line_ids": [(0, 0, line)]}
    )


def make_tickets(env, ticket):
    """Make tickets over two years, and their lines."""
    copy(
        env,
        ticket,
        {
            "id": "%(base)s + n",
            "name": "'Bench/' || n",
            "pos_reference": "'Bench-' || n",
            "uuid": "'ticket-' || n",
            "access_token": "md5(n::text)",
            "config_id": f"%(base)s + n %% {STORES}",
            "partner_id": f"%(base)s + 1 + n %% {CUSTOMERS}",
            "date_order": f"now() - interval '2 years' * n / {TICKETS}",
        },
        f"generate_series(1, {TICKETS}) n",
    )
    copy(
        env,
        ticket.lines,
        {
            "id": "%(base)s + n",
            "uuid": "'line-' || n",
            "order_id": f"%(base)s + (n + {LINES - 1}) / {LINES}",
            "product_id": f"%(base)s + n %% {PRODUCTS}",
        },
        f"generate_series(1, {TICKETS * LINES}) n",
    )


def make_returns(env, document, stores):
    """Make returns over two years, of the first line of every twentieth ticket."""
    every = TICKETS // RETURNS
    copy(
        env,
        document,
        {
            "id": "%(base)s + n",
            "name": "'Bench/' || n",
            "uuid": "'return-' || n",
            "store_id": f"(%(stores)s)[1 + n %% {STORES}]",
            "partner_id": f"%(base)s + 1 + n %% {CUSTOMERS}",
            "date": f"now() - interval '2 years' * n / {RETURNS}",
        },
        f"generate_series(1, {RETURNS}) n",
        stores=stores.ids,
    )
    copy(
        env,
        document.line_ids,
        {
            "id": "%(base)s + n",
            "return_id": "%(base)s + n",
            "sold_line_id": f"%(base)s + n * {every * LINES}",
            "product_id": f"%(base)s + n * {every * LINES} %% {PRODUCTS}",
        },
        f"generate_series(1, {RETURNS}) n",
    )


def ask(reports, domain, groups, _number=None):
    """Ask as the browser does when it opens the pivot."""
    reports.env.invalidate_all()
    return reports.formatted_read_grouping_sets(domain, [[], groups], MEASURES)


def ask_suspicions(suspicions, _number=None):
    suspicions.env.invalidate_all()
    specification = {"description": {}, "return_count": {}, "amount": {}}
    return suspicions.web_search_read([], specification, limit=80)


def check(reports):
    """Raise unless what comes out is what was made."""
    domain = [("product_id.name", "=", "Bench")]
    measures = ["sold_qty:sum", "returned_qty:sum", "return_rate:avg"]
    ((sold, returned, rate),) = reports._read_group(domain, [], measures)
    made = (TICKETS * LINES + 1, RETURNS + 1)
    assert (sold, returned) == made, f"{sold}, {returned} is not {made}"
    assert abs(rate - 100 * made[1] / made[0]) < 1e-6, rate


def main(env):
    build(env)
    manager = env["res.users"].create(
        {
            "name": "Bench",
            "login": "bench-manager",
            "tz": "Europe/Oslo",
            "group_ids": [(4, env.ref("retail_base.group_retail_manager").id)],
        }
    )
    reports = env["retail.return.analysis"].with_user(manager)
    suspicions = env["retail.return.suspicion"].with_user(manager)
    check(reports)
    say(f"{TICKETS:,} tickets of {LINES} lines, {RETURNS:,} returns")
    meter = Meter(env)
    sides = {
        title: partial(ask, reports, domain, groups)
        for title, domain, groups in QUESTIONS
    }
    sides["list of suspicious returns"] = partial(ask_suspicions, suspicions)
    for title, side in sides.items():
        (samples,) = meter.measure(side, rounds=ROUNDS)
        worked = median(samples.worked)
        say(f"{title:44}{worked:10.0f} ms  <= {TARGET} ms")
        assert worked <= TARGET, f"{title} took {worked:.0f} ms"
