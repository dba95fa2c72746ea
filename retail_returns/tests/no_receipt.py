"""Goods that come back without receipt, as the register sends them."""

from datetime import timedelta

from .common import RetailReturnsCommon


class NoReceiptBuilders:
    """Mixed into a test class of stores and returns, see `ReturnBuilders`."""

    def set_up_no_receipt(self, **values):
        """Let store A and store B take goods back without receipt.

        :param values: of the `retail.profile`, kept as `profile`
        """
        company = self.company_data["company"]
        self.profile = self.env["retail.profile"].create(
            {
                "name": "Shops",
                "company_id": company.id,
                "return_without_sale_policy": "limited",
                **values,
            }
        )
        company.retail_profile_id = self.profile

    def build_no_receipt(self, register, choices, reason=None, **values):
        """Build the ticket that *Without receipt* makes.

        :param list choices: (product, quantity, price of one unit) or with values of
            the ticket's line behind
        :param values: further values of the ticket; `partner` is the customer when not
            given
        """
        self.open_session(register)
        if "partner" not in values:
            values["partner"] = self.customer
        lines = [
            (product, -quantity, {"price_unit": price, **(more[0] if more else {})})
            for product, quantity, price, *more in choices
        ]
        ticket = self.build_ticket(register, lines, is_refund=True, **values)
        reason = self.reason if reason is None else reason
        ticket["return_payload"] = {
            "uuid": ticket["uuid"],
            "lines": [
                {
                    "uuid": command[2]["uuid"],
                    "no_receipt": True,
                    "reason_id": reason.id,
                    "note": "",
                    "condition": "opened",
                }
                for command in ticket["lines"]
            ],
        }
        return ticket

    def bring(self, register, price, qty=1, product=None, user=None, **values):
        """Take one product back without receipt and return the refund ticket."""
        choices = [(product or self.product, qty, price)]
        ticket = self.build_no_receipt(register, choices, **values)
        return self.sync_ticket(ticket, user=user)


class NoReceiptCommon(NoReceiptBuilders, RetailReturnsCommon):
    """Store A and store B take goods back without receipt."""

    def setUp(self):
        super().setUp()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})
        self.set_up_no_receipt()

    def sell_for(self, price, days_ago=0, register=None, **values):
        """Sell one product for a price, some days ago."""
        sold = self.sell_one(register=register, values={"price_unit": price, **values})
        sold.order_id.date_order -= timedelta(days=days_ago)
        return sold

    def method(self, register, cash):
        return register.payment_method_ids.filtered(
            lambda one: one.is_cash_count == cash
        )

    def check(self, lines, partner=None, register=None):
        """Ask as the page does."""
        returns = self.env["retail.return"].with_user(self.cashier)
        partner = self.customer if partner is None else partner
        return returns.check_no_receipt_from_ui(
            (register or self.register_b).id,
            partner.id,
            [
                {"product_id": self.product.id, "qty": 1, "price": False, **line}
                for line in lines
            ],
        )
