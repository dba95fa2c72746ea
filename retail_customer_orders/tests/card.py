from unittest.mock import patch

from requests import ConnectionError

from odoo.exceptions import ValidationError
from odoo.fields import Command

from odoo.addons.payment.models.payment_provider import PaymentProvider
from odoo.addons.payment.models.payment_transaction import PaymentTransaction

from .common import CustomerOrderCommon

LOST = "Could not establish the connection."


class CardDouble:
    """A provider of core's own kind "none" whose answers the test decides.

    What Odoo leaves to the module of a provider is answered here, nothing else. Mixed
    into a test class that sets `company`.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.company_data["default_journal_bank"]
        cls.clerk = cls.env["res.users"].create(
            {
                "name": "Clerk",
                "login": "retail_card_clerk",
                "company_id": cls.company.id,
                "company_ids": [Command.set(cls.company.ids)],
                "group_ids": [
                    Command.link(cls.env.ref("base.group_user").id),
                    Command.link(cls.env.ref("retail_base.group_retail_user").id),
                ],
            }
        )
        cls.method = cls.env.ref("payment.payment_method_unknown").copy(
            {
                "name": "Card",
                "code": "retail_card",
                "active": True,
                "support_manual_capture": "partial",
                "support_refund": "partial",
                "support_tokenization": True,
            }
        )
        cls.provider = cls.env["payment.provider"].create(
            {
                "name": "Online",
                "code": "none",
                "state": "test",
                "company_id": cls.company.id,
                "payment_method_ids": [Command.set(cls.method.ids)],
            }
        )
        manual = cls.env.ref("account.account_payment_method_manual_in")
        cls.bank.inbound_payment_method_line_ids = [
            Command.create(
                {
                    "name": "Online",
                    "payment_method_id": manual.id,
                    "payment_provider_id": cls.provider.id,
                }
            )
        ]
        cls.provider.invalidate_recordset(["journal_id"])

    def setUp(self):
        super().setUp()
        self.support = "partial"
        self.refusals = {}
        self.lost = set()
        self.asked = []

        def support(providers):
            providers.support_manual_capture = self.support
            providers.support_refund = "partial"
            providers.support_tokenization = True

        def answer(kind, respond):
            def send(transaction):
                self.asked.append((kind, transaction.amount))
                if kind in self.lost:
                    self.lose_answer()
                if kind in self.refusals:
                    raise ValidationError(self.refusals[kind])
                respond(transaction)

            return send

        replaced = {
            "_send_capture_request": answer("capture", lambda one: one._set_done()),
            "_send_void_request": answer("void", lambda one: one._set_canceled()),
            "_send_refund_request": answer("refund", lambda one: one._set_done()),
            "_send_payment_request": answer("token", lambda one: one._set_authorized()),
        }
        for name, method in replaced.items():
            self.startPatcher(patch.object(PaymentTransaction, name, method))
        self.startPatcher(
            patch.object(PaymentProvider, "_compute_feature_support_fields", support)
        )
        self.provider.invalidate_recordset()

    def lose_answer(self):
        """Fail as core does when the connection is lost."""
        try:
            raise ConnectionError("Read timed out.")
        except ConnectionError as error:
            raise ValidationError(LOST) from error

    def pay_online(self, order, amount, state="done", **values):
        """Let the customer pay in the portal, as far as the provider said."""
        transaction = self.env["payment.transaction"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": self.method.id,
                "reference": self.env["payment.transaction"]._compute_reference(
                    "none", prefix=order.name
                ),
                "operation": "online_direct",
                "amount": amount,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "sale_order_ids": [Command.set(order.ids)],
                **values,
            }
        )
        process = {
            "done": transaction._set_done,
            "authorized": transaction._set_authorized,
            "pending": transaction._set_pending,
        }[state]
        process()
        return transaction

    def authorise(self, order, amount, **values):
        card = self.pay_online(order, amount, "authorized", **values)
        card._post_process()
        order.invalidate_recordset()
        return card


class CardCommon(CardDouble, CustomerOrderCommon):
    """Orders whose customers pay online."""

    def save_token(self):
        return self.env["payment.token"].create(
            {
                "provider_id": self.provider.id,
                "payment_method_id": self.method.id,
                "partner_id": self.customer.id,
                "payment_details": "1234",
                "provider_ref": "token",
            }
        )

    def order_of_200(self, deposit=20, **values):
        lines = [self.later(self.goods_a, 1), self.later(self.goods_b, 1)]
        return self.make_order(lines, deposit=deposit, **values)

    def run_cron(self, order, name):
        with self.enter_registry_test_mode():
            self.env.ref(f"retail_customer_orders.{name}").method_direct_trigger()
        order.env.invalidate_all()

    def settle(self, order):
        self.run_cron(order, "ir_cron_settle_cards")

    def hand_out(self, order):
        """Open the wizard that hands out, as the clerk sees it."""
        action = order.with_user(self.clerk).action_hand_out()
        return (
            self.env[action["res_model"]].with_user(self.clerk).browse(action["res_id"])
        )

    def close_all(self):
        for register in (self.register_a, self.register_b):
            if register.current_session_id:
                self.close_session(register)
