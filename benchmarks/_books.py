"""What must be true of goods, documents and money when everybody has tried."""

from collections import Counter

from _sold import PRICE

# What gives back neither goods nor money of its own.
MONEY_ONLY, GOODS_ONLY = "credit note", "stock"


def check_books(shop, sold, quantity, outcomes):
    """Raise unless each unit came back once at most, with its document and its money.

    :param list sold: a `Sold` of each road
    :param int quantity: how many each of them sold
    :param outcomes: {(kind, road, outcome): how many}
    """
    returned = Counter()
    for (kind, road, outcome), count in outcomes.items():
        if outcome == "returned":
            returned[kind, road] += count
    for one in sold:
        _check_goods(shop.env, one, quantity, returned)
    _check_documents(shop.env, sold)
    for register in shop.registers:
        shop.close_session(register)
    _check_money(shop, sold)
    for register in shop.registers:
        shop.open_session(register)


def _browse(env, one):
    models = {"order": "sale.order.line", "invoice": "account.move.line"}
    return env[models.get(one.kind, "pos.order.line")].browse(one.line_id)


def _check_goods(env, one, quantity, returned):
    line = _browse(env, one)
    roads = {
        road: count for (kind, road), count in returned.items() if kind == one.kind
    }
    goods = sum(count for road, count in roads.items() if road != MONEY_ONLY)
    money = sum(count for road, count in roads.items() if road != GOODS_ONLY)
    (values,) = line._get_returnables().values()
    assert values["sold"] == quantity, f"{one.kind}: {values}"
    assert values["returned"] == money <= quantity, f"{one.kind}: {values}, {roads}"
    assert goods <= quantity, f"{one.kind}: {roads}"
    if one.kind == "order":
        (delivered,) = line._get_delivered_quantities().values()
        assert delivered == quantity - roads.get(GOODS_ONLY, 0), f"{delivered}, {roads}"
    received = _get_received(env, one)
    assert received == goods, f"{one.kind}: {received} received, {roads}"


def _get_received(env, one):
    """Return how many units of a line are in stock again, by the moves themselves."""
    refunds = _get_refund_lines(env, one).order_id
    returns = _get_return_lines(env, one).return_id
    deliveries = env["stock.picking"].browse(one.picking_id)
    moves = refunds.picking_ids.move_ids | returns.picking_ids.move_ids
    moves |= deliveries.return_ids.move_ids
    done = moves.filtered(lambda move: move.state == "done")
    return sum(done.mapped("quantity"))


def _get_refund_lines(env, one):
    links = {"order": "return_order_line_id", "invoice": "return_invoice_line_id"}
    link = links.get(one.kind, "refunded_orderline_id")
    return env["pos.order.line"].search(
        [(link, "=", one.line_id), ("order_id.state", "in", ("paid", "done"))]
    )


def _get_return_lines(env, one):
    return env["retail.return.line"].search([(one.link, "=", one.line_id)])


def _check_documents(env, sold):
    """Each refund has one return, and each return its refund of the same amount."""
    for one in sold:
        lines = _get_refund_lines(env, one)
        records = _get_return_lines(env, one).return_id
        assert records.pos_order_id == lines.order_id, f"{one.kind}: {records}"
        for record in records.filtered("pos_order_id"):
            ticket = record.pos_order_id
            paid = sum(ticket.payment_ids.mapped("amount"))
            assert -record.amount_total == ticket.amount_total == paid == -PRICE
        for record in records - records.filtered("pos_order_id"):
            notes = record.credit_note_ids
            credited = sum(notes.mapped("amount_total"))
            owed = PRICE if record.state == "refunded" else 0
            assert record.amount_total == PRICE and credited == owed, record.name
            assert set(notes.mapped("state")) <= {"posted"}, record.name


def _check_money(shop, _sold):
    """The ledger has what was sold, less what was given back, and its tax."""
    env = shop.env
    env.flush_all()
    items = env["account.move.line"].search(
        [("company_id", "=", shop.company.id), ("parent_state", "=", "posted")]
    )
    tickets = env["pos.order"].search([("config_id", "in", _ids(shop.registers))])
    cash = {method.journal_id for method in _get_cash(shop)}
    accounts = {journal.default_account_id for journal in cash}
    payments = tickets.payment_ids
    paid = sum(payments.filtered("payment_method_id.is_cash_count").mapped("amount"))
    booked = sum(items.filtered(lambda i: i.account_id in accounts).mapped("balance"))
    assert abs(paid - booked) < 0.01, f"{paid} in the drawers, {booked} in the books"
    net = tax = 0.0
    for item in items:
        if item.tax_line_id == shop.tax:
            tax -= item.balance
        elif shop.tax in item.tax_ids:
            net -= item.balance
    sold = _get_sold_total(shop)
    assert abs(net + tax - sold) < 0.01, f"{net} and {tax} tax, sold for {sold}"
    assert abs(net - 4 * tax) < 0.01, f"{net} with {tax} tax"
    deposits = shop.company.retail_deposit_account_id
    held = sum(items.filtered(lambda i: i.account_id == deposits).mapped("balance"))
    assert abs(held) < 0.01, f"{held} of deposits are left"


def _get_sold_total(shop):
    """Add up what was sold and given back of the goods, by their own documents."""
    env = shop.env
    products = env["product.product"].search([("taxes_id", "in", shop.tax.ids)])
    lines = env["pos.order.line"].search([("product_id", "in", products.ids)])
    lines = lines.filtered(lambda line: line.order_id.state in ("paid", "done"))
    # What a ticket invoices is on the invoice as well.
    alone = lines.filtered(lambda line: not line.order_id.account_move)
    items = env["account.move.line"].search(
        [
            ("tax_ids", "in", shop.tax.ids),
            ("parent_state", "=", "posted"),
            ("move_id.move_type", "in", ("out_invoice", "out_refund")),
        ]
    )
    total = sum(line.qty * PRICE for line in alone)
    for item in items:
        sign = -1 if item.move_id.move_type == "out_refund" else 1
        total += sign * item.quantity * PRICE
    return total


def _get_cash(shop):
    for register in shop.registers:
        yield from register.payment_method_ids.filtered("is_cash_count")


def _ids(records):
    return [record.id for record in records]
