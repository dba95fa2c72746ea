from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestExpedite(CustomerOrderCommon):
    """Some orders are prepared before others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")

    def take(self, *lines, **values):
        lines = list(lines) or [self.later(self.goods_a)]
        payload = self.order_payload(lines, **values)
        return self.order_of(self.take_order(lines, payload=payload))

    def test_co_14_from_the_till(self):
        lines = [
            self.later(self.goods_a),
            self.later(self.goods_b, store=self.store_a, fulfilment="ship"),
        ]
        order = self.take(*lines, expedited=True)
        plain = self.take()
        self.assertTrue(order.is_expedited)
        self.assertEqual(order.amount_total, 200)
        self.assertEqual(order.picking_ids.mapped("priority"), ["1", "1"])
        self.assertEqual(set(order.picking_ids.move_ids.mapped("priority")), {"1"})
        self.assertEqual(plain.picking_ids.priority, "0")
        # Core's lists begin with what is starred.
        both = order.picking_ids + plain.picking_ids
        found = self.env["stock.picking"].search([("id", "in", both.ids)])
        self.assertEqual(found[-1], plain.picking_ids)

    def test_co_14_every_step_of_the_warehouse(self):
        self.store_b.delivery_steps = "pick_ship"
        order = self.take(self.later(self.goods_a, 2), expedited=True)
        picking = order.picking_ids
        self.assertEqual(picking.priority, "1")
        picking.move_ids.write({"quantity": 1, "picked": True})
        picking.with_context(skip_backorder=True).button_validate()
        left = order.picking_ids.filtered(lambda one: one.state != "done")
        self.assertEqual(set(left.mapped("priority")), {"1"})

    def test_co_14_the_till_lists_it_first(self):
        order = self.take(expedited=True)
        later = self.take()
        answer = self.till().find_orders_from_ui(
            self.register_b.id, {"preset": "pickup"}
        )
        self.assertEqual([one["id"] for one in answer["orders"]], [order.id, later.id])
        self.assertEqual([one["expedited"] for one in answer["orders"]], [True, False])
        answer = self.till().find_orders_from_ui(self.register_b.id, {"preset": "all"})
        self.assertEqual(answer["orders"][0]["id"], later.id)

    def test_co_14_changed_at_the_till(self):
        order = self.take()
        self.open_session(self.register_b)
        for expedited, priority in ((True, "1"), (None, "1"), (False, "0")):
            self.till().edit_order_from_ui(
                self.register_b.id,
                order.id,
                {"expedited": expedited},
                order._get_version(),
            )
            self.assertEqual(order.picking_ids.priority, priority)

    def test_co_14_in_the_back_office(self):
        orders = self.take() + self.take() + self.take()
        done = orders[0]
        orders = orders.with_user(self.user)
        orders[1].action_expedite()
        self.assertEqual(orders.picking_ids.mapped("priority"), ["0", "1", "0"])
        orders.action_expedite()
        self.assertEqual(set(orders.picking_ids.mapped("priority")), {"1"})
        found = orders.search([("is_expedited", "=", True), ("id", "in", orders.ids)])
        self.assertEqual(found, orders.sorted("date_order, id", reverse=True))
        orders[1].action_stop_expediting()
        self.assertEqual(orders[1].picking_ids.priority, "0")
        self.pick_up(done, {done.order_line: 1})
        with self.assertRefusal("only open customer orders can be expedited"):
            orders[:1].action_stop_expediting()

    def test_co_14_a_batch_is_written_at_once(self):
        def expedite(orders):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            orders.action_expedite()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        few, many = self.take() + self.take(), self.env["sale.order"]
        for _number in range(6):
            many += self.take()
        expedite(self.take())
        self.assertEqual(expedite(many), expedite(few))

    def test_co_14_only_customer_orders(self):
        with self.assertRefusal("only open customer orders"):
            self.env["sale.order"].create(
                {"partner_id": self.customer.id, "is_expedited": True}
            )
        order = self.take(expedited=True)
        self.assertFalse(order.copy().is_expedited)
