"""A shop that has sold a few units on each road, built as the tests build them."""

import json
import re
import unittest
from dataclasses import dataclass
from uuid import uuid4

from odoo.addons.retail_base.tests.common import TillBuilders
from odoo.addons.retail_customer_orders.tests.common import OrderBuilders
from odoo.addons.retail_returns.tests.common import ReturnBuilders
from odoo.addons.retail_returns.tests.order import OrderBuilders as SoldBuilders

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
STORES = ("Store A", "Store B", "Store C", "Store D")
# Of this, a fifth is tax.
PRICE = 100


@dataclass
class Sold:
    """What one line has sold, by ids: it is returned in many transactions."""

    kind: str
    link: str
    line_id: int
    product_id: int
    partner_id: int
    # What it is returned by beside a return: a ticket, an invoice and a delivery.
    ticket_id: int
    invoice_id: int
    picking_id: int
    # {register: ticket that gives one back}
    tickets: dict
    core_tickets: dict


class Shop(ReturnBuilders, OrderBuilders, SoldBuilders, TillBuilders):
    """Four stores, a cashier, and a clerk who sells, ships and keeps books."""

    def __init__(self, env):
        cls = type(self)
        company = env.company
        journals = env["account.journal"]
        bank = journals.search(
            [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
        )
        quiet = {"tracking_disable": True, "no_reset_password": True}
        cls.env = env(context={**env.context, **quiet})
        cls.company = company
        cls.company_data = {"company": company, "default_journal_bank": bank}
        self.set_up_stores()
        self.set_up_returns()
        self.set_up_orders()
        self.pos_manager = self.create_user(
            "pos_manager", "base.group_user,point_of_sale.group_pos_manager"
        )
        company._ensure_retail_deposit()
        company.retail_deposit_percent = 10
        cls.deposit_product = company.retail_deposit_product_id
        self.customer.write({"street": "Storgata 1", "city": "Oslo", "phone": "2233"})
        self.tax = env["account.tax"].create(
            {"name": "25 %", "amount": 25, "price_include_override": "tax_included"}
        )
        stores = [self.store_a, self.store_b]
        stores += [self.create_store(name) for name in STORES[2:]]
        self.stores = stores
        self.registers = [store.register_ids for store in stores]
        for register in self.registers:
            self.open_session(register)

    # The builders check what they build.
    _case = unittest.TestCase()
    assertEqual = _case.assertEqual
    assertTrue = _case.assertTrue
    assertAlmostEqual = _case.assertAlmostEqual

    def sell_all(self, quantity):
        """Sell so many on each road and return a `Sold` of each."""
        product = self.create_product(
            "Bench",
            PRICE,
            taxes=self.tax,
            stock={store: 10 * quantity for store in self.stores},
        )
        taxes = {"tax_ids": [(6, 0, self.tax.ids)]}
        ticket_line = self.sell_one(quantity, self.registers[0], product)
        order = self.make_order([self.later(product, quantity)])
        collected = self.pick_up(order, {order.order_line: quantity}).lines
        collected = collected.filtered(lambda line: line.product_id == product)
        order_line = self.make_sold_order(quantity, product=product, **taxes)
        invoice_line = self.make_invoice(quantity, PRICE, tax=self.tax)
        sold = {
            "ticket": ticket_line,
            "pickup": collected,
            "order": order_line,
            "invoice": invoice_line,
        }
        return [self.describe(kind, line) for kind, line in sold.items()]

    def describe(self, kind, line):
        is_ticket = kind in ("ticket", "pickup")
        link = "sold_line_id" if is_ticket else f"{kind}_line_id"
        ticket = line.order_id if is_ticket else self.env["pos.order"]
        invoice = self.env["account.move"]
        picking = self.env["stock.picking"]
        if kind == "pickup":
            picking = line.customer_order_line_id.order_id.picking_ids
        elif kind == "order":
            invoice, picking = line.order_id.invoice_ids, line.order_id.picking_ids
        elif kind == "invoice":
            invoice = line.move_id
        return Sold(
            kind,
            link,
            line.id,
            line.product_id.id,
            self.customer.id,
            ticket.id,
            invoice.id,
            picking[:1].id,
            self.build_all(self.build_any, line),
            self.build_all(self.build_core, line) if is_ticket else {},
        )

    def build_all(self, build, line):
        return {register.id: build(register, line) for register in self.registers}

    def build_any(self, register, line):
        if line._name == "pos.order.line":
            return self.build_return(register, [(line, 1)])
        return self.give_back(register, line, 1, PRICE)

    def build_core(self, register, line):
        return self.build_core_refund(register, line, 1)


def make_fresh(ticket):
    """Copy a ticket with identifiers of its own."""
    known = {}
    return json.loads(
        UUID.sub(
            lambda found: known.setdefault(found[0], str(uuid4())), json.dumps(ticket)
        )
    )
