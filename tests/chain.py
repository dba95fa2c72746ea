"""A chain of three stores, served by a real Odoo.

These tests build their data and look at the results as an administrator's RPC client
would.
"""

from uuid import uuid4

from served import PASSWORD


class Chain:
    """Stores A, B and C with a register and a cashier each, and three products.

    Prices include 25 % tax: a mug for 50, a lamp for 100, a chair for 100. Every
    store has ten of each. The deposit is 10 % of what is not carried out.
    """

    letters = "ABC"

    def __init__(self, served):
        self.served = served
        self.admin = served.client()
        self.company = self.admin.call(
            "res.users", "read", [self.admin.uid], ["company_id"]
        )[0]["company_id"][0]
        self._set_up_company()
        self.products = {
            name: self.create_product(name, price, barcode)
            for name, price, barcode in (
                ("Mug", 50.0, "7000000000011"),
                ("Lamp", 100.0, "7000000000028"),
                ("Chair", 100.0, "7000000000035"),
            )
        }
        self.cashier_groups = [
            self.admin.call("ir.model.data", "check_object_reference", *name)[1]
            for name in (("base", "group_user"), ("point_of_sale", "group_pos_user"))
        ]
        self.stores = {letter: self._create_store(letter) for letter in self.letters}
        self.customer = self.admin.create(
            "res.partner",
            name="Kari Nordmann",
            phone="+47 55 55 01 01",
            email="kari@example.com",
            street="Storgata 1",
            zip="0155",
            city="Oslo",
            country_id=self.admin.one("res.country", [("code", "=", "NO")], "id")["id"],
        )

    def _set_up_company(self):
        country = self.admin.one("res.country", [("code", "=", "NO")], "id")["id"]
        self.admin.call(
            "res.company",
            "write",
            [self.company],
            {"country_id": country, "retail_deposit_percent": 10.0},
        )
        self.admin.call(
            "account.chart.template", "try_loading", [], "generic_coa", self.company
        )
        self.tax = self.admin.create(
            "account.tax",
            name="25 %",
            amount=25.0,
            type_tax_use="sale",
            price_include_override="tax_included",
            company_id=self.company,
        )

    def create_product(self, name, price, barcode, **values):
        """Create a product that is in stock nowhere, and return its variant's id."""
        template = self.admin.create(
            "product.template",
            name=name,
            is_storable=True,
            available_in_pos=True,
            list_price=price,
            standard_price=price / 2,
            barcode=barcode,
            taxes_id=[(6, 0, [self.tax])],
            **values,
        )
        return self.admin.one(
            "product.product", [("product_tmpl_id", "=", template)], "id"
        )["id"]

    def _create_store(self, letter):
        create = self.admin.create
        warehouse = create(
            "stock.warehouse", name=f"Store {letter}", code=f"ST{letter}", is_store=True
        )
        details = self.admin.call(
            "stock.warehouse", "read", [warehouse], ["lot_stock_id", "pos_type_id"]
        )[0]
        for product in self.products.values():
            quant = create(
                "stock.quant",
                product_id=product,
                location_id=details["lot_stock_id"][0],
                inventory_quantity=10.0,
            )
            self.admin.call("stock.quant", "action_apply_inventory", [quant])
        journal = create(
            "account.journal", name=f"Cash {letter}", type="cash", code=f"CSH{letter}"
        )
        methods = [
            create("pos.payment.method", name=f"Cash {letter}", journal_id=journal),
            create(
                "pos.payment.method",
                name=f"Card {letter}",
                journal_id=self.admin.read(
                    "account.journal",
                    [("type", "=", "bank"), ("company_id", "=", self.company)],
                    "id",
                    limit=1,
                )[0]["id"],
            ),
        ]
        register = create(
            "pos.config",
            name=f"Register {letter}",
            picking_type_id=details["pos_type_id"][0],
            payment_method_ids=[(6, 0, methods)],
        )
        login = f"cashier_{letter.lower()}"
        create(
            "res.users",
            name=f"Cashier {letter}",
            login=login,
            password=PASSWORD,
            group_ids=[(6, 0, self.cashier_groups)],
        )
        return {
            "warehouse": warehouse,
            "stock": details["lot_stock_id"][0],
            "register": register,
            "login": login,
        }

    def cashier(self, letter):
        return self.served.client(self.stores[letter]["login"], PASSWORD)

    def send_ticket(self, letter, product, amount, **line):
        """Sell one unit past the till: the server alone judges.

        :param product: id of the variant; it comes back if the amount is negative
        :param amount: price with tax
        :param line: more values of the ticket's line
        """
        cashier = self.cashier(letter)
        session = self.admin.one(
            "pos.session",
            [
                ("config_id", "=", self.stores[letter]["register"]),
                ("state", "=", "opened"),
            ],
            "payment_method_ids",
        )
        values = {
            "uuid": str(uuid4()),
            "product_id": product,
            "qty": 1.0 if amount > 0 else -1.0,
            "price_unit": abs(amount),
            "discount": 0.0,
            "tax_ids": [(6, 0, [self.tax])],
            "price_subtotal": amount * 0.8,
            "price_subtotal_incl": amount,
            **line,
        }
        payment = {
            "amount": amount,
            "payment_method_id": session["payment_method_ids"][0],
            "name": "2026-01-01 12:00:00",
        }
        ticket = {
            "uuid": str(uuid4()),
            "session_id": session["id"],
            "state": "paid",
            "user_id": cashier.uid,
            "partner_id": False,
            "pricelist_id": False,
            "fiscal_position_id": False,
            "amount_total": amount,
            "amount_paid": amount,
            "amount_tax": amount * 0.2,
            "amount_return": 0.0,
            "to_invoice": False,
            "lines": [(0, 0, values)],
            "payment_ids": [(0, 0, payment)],
        }
        cashier.call("pos.order", "sync_from_ui", [ticket])

    def on_hand(self, letter, product):
        rows = self.admin.read(
            "stock.quant",
            [
                ("location_id", "child_of", self.stores[letter]["stock"]),
                ("product_id", "=", self.products[product]),
            ],
            "quantity",
        )
        return sum(row["quantity"] for row in rows)
