"""A million customer orders and tickets of many customers, made by SQL.

Each order has one line, and each ticket one; every tenth ticket took an order. Names
are drawn from lists, so that a part of one is shared by many customers. All of it is
committed and vacuumed: a database that is thrown away is needed.
"""

import time

from _rows import BASE, HASH, copy, vacuum

FIRST = ("Kari", "Ola", "Ingrid", "Lars", "Åse", "Per", "Nora", "Emil", "Ida", "Jonas")
LAST = ("Hansen", "Berg", "Dahl", "Lie", "Moen", "Haug", "Strand", "Bakke", "Vik")
STORES = 50
TABLES = (
    "res_partner",
    "sale_order",
    "sale_order_line",
    "pos_order",
    "pos_order_line",
)
# Of a hundred orders, the last five are open.
DONE = 95


def build(env, config, orders, customers):
    """Make orders, tickets and customers; return the seconds it took.

    :param config: the `pos.config` whose session has all tickets
    """
    start = time.perf_counter()
    env.cr.execute(HASH)
    country = env.ref("base.no")
    env.company.country_id = country
    customer = env["res.partner"].create({"name": "Bench", "country_id": country.id})
    order = _make_order(env, config, customer)
    ticket = _make_ticket(env, config)
    env.flush_all()
    _make_customers(env, customer, customers)
    stores = _make_stores(env, config.store_id)
    _make_orders(env, order, stores, orders, customers)
    _make_tickets(env, ticket, orders, customers)
    env.invalidate_all()
    vacuum(env, *TABLES)
    return time.perf_counter() - start


def _make_stores(env, store):
    stores = store
    for number in range(1, STORES):
        stores |= store.copy({"name": f"Bench {number}", "code": f"B{number}"})
    env.flush_all()
    return stores


def _make_order(env, config, customer):
    product = env["product.product"].create({"name": "Bench", "type": "service"})
    line = {
        "product_id": product.id,
        "price_unit": 100,
        "fulfilment": "pickup",
        "fulfilment_store_id": config.store_id.id,
        "fulfilment_date": "2099-01-01",
    }
    order = env["sale.order"].create(
        {
            "is_customer_order": True,
            "partner_id": customer.id,
            "origin_store_id": config.store_id.id,
            "order_line": [(0, 0, line)],
        }
    )
    order.action_confirm()
    return order


def _make_ticket(env, config):
    session = env["pos.session"].create({"config_id": config.id, "user_id": env.uid})
    line = {
        "name": "Bench",
        "product_id": env["product.product"].search([("name", "=", "Bench")]).id,
        "price_unit": 100,
        "price_subtotal": 100,
        "price_subtotal_incl": 100,
        "qty": 1,
    }
    return env["pos.order"].create(
        {
            "session_id": session.id,
            "amount_tax": 0,
            "amount_total": 100,
            "amount_paid": 100,
            "amount_return": 0,
            "state": "done",
            "lines": [(0, 0, line)],
        }
    )


def _make_customers(env, customer, customers):
    first = "(%(first)s::text[])[1 + pg_temp.draw(%(firsts)s, n, 1)]"
    last = "(%(last)s::text[])[1 + pg_temp.draw(%(lasts)s, n, 2)]"
    rare = "translate(md5(n::text)::char(4), '0123456789', 'gijklmnopq')"
    name = f"{first} || ' ' || {last} || {rare}"
    phone = "lpad((pg_temp.draw(90000000, n, 3) + 10000000)::text, 8, '0')"
    spaced = f"'+47 ' || left({phone}, 4) || ' ' || right({phone}, 4)"
    copy(
        env,
        customer,
        {
            "id": "%(base)s + n",
            "name": name,
            "complete_name": name,
            "phone": spaced,
            "phone_sanitized": f"'+47' || {phone}",
            "email": "'Customer' || n || '@example.com'",
            "email_normalized": "'customer' || n || '@example.com'",
            "commercial_partner_id": "%(base)s + n",
        },
        f"generate_series(1, {customers}) n",
        first=list(FIRST),
        firsts=len(FIRST),
        last=list(LAST),
        lasts=len(LAST),
    )


def _make_orders(env, order, stores, orders, customers):
    source = f"generate_series(1, {orders}) n"
    partner = f"%(base)s + 1 + pg_temp.draw({customers}, n, 4)"
    shop = f"(%(stores)s)[1 + n %% {STORES}]"
    is_open = f"n %% 100 >= {DONE}"
    copy(
        env,
        order,
        {
            "id": "%(base)s + n",
            "name": "'S' || lpad(n::text, 7, '0')",
            "customer_order_reference": "'CO' || lpad(n::text, 13, '0') || n %% 10",
            "client_order_ref": "'WEB-' || n",
            "partner_id": partner,
            "partner_invoice_id": partner,
            "partner_shipping_id": partner,
            "origin_store_id": shop,
            "collector_name": "CASE WHEN n %% 20 = 0 THEN 'Collector ' || n END",
            "customer_order_state": f"CASE WHEN {is_open} THEN 'open' ELSE 'done' END",
            "date_order": f"now() - interval '1 minute' * ({orders} - n)",
            "access_token": "NULL",
        },
        source,
        stores=stores.ids,
    )
    copy(
        env,
        order.order_line,
        {
            "id": "%(base)s + n",
            "order_id": "%(base)s + n",
            "order_partner_id": partner,
            "fulfilment_store_id": shop,
            "warehouse_id": shop,
            "fulfilment": "(ARRAY['pickup', 'ship'])[1 + n / 7 %% 2]",
            "fulfilment_date": f"CURRENT_DATE - ({orders} - n) / 1440",
            "fulfilment_open_qty": f"CASE WHEN {is_open} THEN 1 ELSE 0 END",
            "qty_delivered": f"CASE WHEN {is_open} THEN 0 ELSE 1 END",
        },
        source,
        stores=stores.ids,
    )


def _make_tickets(env, ticket, orders, customers):
    source = f"generate_series(1, {orders}) n"
    copy(
        env,
        ticket,
        {
            "id": "%(base)s + n",
            "name": "'Bench/' || lpad(n::text, 7, '0')",
            "pos_reference": "'2600-001-' || lpad(n::text, 7, '0')",
            "uuid": "'ticket-' || n",
            "partner_id": f"%(base)s + 1 + pg_temp.draw({customers}, n, 4)",
            "customer_order_id": "CASE WHEN n %% 10 = 0 THEN %(base)s + n END",
            "date_order": f"now() - interval '1 minute' * ({orders} - n)",
            "create_date": f"now() - interval '1 minute' * ({orders} - n)",
            "access_token": "md5(n::text)",
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
        },
        source,
    )


def get_customer(env, number):
    """Return the n-th customer."""
    return env["res.partner"].browse(BASE + number)


def get_order(env, number):
    """Return the n-th order."""
    return env["sale.order"].browse(BASE + number)
