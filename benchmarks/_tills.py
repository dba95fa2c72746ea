"""Stores with a register each, and tickets that a cashier sends to them."""

from uuid import uuid4

from odoo import fields
from odoo.fields import Command


class Tills:
    """Stores with a register each, goods, a cashier, and tickets that are sent."""

    def __init__(self, env, names, lines):
        self.env = env
        self.cashier = env["res.users"].create(
            {
                "name": "Bench",
                "login": "bench-returns",
                "group_ids": [
                    Command.link(env.ref("base.group_user").id),
                    Command.link(env.ref("point_of_sale.group_pos_user").id),
                ],
            }
        )
        self.products = env["product.product"].create(
            [
                {"name": f"Bench {number}", "is_storable": True, "list_price": 100}
                for number in range(lines)
            ]
        )
        self.products.taxes_id = False
        self.reason = env["retail.reason.code"].create(
            {"name": "Bench", "kind": "return"}
        )
        self.registers = [self.make_register(name) for name in names]
        self.number = 0

    def make_register(self, name):
        store = self.env["stock.warehouse"].create(
            {"name": name, "code": name[:4].upper(), "is_store": True}
        )
        journal = self.env["account.journal"].create(
            {"name": f"Cash {name}", "type": "cash", "code": f"B{name[:3].upper()}"}
        )
        method = self.env["pos.payment.method"].create(
            {"name": "Cash", "journal_id": journal.id}
        )
        register = self.env["pos.config"].create(
            {
                "name": name,
                "picking_type_id": store.pos_type_id.id,
                "payment_method_ids": [Command.set(method.ids)],
            }
        )
        # The superuser may open none.
        register.with_user(self.cashier).open_ui()
        session = register.current_session_id
        session.with_user(self.cashier).set_opening_control(0, None)
        return register

    def sell(self, qty=1):
        """Sell so many of each product and return the lines."""
        return self.send(self.build(self.registers[0], qty)).lines

    def build(self, register, qty, sold=None):
        """Build the ticket of a sale, or of a return (`qty` below zero) of lines."""
        self.number += 1
        products = sold.product_id if sold else self.products
        lines = [
            Command.create(
                {
                    "uuid": str(uuid4()),
                    "product_id": product.id,
                    "qty": qty,
                    "price_unit": 100,
                    "discount": 0,
                    "tax_ids": [Command.set([])],
                    "price_subtotal": 100 * qty,
                    "price_subtotal_incl": 100 * qty,
                    "pack_lot_ids": [],
                    "refunded_orderline_id": sold[place].id if sold else False,
                    "return_reason_id": self.reason.id if sold else False,
                }
            )
            for place, product in enumerate(products)
        ]
        total = sum(line[2]["price_subtotal"] for line in lines)
        now = fields.Datetime.to_string(fields.Datetime.now())
        payment = {
            "uuid": str(uuid4()),
            "name": now,
            "payment_method_id": register.payment_method_ids.id,
            "amount": total,
        }
        return {
            "uuid": str(uuid4()),
            "name": f"Bench {self.number}",
            "pos_reference": f"Bench {self.number}",
            "state": "paid",
            "access_token": str(uuid4()),
            "session_id": register.current_session_id.id,
            "sequence_number": self.number,
            "company_id": register.company_id.id,
            "partner_id": False,
            "user_id": self.cashier.id,
            "date_order": now,
            "fiscal_position_id": False,
            "pricelist_id": register.pricelist_id.id,
            "is_refund": qty < 0,
            "amount_total": total,
            "amount_tax": 0,
            "amount_paid": total,
            "amount_return": 0,
            "last_order_preparation_change": "{}",
            "lines": lines,
            "payment_ids": [Command.create(payment)],
            "to_invoice": False,
        }

    def send(self, ticket):
        orders = self.env["pos.order"].with_user(self.cashier)
        orders.with_context(device_identifier="0").sync_from_ui([ticket])
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["pos.order"].search([("uuid", "=", ticket["uuid"])])
