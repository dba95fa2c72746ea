from uuid import uuid4

from odoo import fields

from odoo.addons.retail_base.tests.till import TILL_MANAGER_PIN

from .common import CustomerOrderCommon

WORKER = "Wanda Worker"


class PrepareCommon(CustomerOrderCommon):
    """Store B prepares; all that people do there, they do as plain cashiers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.store_a + cls.store_b).shipping_enabled = True
        cls.colleague = cls.create_user(
            "colleague",
            "base.group_user,point_of_sale.group_pos_user",
            name="Carl Colleague",
        )

    # === WHAT THERE IS ===#

    def pickup(self, qty=5, product=None, **values):
        return self.make_order([self.later(product or self.goods_a, qty, **values)])

    def ship(self, qty=5, product=None, **values):
        line = self.later(product or self.goods_a, qty, fulfilment="ship", **values)
        return self.make_order([line])

    def delivery(self, order):
        return order.picking_ids.filtered(
            lambda picking: picking.state not in ("done", "cancel")
        )

    # === AT THE REGISTER ===#

    def ask(self, method, *args, user=None, register=None, **values):
        requests = self.env["retail.order.request"].with_user(user or self.cashier)
        values.setdefault("worker", "")
        register = register or self.register_b
        return getattr(requests, method)(register.id, *args, values)

    def find(self, user=None, register=None, **options):
        answer = self.ask(
            "find_deliveries_from_ui", user=user, register=register, **options
        )
        return answer["deliveries"]

    def find_one(self, order, **options):
        [found] = [one for one in self.find(**options) if one["order_id"] == order.id]
        return found

    def claim(self, *orders, **values):
        ids = [self.delivery(order).id for order in orders]
        return self.ask("claim_deliveries_from_ui", ids, **values)

    def release(self, order, **values):
        ids = self.delivery(order).ids
        return self.ask("release_deliveries_from_ui", ids, **values)

    def pick(self, order, totals=None, **values):
        """Pick {product: quantity}, all of the order when not given."""
        delivery = self.delivery(order)
        if totals is None:
            totals = {
                line.product_id: line.product_uom_qty for line in order.order_line
            }
        by_id = {
            str(self.line(order, product).id): qty for product, qty in totals.items()
        }
        return self.ask("pick_delivery_from_ui", delivery.id, by_id, **values)

    def stage(self, order, place="A 12", **values):
        delivery = self.delivery(order)
        return self.ask("stage_delivery_from_ui", delivery.id, place, **values)

    def tell(self, order, **values):
        return self.ask("tell_ready_from_ui", self.delivery(order).id, **values)

    def ship_out(self, order, totals, delivery=None, **values):
        delivery = delivery or self.delivery(order)
        by_id = {
            str(self.line(order, product).id): qty for product, qty in totals.items()
        }
        return self.ask("ship_delivery_from_ui", delivery.id, by_id, **values)

    def approve(self, approval, user=None):
        """A manager agrees on the register; return what is sent then."""
        uuid = str(uuid4())
        answer = (
            self.env["retail.approval"]
            .with_user(user or self.cashier)
            .approve_from_ui(
                self.register_b.id,
                {
                    **approval,
                    "uuid": str(uuid4()),
                    "ticket_uuid": uuid,
                    "login": self.manager.login,
                    "pin": TILL_MANAGER_PIN,
                },
            )
        )
        self.assertTrue(answer["ok"], answer)
        return {"approval": uuid}

    def hold(self, order):
        reason = self.env.ref("retail_customer_orders.reason_code_hold_fraud")
        order._put_on_hold(reason, note="Looks odd", until=False)

    # === TRUTHS ===#

    def picked(self, order):
        """Return what of an order is picked now, in all its deliveries."""
        moves = self.delivery(order).move_ids
        return sum(move._get_picked_qty() for move in moves)

    def assertReserved(self, product, store, quantity):
        """What quants reserve is what the open moves hold."""
        figures = product._get_store_availability(store)[product.id, store.id]
        self.assertEqual(figures["reserved"], quantity)
        lines = self.env["stock.move.line"].search(
            [
                ("product_id", "=", product.id),
                ("state", "not in", ("done", "cancel")),
                ("location_id", "child_of", store.lot_stock_id.id),
            ]
        )
        self.assertEqual(sum(lines.mapped("quantity")), quantity)

    @staticmethod
    def today():
        return fields.Date.today()
