from contextlib import contextmanager
from uuid import uuid4

from odoo.exceptions import UserError

from odoo.addons.retail_base.tests.common import (
    RetailTillCommon,
    RetailTillHttpCommon,
)


class ReturnBuilders:
    """Sales, and the returns that tills make of them."""

    @classmethod
    def set_up_returns(cls):
        cls.reason = cls.env.ref("retail_base.reason_code_return_regret")
        cls.reason_with_note = cls.env.ref("retail_base.reason_code_return_other")

    @contextmanager
    def assert_refused(self, message="."):
        """Expect a UserError that says `message`, and that nothing was written.

        :param str message: regular expression
        """
        # Unlike `assertRaisesRegex`, this rolls back.
        with self.assertRaises(UserError) as caught:
            yield
        self.assertRegex(str(caught.exception), message)

    def sell_one(self, qty=1, register=None, product=None, values=None, **ticket):
        """Sell a product and return the sold line.

        :param dict values: values of the line, for example `discount`
        :param ticket: values of the ticket, for example `partner`
        """
        lines = [(product or self.product, qty, values or {})]
        order = self.sell(register or self.register_a, lines, **ticket)
        self.assertEqual(order.state, "done" if ticket.get("to_invoice") else "paid")
        return order.lines

    def build_return(self, register, choices, reason=None, note="", **values):
        """Build the ticket that the page Returns makes.

        :param list choices: (sold line, quantity) or (sold line, quantity, values of
            the ticket's line)
        :param values: further values of the ticket
        """
        self.open_session(register)
        lines = [
            (
                sold.product_id,
                -quantity,
                {
                    "price_unit": sold.price_unit,
                    "discount": sold.discount,
                    "tax_ids": sold.tax_ids,
                    **(more[0] if more else {}),
                },
            )
            for sold, quantity, *more in choices
        ]
        ticket = self.build_ticket(register, lines, is_refund=True, **values)
        reason = self.reason if reason is None else reason
        ticket["return_payload"] = {
            "uuid": str(uuid4()),
            "lines": [
                {
                    "uuid": command[2]["uuid"],
                    "sold_line_id": choice[0].id,
                    "qty": choice[1],
                    "reason_id": reason.id,
                    "note": note,
                }
                for command, choice in zip(ticket["lines"], choices, strict=True)
            ],
        }
        return ticket

    def take_back(self, register, choices, silent=False, user=None, **values):
        """Take goods back as the page Returns does and return the refund ticket."""
        ticket = self.build_return(register, choices, **values)
        return self.sync_ticket(ticket, silent=silent, user=user)

    def build_core_refund(self, register, sold, quantity, **values):
        """Build the ticket of core's own refund: the line itself is linked."""
        return self.build_return(
            register, [(sold, quantity, {"refunded_orderline_id": sold.id})], **values
        )

    def refund_in_back_office(self, order, reason=None):
        """Refund all of a ticket with the buttons of the back office."""
        action = order.refund()
        refund = self.env["pos.order"].browse(action["res_id"])
        refund.lines.return_reason_id = reason or self.reason
        self.pay_in_back_office(refund)
        return refund

    def pay_in_back_office(self, refund):
        wizard = (
            self.env["pos.make.payment"]
            .with_context(active_id=refund.id, active_ids=refund.ids)
            .create({})
        )
        wizard.check()

    def get_return(self, refund):
        """Return the document of a refund ticket."""
        returns = self.env["retail.return"].sudo()
        return returns.search([("pos_order_id", "=", refund.id)])

    def get_review(self, order):
        """Return what is to be looked into about a ticket."""
        reviews = self.env["retail.review"].sudo()
        return reviews.search([("pos_order_id", "=", order.id)])

    def get_on_hand(self, product, store):
        return product.with_context(warehouse_id=store.id).qty_available


class RetailReturnsCommon(ReturnBuilders, RetailTillCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_returns()


class RetailReturnsHttpCommon(ReturnBuilders, RetailTillHttpCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_returns()
