"""Opening a till with all addons against one of Odoo alone, over the same data.

Two databases are served beside each other: the standard modules, and the addons on top
of them, where the register's warehouse is a store. Chromium opens the register with an
empty store of its own and then once more, as after F5; the server alone is asked for
what the register loads. What is compared is time of the processor (of the page's main
thread and of the server), in pairs, with elapsed time beside it, and the bytes of the
loaded data and of the scripts.
"""

import contextlib
import os
import sys
import time
from functools import partial
from pathlib import Path

from _measure import Samples, say, say_head, say_ratio

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from playwright.sync_api import sync_playwright  # noqa: E402
from scratch import scratch_database  # noqa: E402
from served import PASSWORD, Served  # noqa: E402 - found by the line above
from till import launch  # noqa: E402

PRODUCTS, PARTNERS, CATEGORIES, PAIRS = 1_000, 100, 20, 5
READY = ".open-register-btn, .product-list"
SIDES = {
    "addons": "RETAIL_TEMPLATE",
    "core": "RETAIL_STANDARD_TEMPLATE",
}


def main(env):
    env.cr.rollback()  # nothing may be open on what is cloned
    with contextlib.ExitStack() as stack:
        sides = [
            stack.enter_context(serve(os.environ[template]))
            for template in SIDES.values()
        ]
        browser = launch(stack.enter_context(sync_playwright()))
        tills = [Till(browser, served, make_register(served)) for served in sides]
        for till in tills:
            till.open()  # the server makes its bundles
        say_bytes(tills)
        compare(tills)


@contextlib.contextmanager
def serve(template):
    """Serve a clone of a template until the block ends."""
    with scratch_database(template) as database:
        served = Served(database)
        try:
            served.start()
            yield served
        finally:
            served.stop()


def make_register(served):
    """Make what a register loads, and open its session; return the register's id."""
    admin = served.client()
    company = admin.read("res.company", [], "id", limit=1)[0]["id"]
    admin.call("account.chart.template", "try_loading", [], "generic_coa", company)
    has_stores = "is_store" in admin.call("stock.warehouse", "fields_get")
    warehouse = admin.create(
        "stock.warehouse",
        name="Oslo",
        code="OSL",
        **({"is_store": True} if has_stores else {}),
    )
    kinds = [{"name": f"Kind {number}"} for number in range(CATEGORIES)]
    kinds = admin.call("pos.category", "create", kinds)
    rows = [
        {
            "name": f"Product {number}",
            "is_storable": True,
            "available_in_pos": True,
            "list_price": 10.0 + number,
            "barcode": f"70{number:011}",
            "pos_categ_ids": [(6, 0, [kinds[number % CATEGORIES]])],
        }
        for number in range(PRODUCTS)
    ]
    admin.call("product.template", "create", rows)
    rows = [{"name": f"Customer {number}"} for number in range(PARTNERS)]
    admin.call("res.partner", "create", rows)
    operation = admin.read("stock.warehouse", [("id", "=", warehouse)], "pos_type_id")
    cash = admin.create("account.journal", name="Till", type="cash", code="TILL")
    method = admin.create("pos.payment.method", name="Till", journal_id=cash)
    register = admin.create(
        "pos.config",
        name="Oslo",
        picking_type_id=operation[0]["pos_type_id"][0],
        payment_method_ids=[(6, 0, [method])],
    )
    groups = [
        admin.call("ir.model.data", "check_object_reference", *name)[1]
        for name in (("base", "group_user"), ("point_of_sale", "group_pos_user"))
    ]
    admin.create(
        "res.users",
        name="Cashier",
        login="cashier",
        password=PASSWORD,
        group_ids=[(6, 0, groups)],
    )
    served.client("cashier", PASSWORD).call("pos.config", "open_ui", [register])
    return register


class Till:
    """A register that a cashier opens in Chromium."""

    def __init__(self, browser, served, register):
        self.browser = browser
        self.url = f"{served.url}/pos/ui/{register}"
        self.server = served.process
        self.client = served.client("cashier", PASSWORD)
        self.session = self.client.read(
            "pos.session", [("config_id", "=", register)], "id", limit=1
        )[0]["id"]
        self.bytes = {}
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{served.url}/web/login")
            page.fill("input[name=login]", "cashier")
            page.fill("input[name=password]", PASSWORD)
            page.click(".oe_login_form button[type=submit]")
            page.wait_for_url(lambda address: "/web/login" not in address)
            self.cookies = context.cookies()

    def open(self):
        """Open the register and then once more; return (elapsed, worked) of both."""
        with self.browser.new_context() as context:
            context.add_cookies(self.cookies)
            page = context.new_page()
            page.set_default_timeout(120000)
            metrics = context.new_cdp_session(page)
            metrics.send("Performance.enable", {"timeDomain": "threadTicks"})
            responses = []
            page.on("response", lambda response: responses.append(response))

            def ready(go):
                go(wait_until="commit")
                page.locator(READY).first.wait_for()

            first = self._measure(lambda: ready(partial(page.goto, self.url)), metrics)
            self.bytes = {
                "loaded data": count_bytes(responses, "/pos.session/load_data"),
                "scripts": count_bytes(responses, ".js"),
            }
            again = self._measure(lambda: ready(page.reload), metrics)
        return first, again

    def load(self):
        """Ask the server for what the register loads; return (elapsed, worked)."""
        arguments = ("pos.session", "load_data", [self.session], [])
        return self._measure(lambda: self.client.call(*arguments))

    def _measure(self, work, metrics=None):
        """Return the milliseconds of `work`: those that passed, and those worked."""
        start, before = time.perf_counter(), self._read_server()
        work()
        elapsed = (time.perf_counter() - start) * 1e3
        worked = self._read_server() - before
        if metrics:  # of the page alone: a new page begins anew
            values = metrics.send("Performance.getMetrics")["metrics"]
            worked += 1e3 * next(
                one["value"] for one in values if one["name"] == "TaskDuration"
            )
        return elapsed, worked

    def _read_server(self):
        """Return the milliseconds that the server has worked."""
        with open(f"/proc/{self.server.pid}/stat") as file:
            user, system = file.read().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) * 1e3 / os.sysconf("SC_CLK_TCK")


def count_bytes(responses, part):
    """Return the bytes of what was answered under addresses with this in them."""
    return sum(len(one.body()) for one in responses if part in one.url)


def say_bytes(tills):
    say(
        f"\n{PRODUCTS} products\n{'bytes':20}{'addons':>12}{'core':>12}{'grows by':>10}"
    )
    for what in tills[0].bytes:
        ours, core = (till.bytes[what] for till in tills)
        say(f"{what:20}{ours:12}{core:12}{ours / core - 1:10.1%}")


def compare(tills):
    """Open both in turn, each first in half of the pairs, and print the medians."""
    rows = ("open the till", "open it once more (F5)", "server: what is loaded")
    samples = {row: [Samples(), Samples()] for row in rows}
    for number in range(PAIRS):
        order = (0, 1) if number % 2 else (1, 0)
        for side in order:
            till = tills[side]
            for row, took in zip(rows, (*till.open(), till.load()), strict=True):
                samples[row][side].elapsed.append(took[0])
                samples[row][side].worked.append(took[1])
    say_head("addons ms", "core ms")
    for row, (ours, core) in samples.items():
        say_ratio(row, ours, core, 1.05)
