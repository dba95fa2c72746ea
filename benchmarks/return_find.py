"""*Returns* against core's list of tickets: a million tickets of a thousand stores.

Ours is all that a register asks when a cashier has typed or scanned something: sales
found in any store, counted and described with what can come back. Core's is
`search_paid_order_ids`, with the domain that its list makes of what is typed, at a
register that trusts all others, without the indexes of our addons. Both sides are asked
by a plain cashier, and ours must find the sale that is meant.

What of ours reads one row in twenty of the tickets or more is named, and which indexes
are used for what.
"""

from functools import partial

from _chain import get_cashier
from _measure import Meter, record_queries, say, say_head, say_ratio
from _sales import TABLES, build, get_invoice, get_ticket
from find_order import INDEXES as BELOW

from odoo.tools import SQL

TICKETS, ORDERS, CUSTOMERS = 1_000_000, 100_000, 300_000
ROUNDS = 5
PAGE = 20
# At least ten times as quick, but where core has no search or all that it needs.
TARGET = 0.1
OTHERS = ("receipt's code", "last sales here")
MOST_ROWS = TICKETS // 20
INDEXES = (
    *BELOW,
    "pos_order_pos_reference_trigram_idx",
    "pos_order_config_date_idx",
    "pos_order_line_product_idx",
    "pos_pack_operation_lot__lot_name_index",
    "pos_payment__card_no_index",
)


def get_keys(env):
    """Return what is typed: {title: (term, core's domain, the sale that is meant)}."""
    number = TICKETS // 2
    ticket, invoiced = get_ticket(env, number), get_ticket(env, number + 1)
    order, customer = ticket.customer_order_id, ticket.partner_id
    alone = get_invoice(env, TICKETS + order.id - 1_000_000)
    barcode = ticket.lines.product_id.barcode
    card = ticket.payment_ids.card_no
    receipt, name = ticket.pos_reference, "partner_id.complete_name"
    core = "pos_reference"
    return {
        "receipt number": (receipt, [(core, "ilike", receipt)], ticket),
        "part of a number": (receipt[5:], [(core, "ilike", receipt[5:])], ticket),
        "receipt's code": (
            f"RT{ticket.uuid.replace('-', '')}".upper(),
            [("uuid", "=", ticket.uuid)],
            ticket,
        ),
        "order number": (
            order.name,
            [(core, "ilike", order.name)],
            ticket,
        ),
        "order's reference": (
            order.customer_order_reference,
            [(core, "ilike", order.customer_order_reference)],
            ticket,
        ),
        "invoice of a ticket": (
            invoiced.account_move.name,
            [("account_move.name", "ilike", invoiced.account_move.name)],
            invoiced,
        ),
        "invoice of an order": (
            alone.name,
            [("account_move.name", "ilike", alone.name)],
            order,
        ),
        "customer": (customer.name, [(name, "ilike", customer.name)], ticket),
        "phone": (
            customer.phone[4:],
            [("partner_id.phone", "ilike", customer.phone[4:])],
            ticket,
        ),
        "product's barcode": (
            barcode,
            [("lines.product_id.barcode", "ilike", barcode)],
            None,
        ),
        "day and amount": (
            f"{ticket.date_order.date()} {ticket.amount_total:.2f}",
            [("date_order", "ilike", f"%{ticket.date_order.date()}%")],
            ticket,
        ),
        "card's digits": (card, [("payment_ids.card_no", "ilike", card)], None),
        "last sales here": ("", [], None),
    }


def find(returns, config, term, _number=None):
    """Ask as a register does."""
    returns.env.invalidate_all()
    return returns.find_sales_from_ui(config.id, term, 0, PAGE)


def find_tickets(tickets, config, domain, _number=None):
    """Ask as core's list of tickets does."""
    tickets.env.invalidate_all()
    return tickets.search_paid_order_ids(config.id, domain, PAGE, 0)


def switch_indexes(env, is_ours):
    """Have the addons' indexes, or have none of them, until this is called again."""
    env.cr.execute("ROLLBACK TO SAVEPOINT with_indexes")
    if not is_ours:
        env.cr.execute(
            SQL("DROP INDEX %s", SQL(", ").join(map(SQL.identifier, INDEXES)))
        )


def check_plans(env, work, title):
    """Name what looks at many rows; return the indexes used."""
    used = set()
    for query in record_queries(work):
        env.cr.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + query)
        plans = [env.cr.fetchone()[0][0]["Plan"]]
        while plans:
            node = plans.pop()
            plans += node.get("Plans", ())
            rows = count_rows(node)
            if rows >= MOST_ROWS:
                table = node["Relation Name"]
                say(f"{title} looks at {rows:,} rows of {table}: {query[:200]}")
            if node.get("Index Name") and rows:
                used.add(node["Index Name"])
    return used


def count_rows(node):
    """Return how many rows of a large table a node looked at."""
    seen = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    is_large = node.get("Relation Name") in TABLES
    return seen * node["Actual Loops"] if is_large else 0


def compare(env, config, cashier):
    """Measure each key in turn with core's search for it."""
    returns = env["retail.return"].with_user(cashier)
    tickets = env["pos.order"].with_user(cashier)
    meter = Meter(env)
    used = {}
    env.cr.execute("SAVEPOINT with_indexes")
    say_head("ours ms", "core ms")
    for title, (term, domain, sale) in get_keys(env).items():
        ours = partial(find, returns, config, term)
        answer = ours()["sales"]
        found = [one["key"] for one in answer]
        assert not sale or sale._get_sale_key() in found, f"{title}: {found}"
        used[title] = check_plans(env, ours, title)
        core = partial(find_tickets, tickets, config, domain)
        samples = meter.measure(
            ours,
            core,
            rounds=ROUNDS,
            prepare=lambda side, ours=ours: switch_indexes(env, side is ours),
        )
        switch_indexes(env, is_ours=True)
        say_ratio(title, *samples, None if title in OTHERS else TARGET)
    say("\nindexes used")
    for title, names in used.items():
        say(f"{title:24}{', '.join(sorted(names))}")


def main(env):
    config = env["pos.config"].create(
        {"name": "Bench", "picking_type_id": env.ref("stock.warehouse0").pos_type_id.id}
    )
    config.store_id.is_store = True
    seconds = build(env, config, TICKETS, ORDERS, CUSTOMERS)
    say(f"{TICKETS:,} tickets of 1,000 stores, {ORDERS:,} orders: {seconds:.0f} s")
    compare(env, config, get_cashier(env))
