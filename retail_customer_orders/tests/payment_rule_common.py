from odoo.fields import Command

from .common import CustomerOrderCommon


class PaymentRuleCommon(CustomerOrderCommon):
    """Orders that are shipped from store B, where goods must be paid first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.profile = cls.env["retail.profile"].create(
            {
                "name": "Ships what is paid",
                "company_id": cls.company.id,
                "payment_before_delivery": "full",
            }
        )
        cls.store_b.profile_id = cls.profile
        cls.bank = cls.company_data["default_journal_bank"]
        cls.stocker = cls.create_user("stocker", "stock.group_stock_user")
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        cls.reason = cls.env.ref("retail_base.reason_code_approval_service")

    def ship(self, product, qty=1, **values):
        return self.later(product, qty, fulfilment="ship", **values)

    def validate(self, picking, quantities=None, user=None):
        """Validate a delivery, or {product: quantity} of it, as the stock clerk."""
        picking = picking.with_user(user or self.stocker)
        if quantities is not None:
            for move in picking.move_ids:
                move.quantity = quantities.get(move.product_id, 0)
                move.picked = bool(move.quantity)
        picking.with_context(skip_backorder=True).button_validate()

    def assertHeld(self, picking, amount, **kwargs):
        """The delivery waits for an amount, and does not leave."""
        picking.invalidate_recordset()
        shown = picking.with_user(self.stocker)
        self.assertAlmostEqual(shown.payment_missing, amount)
        self.assertTrue(shown.is_waiting_for_payment)
        self.assertIn(picking, self.find_waiting())
        with self.assertRefusal("must not leave"):
            self.validate(picking, **kwargs)
        self.assertNotEqual(picking.state, "done")

    def assertFree(self, picking):
        picking.invalidate_recordset()
        self.assertEqual(picking.with_user(self.stocker).payment_missing, 0)
        self.assertFalse(picking.is_waiting_for_payment)
        self.assertNotIn(picking, self.find_waiting())

    def find_waiting(self):
        pickings = self.env["stock.picking"].with_user(self.stocker)
        return pickings.search([("is_waiting_for_payment", "=", True)])

    def release(self, picking, user=None, **values):
        """Let a manager release a delivery, as the wizard on its form does."""
        action = picking.with_user(user or self.manager).action_release_before_payment()
        wizard = (
            self.env[action["res_model"]]
            .with_user(user or self.manager)
            .with_context(**action["context"])
            .create({"reason_id": self.reason.id, **values})
        )
        wizard.action_release()
        return wizard

    def invoice(self, order):
        invoice = order._create_invoices()
        invoice.action_post()
        return invoice

    def pay(self, invoice, amount=None):
        """Register a payment of an invoice, as the button on it does."""
        values = {} if amount is None else {"amount": amount}
        wizard = (
            self.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create(values)
        )
        wizard.action_create_payments()

    def pay_online(self, order, amount):
        """Let the customer pay on the portal, as far as the card is authorised."""
        method = self.env.ref("payment.payment_method_unknown")
        provider = self.env["payment.provider"].create(
            {
                "name": "Card",
                "code": "none",
                "state": "test",
                "company_id": self.company.id,
                "payment_method_ids": [Command.set(method.ids)],
            }
        )
        method.active = True
        provider.support_manual_capture = "full_only"
        self.bank.inbound_payment_method_line_ids = [
            Command.create(
                {
                    "name": "Online",
                    "payment_method_id": self.env.ref(
                        "account.account_payment_method_manual_in"
                    ).id,
                    "payment_provider_id": provider.id,
                }
            )
        ]
        provider.invalidate_recordset(["journal_id"])
        transaction = self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": method.id,
                "reference": f"card-{order.name}-{amount}",
                "amount": amount,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "sale_order_ids": [Command.set(order.ids)],
            }
        )
        transaction._set_authorized()
        return transaction
