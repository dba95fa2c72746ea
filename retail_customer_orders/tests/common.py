from contextlib import contextmanager
from uuid import uuid4

from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.retail_base.tests.common import RetailTillCommon


class OrderBuilders:
    """Takes orders and hands them out as a register does, as a plain cashier.

    Mixed into a test class with `retail_base`'s `TillBuilders`, which sets `company`
    and `deposit_product`.
    """

    # === TAKING AN ORDER ===#

    def later(self, product, qty=1, store=None, fulfilment="pickup", **values):
        """Build a line of an order as a register sends it."""
        store = store or self.store_b
        return {
            "uuid": str(uuid4()),
            "product_id": product.id,
            "qty": qty,
            "price_unit": product.lst_price,
            "discount": 0,
            "tax_ids": product.taxes_id.ids,
            "name": product.display_name,
            "note": "",
            "fulfilment": fulfilment,
            "store_id": store.id,
            "date": str(store._get_local_today()),
            "partner_id": self.customer.id if fulfilment == "ship" else None,
            **values,
        }

    def order_payload(self, lines, deposit=None, **values):
        """Build the Json field of a ticket that takes an order."""
        if deposit is None:
            deposit = round(sum(self.value(line) for line in lines) * 0.1, 2)
        return {
            "uuid": str(uuid4()),
            "type": "customer_order",
            "deposit": deposit,
            "collector": None,
            "note": "",
            "lines": lines,
            **values,
        }

    def value(self, line):
        product = self.env["product.product"].browse(line["product_id"])
        price = line["price_unit"] * (1 - line["discount"] / 100)
        taxes = product.taxes_id.compute_all(
            price, self.company.currency_id, line["qty"], product
        )
        return taxes["total_included"]

    def build_order_ticket(self, register, lines, carry_out=(), **values):
        """Build a ticket that takes an order, with what is carried out beside it."""
        payload = values.pop("payload", None) or self.order_payload(
            lines, deposit=values.pop("deposit", None)
        )
        deposit = (self.deposit_product, 1, {"price_unit": payload["deposit"]})
        values.setdefault("partner", self.customer)
        return self.build_ticket(
            register,
            [*carry_out, deposit],
            customer_order_payload=payload,
            **values,
        )

    def take_order(self, lines, register=None, silent=False, **values):
        """Take an order at a register, register A if not given; return the ticket."""
        register = register or self.register_a
        self.open_session(register)
        ticket = self.build_order_ticket(register, lines, **values)
        return self.sync_ticket(ticket, silent=silent)

    def order_of(self, ticket):
        order = ticket.customer_order_id
        ticket.order_request_ids._reserve()
        return order

    def make_order(self, lines, **values):
        """Take an order, reserve its goods, and return the `sale.order`."""
        return self.order_of(self.take_order(lines, **values))

    def order_half_a_dozen(self):
        """Order 6 of article A by the dozen, in the back office, for 600."""
        order = self.env["sale.order"].create(
            {
                "is_customer_order": True,
                "partner_id": self.customer.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.goods_a.id,
                            "product_uom_id": self.env.ref("uom.product_uom_dozen").id,
                            "product_uom_qty": 0.5,
                            "price_unit": 1200,
                            "tax_ids": [],
                            "fulfilment": "pickup",
                            "fulfilment_store_id": self.store_b.id,
                        }
                    )
                ],
            }
        )
        order.action_confirm()
        return order

    # === HANDING OUT ===#

    def till(self, model="retail.order.request"):
        return self.env[model].with_user(self.cashier)

    def build_pickup_ticket(self, order, quantities, register=None, **values):
        """Build the ticket that hands out {order line: quantity}, as the till does."""
        register = register or self.register_b
        self.open_session(register)
        prepared = self.till().prepare_pickup_from_ui(
            register.id,
            order.id,
            {str(line.id): qty for line, qty in quantities.items()},
        )
        lines = []
        for line in prepared["lines"]:
            goods = {
                "uuid": str(uuid4()),
                "price_unit": line["price_unit"],
                "discount": line["discount"],
                "tax_ids": self.env["account.tax"].browse(line["tax_ids"]),
            }
            product = self.env["product.product"].browse(line["product_id"])
            lines.append((product, line["qty"], goods))
        payload = {
            "uuid": str(uuid4()),
            "order_id": order.id,
            "deposit": prepared["deposit"],
            "lines": [
                {
                    "uuid": goods["uuid"],
                    "order_line_id": line["order_line_id"],
                    "qty": qty,
                }
                for line, (product, qty, goods) in zip(
                    prepared["lines"], lines, strict=True
                )
            ],
        }
        lines += self.part_use(prepared)
        values.setdefault("partner", self.customer)
        values.setdefault("pickup_payload", payload)
        ticket = self.build_ticket(register, lines, **values)
        self.round_as_prepared(ticket, prepared)
        return ticket

    def round_as_prepared(self, ticket, prepared):
        """Let a ticket cost what the server says.

        `build_ticket` rounds each line, a register all of them as the server does.
        """
        difference = prepared["balance"] - ticket["amount_total"]
        cents = self.company.currency_id.rounding * len(ticket["lines"])
        self.assertAlmostEqual(difference, 0, delta=cents)
        ticket["amount_total"] += difference
        if ticket["payment_ids"]:
            ticket["amount_paid"] += difference
            ticket["payment_ids"][0][2]["amount"] += difference

    def part_use(self, prepared):
        """Build the lines that take a deposit off, as the server describes them."""
        return [
            (self.deposit_product, line["qty"], self.use_values(line))
            for line in prepared["deposit_lines"]
        ]

    def use_values(self, line):
        values = {
            "price_unit": line["price_unit"],
            "tax_ids": self.env["account.tax"].browse(line["tax_ids"]),
        }
        if data := line.get("extra_tax_data"):
            # The register counts to the cent what the server says, as core does.
            untaxed = data["manual_total_excluded_currency"]
            taxes = data["manual_tax_amounts"].values()
            tax = sum(one["tax_amount_currency"] for one in taxes)
            values["extra_tax_data"] = data
            values["price_subtotal"] = untaxed
            values["price_subtotal_incl"] = untaxed + tax
        return values

    def pick_up(self, order, quantities, silent=False, **values):
        """Hand out {order line: quantity}, in store B if not said."""
        ticket = self.build_pickup_ticket(order, quantities, **values)
        return self.sync_ticket(ticket, silent=silent)


class CustomerOrderCommon(OrderBuilders, RetailTillCommon):
    """Orders taken and handed out at the registers of two stores, deposit 10 %."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.company.retail_deposit_percent = 10
        cls.company._ensure_retail_deposit()
        cls.deposit_product = cls.company.retail_deposit_product_id
        cls.deposit_account = cls.company.retail_deposit_account_id
        cls.customer.write(
            {"street": "Storgata 1", "zip": "0155", "city": "Oslo", "phone": "22334455"}
        )
        cls.cabin = cls.env["res.partner"].create(
            {
                "name": "Cabin",
                "parent_id": cls.customer.id,
                "type": "delivery",
                "street": "Fjellveien 2",
                "city": "Geilo",
            }
        )
        stock = {cls.store_a: 10, cls.store_b: 10}
        cls.goods_a = cls.create_product("Article A", list_price=100, stock=stock)
        cls.goods_b = cls.create_product("Article B", list_price=100, stock=stock)
        cls.goods_c = cls.create_product("Article C", list_price=50, stock=stock)

    # === TRUTHS ===#

    @contextmanager
    def assertRefusal(self, message):
        """A UserError says `message` (a pattern), and leaves nothing behind."""
        # Other than `assertRaisesRegex`, this rolls back, as a request does.
        with self.assertRaises(UserError) as caught:
            yield
        self.assertRegex(str(caught.exception), message)

    def line(self, order, product):
        return order.order_line.filtered(lambda line: line.product_id == product)

    def on_hand(self, product, store):
        return product._get_store_availability(store)[product.id, store.id]["on_hand"]

    def get_account_balance(self, order=None):
        """Return what the deposit account owes, of one order or of all."""
        domain = [
            ("account_id", "=", self.deposit_account.id),
            ("parent_state", "=", "posted"),
        ]
        if order:
            domain.append(("customer_order_id", "=", order.id))
        items = self.env["account.move.line"].search(domain)
        return -round(sum(items.mapped("balance")), 2)

    def assertDeposits(self, order, received, applied):
        """Received = applied + refunded + forfeited + held, per order."""
        order.invalidate_recordset()
        self.assertAlmostEqual(order.deposit_received, received)
        self.assertAlmostEqual(order.deposit_applied, applied)
        self.assertAlmostEqual(
            order.deposit_received,
            order.deposit_applied
            + order.deposit_refunded
            + order.deposit_forfeited
            + order.deposit_held,
        )

    def assertBooksMatch(self, *orders):
        """The account holds what the ledger says, and nothing stays to be matched."""
        total = 0.0
        for order in orders:
            order.invalidate_recordset()
            self.assertAlmostEqual(
                self.get_account_balance(order), order.deposit_held, msg=order.name
            )
            total += order.deposit_held
            items = self.env["account.move.line"].search(
                [
                    ("customer_order_id", "=", order.id),
                    ("account_id", "=", self.deposit_account.id),
                    ("parent_state", "=", "posted"),
                ]
            )
            self.assertAlmostEqual(
                -sum(items.mapped("amount_residual")), order.deposit_held
            )
            if not order.deposit_held:
                self.assertTrue(all(items.mapped("reconciled")), items.mapped("name"))
            partner = order.partner_id.commercial_partner_id
            self.assertEqual(items.partner_id, partner)
        self.assertAlmostEqual(self.get_account_balance(), total)

    def assertBalanced(self, *sessions):
        for session in sessions:
            moves = session._get_related_account_moves()
            for move in moves:
                self.assertAlmostEqual(sum(move.line_ids.mapped("balance")), 0)
