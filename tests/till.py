"""A cashier's hands and eyes: one till in a browser context of its own."""

import os
import shutil
import tempfile

from playwright.sync_api import expect
from served import PASSWORD

CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright):
    """Start the system's Chromium; Playwright's own browser is not needed."""
    path = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))))
    return playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)


# Whether the browser's own database has what lies in the carts.
STORED = """async () => {
    const {data, models} = window.posmodel;
    const names = ["pos.order", "pos.order.line"];
    const stored = await data.indexedDB.readAll(names);
    return names.every((name) => {
        const uuids = new Set(stored[name].map(({uuid}) => uuid));
        return models[name]
            .filter((record) => !(record.order_id || record).finalized)
            .every(({uuid}) => uuids.has(uuid));
    });
}"""


# A busy machine types too slowly for what the till takes for a scanner.
SCANNED = """(code) => {
    for (const key of [...code, "Enter"]) {
        const event = new KeyboardEvent("keydown", {key, bubbles: true});
        document.activeElement.dispatchEvent(event);
    }
}"""


class Till:
    """The register of a store, used by that store's cashier."""

    def __init__(self, browser, chain, letter, size=(1366, 768)):
        self.letter = letter
        self.store = chain.stores[letter]
        self.chain = chain
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}
        )
        self.page = self.context.new_page()
        # The first visitor waits until the server has made the assets.
        self.page.set_default_timeout(40000)
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._answer)
        # The till says once that the connection is lost, whatever the cashier does.
        self.page.add_locator_handler(
            self.page.locator(".modal:has-text('Connection Lost') footer button"),
            lambda button: button.click(),
        )

    def __enter__(self):
        try:
            self._log_in()
            self._open_register()
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return self

    def _answer(self, dialog):
        """Leave a page that asks; what it says in a browser's alert is an error."""
        if dialog.type != "beforeunload":
            self.errors.append(dialog.message)
        dialog.accept()

    def _log_in(self):
        self.page.goto(f"{self.chain.served.url}/web/login")
        self.page.fill("input[name=login]", self.store["login"])
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click(".oe_login_form button[type=submit]")
        self.page.wait_for_url(lambda address: "/web/login" not in address)

    def _open_register(self):
        """Open the register, with its session if that is not open yet."""
        register = self.store["register"]
        self.chain.cashier(self.letter).call("pos.config", "open_ui", [register])
        self.page.goto(f"{self.chain.served.url}/pos/ui/{register}")
        self.page.click(".open-register-btn")
        confirm = self.page.locator(".modal button:has-text('Open Register')")
        self.page.locator(".product-list").or_(confirm).first.wait_for()
        if confirm.is_visible():
            confirm.click()
        self.page.wait_for_selector(".product-list")
        self.page.set_default_timeout(30000)

    def __exit__(self, _kind, error, _trace):
        if error:
            picture = os.path.join(tempfile.gettempdir(), "retail-till.png")
            self.page.screenshot(path=picture)
            error.add_note(f"The till looked like {picture}")
        self.context.close()
        assert error or not self.errors, self.errors

    def reload(self):
        """Press F5, as late as a person would: the till stores a cart after 0.3 s."""
        while not self.page.evaluate(STORED):
            self.page.wait_for_timeout(50)
        self.page.reload()
        self.see(".pos-topheader")

    def unplug(self):
        """Cut the network off; what is asked of the server fails from here on."""
        self.context.set_offline(True)
        self.see(".oe_status .fa-chain-broken")

    def plug_in(self):
        self.context.set_offline(False)

    def see(self, selector, timeout=30000, **kwargs):
        """Wait until something shows, and return it."""
        locator = self.page.locator(selector, **kwargs).first
        expect(locator).to_be_visible(timeout=timeout)
        return locator

    def click(self, selector, **kwargs):
        self.see(selector, **kwargs).click()

    def see_no(self, selector, **kwargs):
        """Wait until something does not show any more."""
        expect(self.page.locator(selector, **kwargs)).to_have_count(0, timeout=30000)

    def menu(self, label):
        self.click(".pos-rightheader button:has(.fa-bars)")
        self.click(f"span.dropdown-item:has-text('{label}')")

    def sell(self, product):
        self.click(f"article.product:has-text('{product}')")
        self.see(f".order-container .orderline:has-text('{product}')")

    def scan(self, code):
        """Type as a scanner does: without a gap, ending with Enter."""
        self.page.evaluate(SCANNED, code)

    def set_customer(self, name):
        self.click(".product-screen .set-partner")
        self.click(f".modal .partner-list b:has-text('{name}')")
        self.see(f".product-screen .set-partner:has-text('{name}')")

    def control(self, label):
        """Press a control button, which core keeps behind *Actions*."""
        button = self.page.locator(f".control-buttons button:has-text('{label}')")
        if not button.count():
            self.click(".more-btn")
            button = self.page.locator(f".modal button:has-text('{label}')")
        button.first.click()

    def due(self):
        """The amount that the payment screen asks for, as a number."""
        text = self.see(".paymentlines-container .total").inner_text()
        return float("".join(c for c in text if c.isdigit() or c == "."))

    def pay(self, method):
        self.click(".product-screen .pay-order-button")
        self.pay_here(method)

    def pay_here(self, method):
        self.click(f".paymentmethods .paymentmethod:has-text('{method}')")
        self.validate()

    def validate(self):
        self.click(
            ".payment-screen .validation-button.next, .payment-screen .button.next"
        )
        self.see(".receipt-screen .pos-receipt")

    def receipt(self):
        return self.see(".receipt-screen .pos-receipt").inner_text()

    def next_customer(self):
        self.click(".receipt-screen button[name=done]")
        self.see(".product-list")


class KnownTill(Till):
    """A till whose cashier is logged in already: how that is done is not looked at."""

    def _log_in(self):
        cookies = self.chain.cashier(self.letter).http.cookies.get_dict()
        url = self.chain.served.url
        self.context.add_cookies(
            [{"name": name, "value": cookies[name], "url": url} for name in cookies]
        )
