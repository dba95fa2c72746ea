"""A till that takes orders, and whose network fails in every way there is."""

import re

from till import KnownTill

REFERENCE = re.compile(r"\bCO\d{14}\b")
SYNC = "**/pos.order/sync_from_ui*"


class OrderTill(KnownTill):
    # === ORDERS ===#

    def fulfil(self, products, way, choice, kind="customer_order"):
        """Say how some products of the cart get to the customer."""
        self.click(".customer-order-button")
        self.see(f".fulfilment-line:has-text('{products[0]}')")
        lines = self.page.locator(".fulfilment-line")
        for index in range(lines.count()):
            line = lines.nth(index)
            chosen = any(name in line.inner_text() for name in products)
            line.locator("input").set_checked(chosen)
        self.click(f".order-type [data-type={kind}]")
        self.click(f".fulfilment-tab[data-tab={way}]")
        self.click(choice)
        self.click(".confirm-fulfilment:not([disabled])")
        self.see_no(".fulfilment-dialog")

    def pick_up(self, product, letter, **values):
        store = f".store-row:has-text('Store {letter}')"
        self.fulfil([product], "pickup", store, **values)

    def ship(self, product, **values):
        self.fulfil([product], "ship", ".address-card:has-text('Storgata 1')", **values)

    def begin(self, *products):
        """Start a cart for the customer of the chain."""
        for product in products:
            self.sell(product)
        self.set_customer("Kari Nordmann")

    def go_to_payment(self):
        self.click(".product-screen .pay-order-button")
        self.see(".deposit-summary")

    def order(self, product, letter, method="Cash"):
        """Take an order to be picked up; return its reference."""
        self.begin(product)
        self.pick_up(product, letter)
        self.go_to_payment()
        self.pay_here(method)
        reference = self.reference()
        self.next_customer()
        return reference

    def reference(self):
        """The number on the receipt, which has its code, too."""
        self.see(".order-voucher-code[src^='data:image']")
        return REFERENCE.search(self.receipt()).group()

    def enter_amount(self, amount):
        for digit in amount:
            self.page.locator(".modal .numpad button", has_text=digit).first.click()
        self.see(f".modal .input-value:has-text('{amount}')")
        self.click(".modal .modal-footer .btn-primary:not([disabled])")

    def open_order(self, reference):
        self.page.evaluate("(code) => posmodel.barcodeReader.scan(code)", reference)
        self.see(f".order-detail:has-text('{reference}')")

    def action(self, name):
        self.click(f".order-action[data-action={name}]:not([disabled])")

    def dismiss(self, sentence):
        """Read an alert, and close it."""
        self.see(f".modal:has-text('{sentence}')")
        self.page.locator(".modal footer .btn-primary").last.click()
        self.see_no(f".modal:has-text('{sentence}')")

    # === TICKETS THAT WAIT ===#

    def unsent(self, count):
        if count:
            self.see(f".retail-unsent-count:text-is('{count}')")
        else:
            self.see_no(".retail-unsent-button")

    # === A NETWORK THAT FAILS ===#

    def reload(self):
        # The lines are stored before what was chosen for them.
        self.page.wait_for_timeout(500)
        super().reload()

    def lose_answer(self, address):
        """Let the server do what is asked once, and lose its answer."""
        self.page.route(address, self._lose, times=1)

    def _lose(self, route):
        route.fetch()
        route.abort("connectionreset")

    def die_while_sending(self):
        """Kill the tab after the ticket was paid and before the server has heard of it,
        and open the register again."""
        held = []
        self.page.route(SYNC, lambda route: held.append(route))
        self.click(".payment-screen .validation-button.next")
        while not held:
            self.page.wait_for_timeout(50)
        self.page.close(run_before_unload=False)
        self.page = self.context.new_page()
        self.page.set_default_timeout(30000)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._answer)
        self.page.goto(f"{self.chain.served.url}/pos/ui/{self.store['register']}")
        self.see(".pos-topheader")
