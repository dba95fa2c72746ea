from datetime import timedelta

from odoo.fields import Command
from odoo.tests import Form

from .common import CustomerOrderCommon


class QuoteCommon(CustomerOrderCommon):
    """Quotes of registers and of the back office, which hold for ten days."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        cls.company.retail_quote_validity_days = 10
        cls.customer.email = "kari@example.com"
        cls.today = cls.store_a._get_local_today()

    def take_quote(self, lines=None, **values):
        """Take a quote at register A; return the `sale.order`."""
        payload = self.order_payload(
            lines or [self.later(self.goods_a)], deposit=0, type="quote"
        )
        return self.take_order([], payload=payload, **values).customer_order_id

    def make_quote(self, **values):
        """Make a quote in the back office, as a user of Retail."""
        line = {
            "product_id": self.goods_a.id,
            "fulfilment": "pickup",
            "fulfilment_store_id": self.store_b.id,
        }
        return (
            self.env["sale.order"]
            .with_user(self.user)
            .create(
                {
                    "is_customer_order": True,
                    "partner_id": self.customer.id,
                    "warehouse_id": self.store_a.id,
                    "order_line": [Command.create(line)],
                    **values,
                }
            )
        )

    def expire(self, quote):
        quote.sudo().validity_date = self.today - timedelta(days=1)

    def renew(self, quote, user=None, **values):
        action = quote.with_user(user or self.user).action_renew_quote()
        wizards = self.env["retail.quote.renewal"].with_user(user or self.user)
        form = Form(wizards.with_context(**action["context"]))
        for name, value in values.items():
            form[name] = value
        wizard = form.save()
        wizard.action_confirm()
        return wizard
