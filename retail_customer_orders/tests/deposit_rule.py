from datetime import date

from odoo import models
from odoo.fields import Command

from .common import CustomerOrderCommon


class DepositRuleCommon(CustomerOrderCommon):
    """Orders in store A, asked for 10 % as long as there is no rule."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["retail.deposit.rule"].search([]).active = False
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        categories = cls.env["product.category"]
        cls.furniture = categories.create({"name": "Furniture"})
        cls.sofas = categories.create({"name": "Sofas", "parent_id": cls.furniture.id})
        cls.sofa = cls.create_product(
            "Sofa", list_price=1000, stock={cls.store_b: 10}, categ_id=cls.sofas.id
        )

    @classmethod
    def create_rule(cls, name, **values):
        """Create a rule; conditions are given as records."""
        for field, value in values.items():
            if isinstance(value, models.BaseModel):
                values[field] = [Command.set(value.ids)]
        return cls.env["retail.deposit.rule"].create(
            {"name": name, "company_id": cls.company.id, **values}
        )

    def get_terms(self, **values):
        """Ask the rules about 200 of article A, unless something else is said."""
        case = {
            "company": self.company,
            "currency": self.company.currency_id,
            "partner": self.customer,
            "store": self.store_a,
            "order_type": "customer_order",
            "date": date(2026, 1, 1),
            "lines": [(self.goods_a, 200)],
            **values,
        }
        case.setdefault("total", sum(amount for _product, amount in case["lines"]))
        return self.env["retail.deposit.rule"]._get_terms(case)

    @classmethod
    def create_order(cls, product, qty=1, user=None, **values):
        """Create an order as the back office does, to be picked up in store B."""
        orders = cls.env["sale.order"].with_user(user or cls.user)
        return orders.create(
            {
                "is_customer_order": True,
                "partner_id": cls.customer.id,
                "warehouse_id": cls.store_a.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": qty,
                            "price_unit": product.lst_price,
                            "tax_ids": [Command.clear()],
                            "fulfilment": "pickup",
                            "fulfilment_store_id": cls.store_b.id,
                        }
                    )
                ],
                **values,
            }
        )

    def assertRefusedLow(self, payload, message):
        """Too little is refused before the payment, and when the ticket arrives."""
        self.open_session(self.register_a)
        answer = self.till().check_order_from_ui(
            self.register_a.id, payload, self.customer.id
        )
        self.assertFalse(answer["ok"])
        self.assertRegex(answer["message"], message)
        with self.assertRefusal(message):
            self.take_order([], payload=payload)
