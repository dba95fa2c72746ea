"""Reads what registers send about goods without receipt."""

from odoo.addons.retail_customer_orders.tools import read

from .payload import CONDITIONS


def read_no_receipt_lines(lines):
    """Read what comes back without receipt.

    :param list lines: {"product_id", "qty" (positive), "price" (not negative, or
        False), "reason_id" (0 when not chosen yet), "condition" (or False)}
    :return: the same, each value of its kind
    :raise PayloadError: it has another shape
    """
    return [_read_line(read.mapping(line)) for line in read.filled_list(lines)]


def _read_line(line):
    price = line.get("price")
    condition = line.get("condition") or False
    return {
        "product_id": read.record_id(line.get("product_id")),
        "qty": read.number(line.get("qty"), minimum=0),
        "price": price is not False and read.number(price, minimum=0),
        "reason_id": read.record_id(line["reason_id"]) if line.get("reason_id") else 0,
        "condition": condition and read.choice(condition, CONDITIONS),
    }


def read_refund_ticket(ticket):
    """Read a ticket that is not paid yet.

    :param dict ticket: {"uuid", "partner_id" (or False), "session_id",
        "return_payload", "lines": [{"uuid", "product_id", "qty", "price_unit",
        "discount", "tax_ids", "refunded_orderline_id" (or False)}], "payments":
        [{"payment_method_id", "amount"}]}
    :return: values of a `pos.order`
    :raise PayloadError: it has another shape
    """
    values = read.mapping(ticket)
    lines = [read.mapping(line) for line in read.filled_list(values.get("lines"))]
    payments = [read.mapping(one) for one in read.filled_list(values.get("payments"))]
    return {
        "uuid": read.uuid(values.get("uuid")),
        "partner_id": _read_link(values.get("partner_id")),
        "session_id": read.record_id(values.get("session_id")),
        "return_payload": read.mapping(values.get("return_payload")),
        "lines": [(0, 0, _read_ticket_line(line)) for line in lines],
        "payment_ids": [
            (
                0,
                0,
                {
                    "payment_method_id": read.record_id(one.get("payment_method_id")),
                    "amount": read.number(one.get("amount")),
                },
            )
            for one in payments
        ],
    }


def _read_ticket_line(line):
    tax_ids = [read.record_id(tax_id) for tax_id in line.get("tax_ids") or []]
    return {
        "uuid": read.uuid(line.get("uuid")),
        "product_id": read.record_id(line.get("product_id")),
        "qty": read.number(line.get("qty")),
        "price_unit": read.number(line.get("price_unit")),
        "discount": read.number(line.get("discount") or 0),
        "tax_ids": [(6, 0, tax_ids)],
        "refunded_orderline_id": _read_link(line.get("refunded_orderline_id")),
    }


def _read_link(value):
    return read.record_id(value) if value else False
