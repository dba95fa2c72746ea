"""A million tickets of a thousand stores, with the orders and invoices beside them.

Each ticket has one line and one payment. Every tenth took a customer order, which was
shipped and invoiced; every tenth but one is invoiced itself. Customers and orders are
those of `_orders`. All of it is committed and vacuumed: a database that is thrown away
is needed.
"""

import time
from functools import partial

import _orders
from _rows import BASE, HASH, copy, execute, vacuum

from odoo.fields import Command

STORES, PRODUCTS = 1_000, 5_000
TABLES = (
    *_orders.TABLES,
    "account_move",
    "account_move_line",
    "pos_config",
    "pos_payment",
    "pos_session",
    "product_product",
    "sale_order_line_invoice_rel",
    "stock_warehouse",
)
# The tickets were sold in this many days.
DAYS = 700
# `draw` with these seeds is no other row's.
AMOUNT, CARD, PRODUCT = 11, 12, 13


def build(env, config, tickets, orders, customers):
    """Make all of it; return the seconds it took.

    :param config: a `pos.config`, which may see the tickets of all others
    """
    start = time.perf_counter()
    env.cr.execute(HASH)
    country = env.ref("base.no")
    env.company.country_id = country
    customer = env["res.partner"].create({"name": "Bench", "country_id": country.id})
    order = _orders._make_order(env, config, customer)
    invoice = _make_invoice(env, order)
    ticket = _make_ticket(env, config)
    env.flush_all()
    _orders._make_customers(env, customer, customers)
    _make_products(env, order.order_line.product_id)
    _make_stores(env, config)
    _orders._make_orders(env, order, config.store_id, orders, customers)
    _make_invoices(env, invoice, tickets, orders, customers)
    _make_tickets(env, ticket, tickets, customers)
    env.invalidate_all()
    vacuum(env, *TABLES)
    return time.perf_counter() - start


def _make_invoice(env, order):
    item = {"product_id": order.order_line.product_id.id, "price_unit": 100}
    invoice = env["account.move"].create(
        {
            "move_type": "out_invoice",
            "partner_id": order.partner_id.id,
            "invoice_line_ids": [Command.create({**item, "tax_ids": []})],
        }
    )
    invoice.action_post()
    return invoice


def _make_ticket(env, config):
    ticket = _orders._make_ticket(env, config)
    method = config.payment_method_ids[:1]
    # Of a posted ticket, no payment is changed.
    ticket.state = "paid"
    ticket.add_payment(
        {"pos_order_id": ticket.id, "amount": 100, "payment_method_id": method.id}
    )
    ticket.state = "done"
    return ticket


def _make_products(env, product):
    source = f"generate_series(1, {PRODUCTS}) n"
    copy(
        env,
        product.product_tmpl_id,
        {"id": "%(base)s + n", "name": "jsonb_build_object('en_US', 'Bench ' || n)"},
        source,
    )
    values = {
        "id": "%(base)s + n",
        "product_tmpl_id": "%(base)s + n",
        "barcode": "'70' || lpad(n::text, 11, '0')",
    }
    copy(env, product, values, source)


def _make_stores(env, config):
    make = partial(copy, env)
    source = f"generate_series(1, {STORES}) n"
    named = {"id": "%(base)s + n", "name": "'Bench ' || n"}
    store = config.store_id
    make(store, {**named, "code": "'B' || n"}, source)
    kind = {"warehouse_id": "%(base)s + n", "sequence_code": "'B' || n"}
    make(config.picking_type_id, {"id": named["id"], **kind}, source)
    make(config, {**named, "picking_type_id": "%(base)s + n"}, source)
    make(
        config.session_ids,
        {**named, "config_id": "%(base)s + n", "state": "'closed'"},
        source,
    )
    execute(
        env,
        "INSERT INTO pos_config_trust_relation (is_trusting, is_trusted)"
        " SELECT %(config)s, id FROM pos_config WHERE id > %(base)s",
        config=config.id,
    )


def _make_invoices(env, invoice, tickets, orders, customers):
    """Number the invoices of tickets as these, those of orders after all tickets."""
    partner = f"%(base)s + 1 + pg_temp.draw({customers}, n, 4)"
    source = (
        f"(SELECT n FROM generate_series(1, {tickets}) n WHERE n % 10 = 1 UNION ALL"
        f" SELECT {tickets} + n FROM generate_series(1, {orders}) n) numbers"
    ).replace("%", "%%")
    days = f"CURRENT_DATE - n %% {DAYS}"
    copy(
        env,
        invoice,
        {
            "id": "%(base)s + n",
            "name": "'INV/B/' || lpad(n::text, 8, '0')",
            "sequence_number": "n",
            "sequence_prefix": "'INV/B/'",
            "partner_id": partner,
            "commercial_partner_id": partner,
            "invoice_date": days,
            "date": days,
            "access_token": "NULL",
            "payment_state": "'paid'",
            "amount_residual": "0",
        },
        source,
    )
    for item in invoice.line_ids:
        is_goods = item in invoice.invoice_line_ids
        first = "%(base)s" if is_goods else f"%(base)s + {2 * (tickets + orders)}"
        values = {
            "id": f"{first} + n",
            "move_id": "%(base)s + n",
            "move_name": "'INV/B/' || lpad(n::text, 8, '0')",
            "full_reconcile_id": "NULL",
        }
        if is_goods:
            values["product_id"] = _draw(PRODUCTS, PRODUCT)
        copy(env, item, values, source)
    execute(
        env,
        "INSERT INTO sale_order_line_invoice_rel (order_line_id, invoice_line_id)"
        " SELECT %(base)s + n, %(base)s + %(tickets)s + n"
        " FROM generate_series(1, %(orders)s) n",
        tickets=tickets,
        orders=orders,
    )


def _draw(size, seed):
    return f"%(base)s + 1 + pg_temp.draw({size}, n, {seed})"


def _make_tickets(env, ticket, tickets, customers):
    source = f"generate_series(1, {tickets}) n"
    moment = f"now() - interval '1 second' * (86400 * {DAYS} / {tickets}.0) * "
    moment += f"({tickets} - n)"
    amount = f"(pg_temp.draw(100000, n, {AMOUNT}) + 100) / 100.0"
    total = {name: amount for name in ("amount_total", "amount_paid")}
    place = f"%(base)s + 1 + n %% {STORES}"
    copy(
        env,
        ticket,
        {
            **total,
            "id": "%(base)s + n",
            "name": "'Bench/' || lpad(n::text, 7, '0')",
            "pos_reference": "'2600-001-' || lpad(n::text, 7, '0')",
            "uuid": "md5(n::text)::uuid::text",
            "access_token": "md5('token' || n)",
            "session_id": place,
            "config_id": place,
            "partner_id": f"%(base)s + 1 + pg_temp.draw({customers}, n, 4)",
            "customer_order_id": "CASE WHEN n %% 10 = 0 THEN %(base)s + n / 10 END",
            "account_move": "CASE WHEN n %% 10 = 1 THEN %(base)s + n END",
            "date_order": moment,
            "create_date": moment,
        },
        source,
    )
    copy(
        env,
        ticket.lines,
        {
            "id": "%(base)s + n",
            "order_id": "%(base)s + n",
            "uuid": "'line-' || n",
            "product_id": _draw(PRODUCTS, PRODUCT),
            "price_unit": amount,
            "price_subtotal": amount,
            "price_subtotal_incl": amount,
        },
        source,
    )
    copy(
        env,
        ticket.payment_ids,
        {
            "id": "%(base)s + n",
            "pos_order_id": "%(base)s + n",
            "session_id": place,
            "amount": amount,
            "card_no": f"lpad(pg_temp.draw(10000, n, {CARD})::text, 4, '0')",
            "uuid": "NULL",
            "payment_date": moment,
        },
        source,
    )


def get_ticket(env, number):
    """Return the n-th ticket."""
    return env["pos.order"].browse(BASE + number)


def get_invoice(env, number):
    """Return the n-th invoice."""
    return env["account.move"].browse(BASE + number)
