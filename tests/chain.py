"""A chain of three stores, served by a real Odoo over its own database.

What crosses transactions (several browsers, several workers, a killed process)
cannot be seen from inside one test transaction. These tests build their data and
look at the results as an administrator's RPC client would.
"""

import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
from uuid import uuid4

import requests
from scratch import scratch_database

from odoo.tools import config

PASSWORD = "retail-tests-only"
CLOCK = pathlib.Path(__file__).with_name("clock.py")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Client:
    """One logged-in RPC session; errors of the server are raised as text."""

    def __init__(self, url, database, login, password):
        self.url = url
        self.http = requests.Session()
        answer = self._post(
            "/web/session/authenticate",
            {"db": database, "login": login, "password": password},
        )
        self.uid = answer["uid"]

    def _post(self, path, params):
        reply = self.http.post(
            self.url + path,
            json={"jsonrpc": "2.0", "method": "call", "params": params},
            timeout=120,
        ).json()
        if "error" in reply:
            data = reply["error"].get("data", {})
            raise RuntimeError(data.get("message") or str(reply["error"]))
        return reply.get("result")

    def call(self, model, method, *args, **kwargs):
        return self._post(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def create(self, model, **values):
        return self.call(model, "create", [values])[0]

    def read(self, model, domain, *fields, **kwargs):
        return self.call(model, "search_read", domain, list(fields), **kwargs)

    def one(self, model, domain, *fields):
        rows = self.read(model, domain, *fields)
        assert len(rows) == 1, f"{model} {domain}: {len(rows)} records"
        return rows[0]


class Served:
    """A clone of the template database with all addons, behind a server process."""

    def __init__(self, database):
        self.database = database
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = tempfile.TemporaryFile()
        self.process = None

    def start(self, *options, clock=None):
        """Start the server and wait until it answers.

        :param clock: the moment in UTC that it believes to be now, as text
        """
        program = [CLOCK, clock] if clock else ["-m", "odoo"]
        command = [
            *(sys.executable, *program, "-c", config["config"]),
            *("-d", self.database, f"--db-filter=^{self.database}$"),
            *(f"--http-port={self.port}", f"--gevent-port={free_port()}"),
            *("--http-interface=127.0.0.1", "--max-cron-threads=0"),
            *("--log-level=warn", *options),
        ]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 120
        while True:
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(f"{self.url}/web/health", timeout=60).ok:
                    return
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.log.seek(0)
                raise AssertionError(self.log.read().decode())
            time.sleep(0.2)

    def stop(self, sig=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(sig)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def client(self, login="admin", password="admin"):
        return Client(self.url, self.database, login, password)


@contextlib.contextmanager
def served(template="RETAIL_TEMPLATE"):
    """Serve a new database with all addons until the block ends.

    :param template: the variable that names what the database is a clone of
    """
    with scratch_database(os.environ[template]) as database:
        server = Served(database)
        try:
            server.start()
            yield server
        finally:
            # At once: nobody needs the database any more.
            server.stop(signal.SIGKILL)


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
