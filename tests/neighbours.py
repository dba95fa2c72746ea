"""Stores with loyalty programs, discounts on tickets and employees who log in."""

from datetime import date
from uuid import uuid4

from chain import Chain


class NeighbourChain(Chain):
    """Store A gives discounts on tickets, B has programs, in C employees log in.

    The programs of store B: 10 % off what is bought, a point for each unit of money,
    gift cards and e-wallets; the card GIFT-30 is worth 30, Ola Nordmann's wallet 40.
    """

    def __init__(self, served):
        super().__init__(served)
        self._set_up_discounts()
        self._set_up_programs()
        self._set_up_employees()

    def ref(self, xml_id):
        name = xml_id.split(".")
        return self.admin.call("ir.model.data", "check_object_reference", *name)[1]

    def register(self, letter):
        return self.stores[letter]["register"]

    def _set_up_discounts(self):
        values = {
            "module_pos_discount": True,
            "discount_product_id": self.ref("pos_discount.product_product_consumable"),
        }
        self.admin.call("pos.config", "write", [self.register("A")], values)

    def _set_up_programs(self):
        self.admin.call(
            "loyalty.program",
            "write",
            self.admin.call("loyalty.program", "search", []),
            {"active": False},
        )
        kinds = ("promotion", "loyalty", "gift_card", "ewallet")
        self.programs = {kind: self._create_program(kind) for kind in kinds}
        self.gift_card = self.admin.create(
            "loyalty.card",
            program_id=self.programs["gift_card"],
            code="GIFT-30",
            points=30.0,
        )

        wallet = {"program_id": self.programs["ewallet"], "points": 40.0}
        ola = self.admin.create("res.partner", name="Ola Nordmann", email="ola@x.com")
        self.wallet = self.admin.create("loyalty.card", partner_id=ola, **wallet)

    def _create_program(self, kind):
        answer = self.admin.call("loyalty.program", "create_from_template", kind)
        program = answer["res_id"]
        values = {
            "pos_ok": True,
            "pos_config_ids": [(6, 0, [self.register("B")])],
            "currency_id": self.admin.call(
                "res.company", "read", [self.company], ["currency_id"]
            )[0]["currency_id"][0],
        }
        if kind == "gift_card":
            report = self.ref("loyalty.report_gift_card")
            values["pos_report_print_id"] = report
        self.admin.call("loyalty.program", "write", [program], values)
        rule = self.admin.one("loyalty.rule", [("program_id", "=", program)], "id")
        if kind == "promotion":
            no_minimum = {"minimum_amount": 0, "minimum_qty": 0}
            self.admin.call("loyalty.rule", "write", [rule["id"]], no_minimum)
            rewards = self.admin.call(
                "loyalty.reward", "search", [("program_id", "=", program)]
            )
            self.admin.call(
                "loyalty.reward",
                "write",
                rewards,
                {"reward_type": "discount", "description": "10 % off"},
            )
        if kind in ("gift_card", "ewallet"):
            # Money that was taxed when it was spent.
            reward = self.admin.one(
                "loyalty.reward",
                [("program_id", "=", program)],
                "discount_line_product_id",
            )
            product = reward["discount_line_product_id"][0]
            no_taxes = {"taxes_id": [(5, 0, 0)]}
            self.admin.call("product.product", "write", [product], no_taxes)
        return program

    def _set_up_employees(self):
        user = self.admin.one("res.users", [("login", "=", "cashier_c")], "id")["id"]
        self.employees = {
            "Cashier C": self.admin.create(
                "hr.employee", name="Cashier C", user_id=user
            ),
            "Eva Employee": self.admin.create("hr.employee", name="Eva Employee"),
        }
        values = {
            "module_pos_hr": True,
            "basic_employee_ids": [(6, 0, list(self.employees.values()))],
        }
        self.admin.call("pos.config", "write", [self.register("C")], values)

    def points(self, kind):
        cards = self.admin.read(
            "loyalty.card", [("program_id", "=", self.programs[kind])], "points"
        )
        return sum(card["points"] for card in cards)

    # --- books --------------------------------------------------------------

    def close_register(self, letter):
        sessions = self.admin.call(
            "pos.session",
            "search",
            [("config_id", "=", self.register(letter)), ("state", "!=", "closed")],
        )
        for session in sessions:
            self.admin.call(
                "pos.session", "action_pos_session_closing_control", [session]
            )

    def booked_deposit(self, order):
        """Return what the account of deposits owes on an order."""
        company = self.admin.call(
            "res.company", "read", [self.company], ["retail_deposit_account_id"]
        )[0]
        items = self.admin.read(
            "account.move.line",
            [
                ("account_id", "=", company["retail_deposit_account_id"][0]),
                ("customer_order_id", "=", order),
                ("parent_state", "=", "posted"),
            ],
            "balance",
        )
        assert items
        return -round(sum(item["balance"] for item in items), 2)

    def unbalanced_entries(self):
        totals = {}
        for item in self.admin.read(
            "account.move.line", [("parent_state", "=", "posted")], "balance", "move_id"
        ):
            move = item["move_id"][0]
            totals[move] = totals.get(move, 0.0) + item["balance"]
        return [move for move, total in totals.items() if round(total, 2)]

    # --- what a register sends past its screen ------------------------------

    def variant(self, name):
        return self.ref(f"loyalty.{name}")

    def later(self, product):
        """Build a line of an order, picked up in store B."""
        return {
            "uuid": str(uuid4()),
            "product_id": product,
            "qty": 1,
            "price_unit": 100.0,
            "discount": 0,
            "tax_ids": self.admin.call(
                "product.product", "read", [product], ["taxes_id"]
            )[0]["taxes_id"],
            "name": "Something",
            "note": "",
            "fulfilment": "pickup",
            "store_id": self.stores["B"]["warehouse"],
            "date": str(date.today()),
            "partner_id": None,
        }

    def payload(self, product, deposit=10.0):
        return {
            "uuid": str(uuid4()),
            "type": "customer_order",
            "deposit": deposit,
            "lines": [self.later(product)],
        }

    def check_order(self, letter, product):
        """Ask as a register does before it takes money for an order."""
        return self.cashier(letter).call(
            "retail.order.request",
            "check_order_from_ui",
            self.register(letter),
            self.payload(product),
            self.customer,
        )

    def deposit_line(self, amount):
        company = self.admin.call(
            "res.company", "read", [self.company], ["retail_deposit_product_id"]
        )[0]
        return self._line(company["retail_deposit_product_id"][0], amount)

    def gift_line(self, amount):
        return self._reward_line("gift_card", amount, coupon_id=self.gift_card)

    def reward_line(self, amount):
        return self._reward_line("promotion", amount)

    def _reward_line(self, kind, amount, **values):
        program = ("program_id", "=", self.programs[kind])
        reward = self.admin.one("loyalty.reward", [program], "discount_line_product_id")
        product = reward["discount_line_product_id"][0]
        link = {"is_reward_line": True, "reward_id": reward["id"]}
        return self._line(product, amount, **link, **values)

    def _line(self, product, amount, **values):
        return {
            "uuid": str(uuid4()),
            "product_id": product,
            "qty": 1.0,
            "price_unit": amount,
            "discount": 0.0,
            "tax_ids": [],
            "price_subtotal": amount,
            "price_subtotal_incl": amount,
            **values,
        }

    def goods_line(self, product, amount):
        return self._line(self.products[product], amount)

    def send_order(self, letter, product, lines, deposit):
        """Send a ticket that takes an order for a product, with these lines."""
        payload = self.payload(self.products[product], deposit)
        self.send_ticket(letter, lines, customer_order_payload=payload)

    def send_ticket(self, letter, lines, **values):
        """Send a ticket of these lines, paid at once; return its identifier."""
        cashier = self.cashier(letter)
        register = self.register(letter)
        cashier.call("pos.config", "open_ui", [register])
        session = self.admin.one(
            "pos.session",
            [("config_id", "=", register), ("state", "!=", "closed")],
            "payment_method_ids",
        )
        total = sum(line["price_subtotal_incl"] for line in lines)
        payment = {
            "amount": total,
            "payment_method_id": session["payment_method_ids"][0],
            "name": "2026-01-01 12:00:00",
        }
        ticket = {
            "uuid": str(uuid4()),
            "session_id": session["id"],
            "state": "paid",
            "user_id": cashier.uid,
            "partner_id": self.customer,
            "pricelist_id": False,
            "fiscal_position_id": False,
            "amount_total": total,
            "amount_paid": total,
            "amount_tax": 0.0,
            "amount_return": 0.0,
            "to_invoice": False,
            "lines": [(0, 0, line) for line in lines],
            "payment_ids": [(0, 0, payment)],
            **values,
        }
        cashier.call("pos.order", "sync_from_ui", [ticket])
        return ticket["uuid"]
