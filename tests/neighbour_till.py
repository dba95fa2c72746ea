"""A till of a store beside the modules of Odoo that shops install."""

from till import Till


class NeighbourTill(Till):
    """A register whose cashier may have to choose who they are."""

    employee = None

    def _open_register(self):
        if not self.employee:
            return super()._open_register()
        register = self.store["register"]
        self.chain.cashier(self.letter).call("pos.config", "open_ui", [register])
        self.page.goto(f"{self.chain.served.url}/pos/ui/{register}")
        self.click(".open-register-btn")
        self.click(".select-cashier")
        self.click(f".modal .selection-item:has-text('{self.employee}')")
        confirm = self.page.locator(".modal button:has-text('Open Register')")
        self.page.locator(".product-list").or_(confirm).first.wait_for()
        if confirm.is_visible():
            confirm.click()
        return self.see(".product-list")

    def pick_up_later(self, product, store):
        """Have the store hand out a line of the cart later."""
        self.click(".customer-order-button")
        line = self.see(f".fulfilment-line:has-text('{product}')")
        boxes = self.page.locator(".fulfilment-line input[type=checkbox]")
        for index in range(boxes.count()):
            boxes.nth(index).set_checked(False)
        line.locator("input").check()
        self.click(f"button.store-row:has-text('Store {store}')")
        self.click(".confirm-fulfilment:not([disabled])")
        self.page.locator(".fulfilment-dialog").wait_for(state="hidden")

    def see_due(self, now, later):
        self.see(f".order-summary .due-now:has-text('{now}')")
        self.see(f".order-summary .due-later:has-text('{later}')")

    def enter_code(self, code):
        self.control("Enter Code")
        self.see(".modal textarea, .modal input").fill(code)
        self.click(".modal footer .btn-primary")
        # The card was made in the back office, no customer has bought it.
        self.click(".modal:has-text('Unpaid gift card') footer .btn-primary")
        self.page.locator(".modal").wait_for(state="hidden")

    def give_discount(self, percent):
        """Give a discount on the whole ticket with core's button."""
        self.control("Discount")
        self.see(".modal .numpad")
        for digit in str(percent):
            self.page.keyboard.press(digit)
        self.click(".modal footer .btn-primary, .modal .confirm")
        self.page.locator(".modal").wait_for(state="hidden")
