from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .delivery import DeliveryCommon


@tagged("post_install", "-at_install")
class TestDeliveryMode(DeliveryCommon):
    """Which delivery modes a line may have, at a register and in the back office."""

    def offered(self, line):
        return line._get_offered_modes()[line]

    def test_dm_01_no_modes_none_needed(self):
        """What registers sent before there were delivery modes is still taken."""
        order = self.assertTaken([self.later(self.goods_a)])
        self.assertFalse(order.order_line.delivery_mode_id)
        self.assertFalse(order.picking_ids.carrier_id)

    def test_dm_01_by_store_and_group(self):
        group = self.env["retail.store.group"].create({"name": "North"})
        below = self.env["retail.store.group"].create(
            {"name": "Far North", "parent_id": group.id}
        )
        here = self.create_mode("Here", allowed_store_ids=self.store_b.ids)
        north = self.create_mode("North", allowed_store_group_ids=group.ids)
        everywhere = self.create_mode("Everywhere")
        order = self.back_office_order([(self.goods_a, 1, {})])
        line = order.order_line
        self.assertEqual(self.offered(line), here | everywhere)
        self.store_b.store_group_id = below
        self.assertEqual(self.offered(line), here | north | everywhere)
        line.fulfilment_store_id = self.store_a
        self.assertEqual(self.offered(line), everywhere)

    def test_dm_01_by_category(self):
        categories = self.env["product.category"]
        garden = categories.create({"name": "Garden"})
        chairs = categories.create({"name": "Chairs", "parent_id": garden.id})
        tables = categories.create({"name": "Tables", "parent_id": garden.id})
        bulky = self.create_mode(
            "Bulky",
            allowed_category_ids=garden.ids,
            excluded_category_ids=tables.ids,
        )
        parcel = self.create_mode("Parcel", excluded_category_ids=garden.ids)
        order = self.back_office_order([(self.goods_a, 1, {})])
        line = order.order_line
        for category, modes in (
            (chairs, bulky),
            (tables, bulky.browse()),
            (categories.create({"name": "Books"}), parcel),
        ):
            self.goods_a.categ_id = category
            self.assertEqual(self.offered(line), modes, category.name)

    def test_dm_01_by_country(self):
        norway, sweden = self.env.ref("base.no"), self.env.ref("base.se")
        self.create_mode("In Norway", country_ids=norway.ids)
        self.customer.country_id = sweden
        line = self.later(self.goods_a, fulfilment="ship")
        self.assertRefused("no delivery mode of Store B takes it", [line])
        self.customer.country_id = norway
        order = self.assertTaken([self.later(self.goods_a, fulfilment="ship")])
        self.assertEqual(order.order_line.delivery_mode_id.name, "In Norway")

    def test_dm_01_invalid_pair_is_refused(self):
        here = self.create_mode("Here", allowed_store_ids=self.store_a.ids)
        self.create_mode("Everywhere")
        line = self.later(self.goods_a, fulfilment="ship", delivery_mode_id=here.id)
        self.assertRefused("“Here” is not offered here", [line])
        counter = self.create_mode("Counter", "pickup")
        line = self.later(self.goods_a, fulfilment="ship", delivery_mode_id=counter.id)
        self.assertRefused("“Counter” is not offered here", [line])
        order = self.back_office_order([(self.goods_a, 1, {})])
        order.order_line.delivery_mode_id = here
        with self.assertRefusal("“Here” is not offered here"):
            order.action_confirm()

    def test_dm_02_only_modes_valid_for_all_lines(self):
        self.goods_b.categ_id = self.env["product.category"].create({"name": "Glass"})
        parcel = self.create_mode(
            "Parcel", excluded_category_ids=self.goods_b.categ_id.ids
        )
        van = self.create_mode("Van")
        order = self.back_office_order(
            [
                (self.goods_a, 1, {"delivery_mode_id": parcel.id}),
                (self.goods_b, 1, {"delivery_mode_id": van.id}),
                (self.goods_c, 1, {"fulfilment": "pickup"}),
            ]
        )
        wizard = self.change_mode(order)
        self.assertEqual(wizard.line_ids._origin, order.order_line[:2])
        self.assertEqual(wizard.allowed_mode_ids._origin, van)
        with self.assertRefusal("does not take all of these lines"):
            order._change_delivery_mode(order.order_line[:2], parcel)
        with self.assertRefusal("what is still shipped"):
            order._change_delivery_mode(order.order_line, van)
        wizard.line_ids = order.order_line[:1]
        self.assertEqual(wizard.allowed_mode_ids._origin, parcel | van)

    def change_mode(self, order):
        action = order.action_change_delivery_mode()
        wizards = self.env[action["res_model"]].with_user(self.user)
        return wizards.new({"order_id": action["context"]["default_order_id"]})

    def test_dm_02_changed_after_ordering(self):
        """Day and origin stay, what is reserved stays reserved, the charge follows."""
        standard = self.create_mode("Standard", price=49)
        express = self.create_mode("Express", price=99)
        ship = {"fulfilment": "ship", "delivery_mode_id": standard.id}
        order = self.assertTaken(
            [self.later(self.goods_a, **ship), self.later(self.goods_b, **ship)]
        )
        line = self.line(order, self.goods_a)
        self.assertEqual(order.picking_ids.carrier_id, standard)
        promised = (line.fulfilment_date, line.fulfilment_store_id)
        deadline = line.move_ids.date_deadline
        form = Form(
            self.env["sale.order.change.mode"]
            .with_user(self.user)
            .with_context(default_order_id=order.id)
        )
        form.line_ids.remove(self.line(order, self.goods_b).id)
        form.delivery_mode_id = express
        # A register that showed no charges left it without: now both are charged.
        self.assertEqual((form.amount, form.new_amount), (0, 148))
        form.save().action_confirm()
        self.assertEqual(len(order.picking_ids), 2)
        self.assertEqual(order.picking_ids.carrier_id, standard | express)
        self.assertEqual(line.move_ids.picking_id.carrier_id, express)
        self.assertEqual(
            line.move_ids.picking_id.move_line_ids, line.move_ids.move_line_ids
        )
        self.assertEqual(set(order.picking_ids.mapped("state")), {"assigned"})
        self.assertEqual((line.fulfilment_date, line.fulfilment_store_id), promised)
        self.assertEqual(line.move_ids.date_deadline, deadline)
        self.assertEqual(sum(self.charges_of(order).mapped("price_total")), 148)
        # Back again: one delivery, and the empty one is gone.
        order.with_user(self.user)._change_delivery_mode(line, standard)
        self.assertEqual(len(order.picking_ids), 1)
        self.assertEqual(sum(self.charges_of(order).mapped("price_total")), 49)

    def test_dm_02_whole_delivery_takes_the_mode(self):
        standard, express = self.create_mode("Standard"), self.create_mode("Express")
        order = self.assertTaken(
            [self.later(self.goods_a, fulfilment="ship", delivery_mode_id=standard.id)]
        )
        picking = order.picking_ids
        order.with_user(self.user)._change_delivery_mode(order.order_line, express)
        self.assertEqual(order.picking_ids, picking)
        self.assertEqual(picking.carrier_id, express)
        self.assertEqual(picking.fulfilment_key, picking.move_ids.fulfilment_key)

    def test_dm_02_not_what_is_being_packed(self):
        standard, express = self.create_mode("Standard"), self.create_mode("Express")
        order = self.assertTaken(
            [self.later(self.goods_a, fulfilment="ship", delivery_mode_id=standard.id)]
        )
        order.picking_ids.move_ids.picked = True
        with self.assertRefusal("being packed already"):
            order.with_user(self.user)._change_delivery_mode(order.order_line, express)

    def test_dm_03_ways_of_pickup_are_not_offered_for_shipping(self):
        van = self.create_mode("Van")
        counter = self.create_mode("Counter", "pickup")
        self.create_mode("Take away", "carry_out")
        order = self.back_office_order(
            [(self.goods_a, 1, {}), (self.goods_b, 1, {"fulfilment": "pickup"})]
        )
        self.assertEqual(order.order_line.mapped("delivery_mode_id"), van | counter)

    def test_dm_04_only_pickup_mode_is_set_by_itself(self):
        counter = self.create_mode("Counter", "pickup")
        order = self.assertTaken([self.later(self.goods_a)])
        self.assertEqual(order.order_line.delivery_mode_id, counter)
        order = self.back_office_order([(self.goods_a, 1, {"fulfilment": "pickup"})])
        self.assertEqual(order.order_line.delivery_mode_id, counter)

    def test_dm_04_several_pickup_modes_must_be_chosen(self):
        counter = self.create_mode("Counter", "pickup")
        curbside = self.create_mode("Curbside", "pickup")
        self.assertRefused(
            "choose a delivery mode: Counter, Curbside", [self.later(self.goods_a)]
        )
        line = self.later(self.goods_a, delivery_mode_id=curbside.id)
        order = self.assertTaken([line])
        self.assertEqual(order.picking_ids.carrier_id, curbside)
        order = self.back_office_order([(self.goods_a, 1, {"fulfilment": "pickup"})])
        with self.assertRefusal("choose a delivery mode"):
            order.action_confirm()
        order.order_line.delivery_mode_id = counter
        order.action_confirm()
        self.assertEqual(order.sudo().picking_ids.carrier_id, counter)
        with self.assertRefusal("choose a delivery mode"):
            order.order_line.delivery_mode_id = False
        # What is added later is judged, too.
        with self.assertRefusal("choose a delivery mode"):
            order.order_line = [
                (
                    0,
                    0,
                    {
                        "product_id": self.goods_b.id,
                        "fulfilment": "pickup",
                        "fulfilment_store_id": self.store_b.id,
                    },
                )
            ]

    def test_dm_04_picked_up_by_its_mode(self):
        self.create_mode("Counter", "pickup")
        order = self.assertTaken([self.later(self.goods_a)])
        self.pick_up(order, {order.order_line: 1})
        self.assertEqual(order.customer_order_state, "done")

    def test_dm_04_mode_that_open_orders_use_stays(self):
        counter = self.create_mode("Counter", "pickup")
        order = self.assertTaken([self.later(self.goods_a)])
        for values in (
            {"active": False},
            {"fulfilment": "ship"},
            {"fulfilment": False},
        ):
            with self.assertRefusal(f"open orders use it .{order.name}"):
                counter.write(values)
        counter.write({"active": True, "fulfilment": "pickup", "sequence": 3})
        self.pick_up(order, {order.order_line: 1})
        counter.active = False
        self.assertEqual(order.order_line.delivery_mode_id, counter)

    def test_silent_ticket_without_a_mode(self):
        """It goes to the review list; whoever accepts it leaves the mode open."""
        self.create_mode("Counter", "pickup")
        self.create_mode("Curbside", "pickup")
        ticket = self.take_order([self.later(self.goods_a)], silent=True)
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        self.assertRegex(review.message, "choose a delivery mode")
        self.assertFalse(ticket.customer_order_id)
        review.with_user(self.manager).action_accept()
        order = self.order_of(ticket)
        self.assertFalse(order.order_line.delivery_mode_id)
        self.pick_up(order, {order.order_line: 1})

    def test_dm_05_only_what_the_fulfilment_group_offers(self):
        self.store_a.fulfilment_group_ids = self.env["retail.fulfilment.group"].create(
            {
                "name": "Region",
                "company_id": self.company.id,
                "member_ids": [
                    (0, 0, {"warehouse_id": self.store_b.id, "shipping": False})
                ],
            }
        )
        order = self.back_office_order(
            [(self.goods_a, 1, {"fulfilment": "pickup"}), (self.goods_b, 1, {})]
        )
        pickup, ship = order.order_line
        self.assertEqual(
            pickup.allowed_fulfilment_store_ids, self.store_a | self.store_b
        )
        self.assertEqual(ship.allowed_fulfilment_store_ids, self.store_a)
        with self.assertRefusal("Store B does not deliver for Store A"):
            order.action_confirm()
        ship.fulfilment_store_id = self.store_a
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_dm_06_ship_from_is_chosen_or_the_store_s_own(self):
        self.store_a.shipping_warehouse_id = self.store_b
        form = Form(
            self.env["sale.order"]
            .with_user(self.user)
            .with_context(default_is_customer_order=True)
        )
        form.partner_id = self.customer
        form.warehouse_id = self.store_a
        with form.order_line.new() as line:
            line.product_id = self.goods_a
            line.fulfilment = "ship"
            self.assertEqual(line.fulfilment_store_id, self.store_b)
            line.fulfilment_store_id = self.store_a
        with form.order_line.new() as line:
            line.product_id = self.goods_b
            line.fulfilment = "pickup"
            self.assertEqual(line.fulfilment_store_id, self.store_a)
        order = form.save()
        self.assertEqual(order.order_line.fulfilment_store_id, self.store_a)
        order.action_confirm()

    def test_customer_s_signature_stands(self):
        """Nobody loses what a customer has accepted: somebody is asked to look."""
        self.create_mode("Counter", "pickup")
        self.create_mode("Curbside", "pickup")
        order = self.back_office_order([(self.goods_a, 1, {"fulfilment": "pickup"})])
        order.sudo().with_context(retail_order_agreed=True)._validate_order()
        self.assertEqual(order.state, "sale")
        # A client that claims so is not believed.
        other = order.copy()
        with self.assertRaises(UserError):
            other.with_context(
                retail_order_agreed=True, retail_delivery_judged=True
            ).action_confirm()
