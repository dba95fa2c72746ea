from datetime import timedelta

from odoo.tests import Form, tagged

from .delivery import DeliveryCommon


@tagged("post_install", "-at_install")
class TestMixedOrder(DeliveryCommon):
    """One order over two stores, two addresses and two dates (CO-07, CO-08, CO-11)."""

    def describe(self, order):
        """Return what each delivery is: store, address, carrier, day, products."""
        return {
            (
                picking.picking_type_id.warehouse_id,
                picking.partner_id,
                picking.carrier_id,
                picking.date_deadline.date(),
                picking.move_ids.product_id,
            )
            for picking in order.picking_ids
        }

    def mixed(self):
        van, post = (
            self.create_mode("Van", price=49),
            self.create_mode("Post", price=20),
        )
        counter = self.create_mode("Counter", "pickup")
        today = self.store_a._get_local_today()
        later = today + timedelta(days=7)
        ship = {"fulfilment": "ship", "store": self.store_a, "delivery_mode_id": van.id}
        lines = [
            self.later(self.goods_a, **ship),
            self.later(self.goods_b, **ship),
            self.later(self.goods_c, **ship, date=str(later)),
            self.later(self.goods_a, **ship, partner_id=self.cabin.id),
            self.later(self.goods_b, **{**ship, "delivery_mode_id": post.id}),
            self.later(self.goods_a, **{**ship, "store": self.store_b}),
            self.later(self.goods_b, date=str(later)),
            self.later(self.goods_c),
        ]
        a, b, customer, cabin = self.store_a, self.store_b, self.customer, self.cabin
        expected = {
            (a, customer, van, today, self.goods_a | self.goods_b),
            (a, customer, van, later, self.goods_c),
            (a, cabin, van, today, self.goods_a),
            (a, customer, post, today, self.goods_b),
            (b, customer, van, today, self.goods_a),
            (b, customer, counter, later, self.goods_b),
            (b, customer, counter, today, self.goods_c),
        }
        return lines, expected

    def charged(self, lines):
        payload = self.order_payload(lines)
        answer = self.till().get_charges_from_ui(
            self.register_a.id, payload, self.customer.id
        )
        return {
            "charges": [
                {name: one[name] for name in ("code", "amount", "lines")}
                for one in answer["charges"]
            ],
            "deposit": answer["deposit_required"],
        }

    def test_co_11_separate_deliveries_with_their_carriers(self):
        lines, expected = self.mixed()
        order = self.assertTaken(lines, **self.charged(lines))
        self.assertEqual(self.describe(order), expected)
        self.assertEqual(set(order.picking_ids.mapped("state")), {"assigned"})
        charges = self.charges_of(order)
        self.assertEqual(sorted(charges.mapped("price_unit")), [20, 49, 49, 49, 49])
        self.assertEqual(order.amount_total, 700 + 216)

    def test_co_11_in_two_steps(self):
        """The steps before the delivery part alike, and its carrier is theirs."""
        self.store_a.delivery_steps = self.store_b.delivery_steps = "pick_ship"
        lines, expected = self.mixed()
        order = self.assertTaken(lines, **self.charged(lines))
        self.assertEqual(len(order.picking_ids), len(expected))
        for picking in order.picking_ids:
            picking.action_assign()
            picking.move_ids.picked = True
            picking._action_done()
        outgoing = order.picking_ids.filtered(
            lambda one: one.picking_type_code == "outgoing"
        )
        self.assertEqual(len(outgoing), len(expected))
        order.invalidate_recordset()
        found = {
            (one.partner_id, one.carrier_id, one.move_ids.product_id)
            for one in outgoing
        }
        self.assertEqual(found, {(row[1], row[2], row[4]) for row in expected})

    def test_co_07_shipped_from_the_store_s_own_shipping_warehouse(self):
        van = self.create_mode("Van")
        self.store_a.shipping_warehouse_id = self.store_b
        line = self.later(self.goods_a, fulfilment="ship", store_id=None, date=None)
        order = self.assertTaken([line])
        self.assertEqual(order.order_line.fulfilment_store_id, self.store_b)
        self.assertEqual(order.order_line.delivery_mode_id, van)
        self.assertEqual(order.picking_ids.partner_id, self.customer)

    def test_co_08_picked_up_in_another_store_in_a_slot(self):
        self.create_slots()
        line = self.later(self.goods_a, slot=self.slot())
        order = self.assertTaken([line])
        self.assertEqual(order.origin_store_id, self.store_a)
        self.assertEqual(order.order_line.fulfilment_store_id, self.store_b)
        self.pick_up(order, {order.order_line: 1})
        self.assertEqual(order.customer_order_state, "done")

    def test_slots_of_one_day_are_two_deliveries(self):
        self.create_slots()
        order = self.assertTaken(
            [
                self.later(self.goods_a, slot=self.slot(hour=10)),
                self.later(self.goods_b, slot=self.slot(hour=11)),
            ]
        )
        self.assertEqual(len(order.picking_ids), 2)

    def test_people_without_delivery_modes_open_the_order(self):
        """Who keeps books or packs goods has no right to carriers or charge codes."""
        lines, _expected = self.mixed()
        order = self.assertTaken(lines, **self.charged(lines))
        for group in ("invoice", "readonly"):
            groups = f"base.group_user,account.group_account_{group}"
            user = self.create_user(f"books_{group}", groups)
            Form(order.with_user(user))
            read = order.order_line.with_user(user).read(
                ["delivery_mode_id", "charge_code_id", "slot_label", "needs_slot"]
            )
            self.assertTrue(read[0]["delivery_mode_id"])
        # Core looks at the zip codes of carriers, which only sellers might read.
        user = self.create_user("packer", "base.group_user,stock.group_stock_user")
        Form(order.picking_ids[0].with_user(user))

    def test_other_sales_have_no_modes(self):
        self.create_mode("Van", price=49)
        values = {
            "partner_id": self.customer.id,
            "order_line": [(0, 0, {"product_id": self.goods_a.id})],
        }
        orders = self.env["sale.order"]
        orders.create(values).action_confirm()
        order = orders.create(values)
        self.assertFalse(order.order_line.delivery_mode_id)
        order.action_confirm()
        self.assertFalse(order.picking_ids.carrier_id)
        self.assertEqual(len(order.order_line), 1)
