"""Delivery modes, slots and charges, for the tests of how orders are delivered."""

from datetime import datetime, timedelta
from uuid import uuid4

from odoo.fields import Command

from .common import CustomerOrderCommon


class DeliveryCommon(CustomerOrderCommon):
    """A store's user, and builders of what the administrator sets up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ensure_retail_charge_codes()
        cls.shipping_code = cls.company.retail_shipping_charge_code_id
        cls.shipping_code.product_id.taxes_id = [Command.clear()]
        cls.user = cls.create_user("delivery_user", "retail_base.group_retail_user")
        cls.reason = cls.env.ref("retail_base.reason_code_charge_override_goodwill")

    @classmethod
    def create_mode(cls, name, fulfilment="ship", price=0.0, **values):
        """Create a delivery mode with a fixed price."""
        product = cls.env["product.product"].create(
            {
                "name": name,
                "type": "service",
                "list_price": price,
                "taxes_id": [Command.clear()],
            }
        )
        mode = cls.env["delivery.carrier"].create(
            {
                "name": name,
                "product_id": product.id,
                "delivery_type": "fixed",
                "fulfilment": fulfilment,
                **values,
            }
        )
        mode.fixed_price = price
        return mode

    @classmethod
    def create_charge_code(cls, code, price=0.0, **values):
        product = cls.env["product.product"].create(
            {
                "name": code,
                "type": "service",
                "list_price": price,
                "taxes_id": [Command.clear()],
            }
        )
        return cls.env["retail.charge.code"].create(
            {
                "name": code.title(),
                "code": code,
                "product_id": product.id,
                "company_id": cls.company.id,
                **values,
            }
        )

    @classmethod
    def create_slots(cls, stores=None, entries=({},)):
        """Give stores, store B if not said, slots: every day 10-12, two of an hour."""
        stores = stores or cls.store_b
        return cls.env["retail.slot.template"].create(
            {
                "name": "Slots",
                "company_id": cls.company.id,
                "store_ids": [Command.set(stores.ids)],
                "entry_ids": [
                    Command.create(
                        {
                            "hour_from": 10,
                            "hour_to": 12,
                            "sunday": True,
                            "capacity": 1,
                            "days_min": 1,
                            **entry,
                        }
                    )
                    for entry in entries
                ],
            }
        )

    def slot(self, days=1, hour=10, hours=1):
        """Return a slot as registers send it; stores are in UTC."""
        start = datetime.combine(
            self.store_b._get_local_today() + timedelta(days=days), datetime.min.time()
        ) + timedelta(hours=hour)
        end = start + timedelta(hours=hours)
        return {"start": f"{start.isoformat()}Z", "end": f"{end.isoformat()}Z"}

    def back_office_order(self, lines, user=None, **values):
        """Create a customer order as a store's user types it in.

        :param list lines: (product, quantity, values)
        """
        orders = self.env["sale.order"].with_user(user or self.user)
        return orders.create(
            {
                "is_customer_order": True,
                "partner_id": self.customer.id,
                "warehouse_id": self.store_a.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": quantity,
                            "fulfilment": "ship",
                            "fulfilment_store_id": self.store_b.id,
                            # Not the cabin, which core proposes.
                            "fulfilment_partner_id": self.customer.id,
                            **line,
                        }
                    )
                    for product, quantity, line in lines
                ],
                **values,
            }
        )

    def charge(self, amount, lines=(), code="SHIP", **values):
        """Build a charge as a register sends it."""
        return {
            "code": code,
            "amount": amount,
            "lines": [line["uuid"] for line in lines],
            **values,
        }

    def charges_of(self, order):
        return order.order_line.filtered("charge_code_id")

    def assertRefused(self, message, lines, deposit=None, **values):
        """The check before payment and the ticket itself are refused alike."""
        payload = self.order_payload(lines, deposit=deposit, **values)
        answer = self.till().check_order_from_ui(
            self.register_a.id, payload, self.customer.id
        )
        self.assertFalse(answer["ok"])
        self.assertRegex(answer["message"], message)
        with self.assertRefusal(message):
            self.take_order([], payload={**payload, "uuid": str(uuid4())})

    def assertTaken(self, lines, deposit=None, **values):
        """The order is taken; return it."""
        payload = self.order_payload(lines, deposit=deposit, **values)
        answer = self.till().check_order_from_ui(
            self.register_a.id, payload, self.customer.id
        )
        self.assertTrue(answer["ok"], answer["message"])
        ticket = self.take_order([], payload=payload)
        self.assertEqual(ticket.order_request_ids.state, "done")
        return self.order_of(ticket)


class SlotCommon(DeliveryCommon):
    """Goods that are picked up in slots of store B."""

    def booked(self, days=1, hour=10, **values):
        """Build a line that is picked up in a slot of store B."""
        return self.later(self.goods_a, slot=self.slot(days, hour), **values)

    def left(self, days=1, hour=10, store=None, mode=None):
        store = store or self.store_b
        slots = store._get_slots(mode or self.env["delivery.carrier"])
        start = datetime.fromisoformat(self.slot(days, hour)["start"][:-1])
        return [slot["left"] for slot in slots if slot["start"] == start]

    def choose_slot(self, line, days=1, hour=10):
        action = line.with_user(self.user).action_change_details()
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        start = datetime.fromisoformat(self.slot(days, hour)["start"][:-1])
        option = wizard.option_ids.filtered(lambda one: one.start == start)
        option.with_user(self.user).action_choose()
        return wizard
