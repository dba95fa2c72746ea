from collections import Counter
from uuid import uuid4

from odoo.fields import Command
from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestPickupLot(CustomerOrderCommon):
    """A cashier, who sees no lots, hands out those that the customer gets."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cloth = cls.create_product("Cloth", list_price=10, tracking="lot")
        cls.watch = cls.create_product("Watch", list_price=100, tracking="serial")
        cls.lots = cls.create_lots(cls.cloth, "L1", "L2", "L3", quantity=4)
        cls.serials = cls.create_lots(cls.watch, "S1", "S2", "S3")

    @classmethod
    def create_lots(cls, product, *names, quantity=1, store=None):
        lots = cls.env["stock.lot"].create(
            [{"name": name, "product_id": product.id} for name in names]
        )
        place = (store or cls.store_b).lot_stock_id
        for lot in lots:
            cls.env["stock.quant"]._update_available_quantity(
                product, place, quantity, lot_id=lot
            )
        return lots

    def describe(self, order, qty):
        self.open_session(self.register_b)
        prepared = self.till().prepare_pickup_from_ui(
            self.register_b.id, order.id, {str(order.order_line.id): qty}
        )
        return prepared["lines"][0]

    def build(self, order, lots, qty=None, names=None):
        """Build a ticket that hands out {`stock.lot`: quantity}."""
        qty = sum(lots.values()) if qty is None else qty
        ticket = self.build_pickup_ticket(order, {order.order_line: qty})
        line = ticket["pickup_payload"]["lines"][0]
        line["lots"] = {str(lot.id): part for lot, part in lots.items()}
        sold = next(one for one in ticket["lines"] if one[2]["uuid"] == line["uuid"])
        names = [lot.name for lot in lots] if names is None else names
        sold[2]["pack_lot_ids"] = [Command.create({"lot_name": name}) for name in names]
        return ticket

    def gone(self, ticket):
        items = ticket.picking_ids.move_line_ids
        gone = Counter()
        for item in items:
            gone[item.lot_id.name] += item.quantity
        return dict(gone)

    def test_pu_02_reserved_lots_are_proposed(self):
        order = self.make_order([self.later(self.cloth, 5)])
        line = self.describe(order, 5)
        self.assertEqual(line["tracking"], "lot")
        proposed = {lot["name"]: lot["qty"] for lot in line["lots"]}
        self.assertEqual(proposed, {"L1": 4, "L2": 1, "L3": 0})
        self.assertEqual({lot["free"] for lot in line["lots"]}, {4})
        self.assertNotIn(
            "lots", self.describe(self.make_order([self.later(self.goods_a)]), 1)
        )

    def test_pu_02_other_lots_than_reserved_are_handed_out(self):
        order = self.make_order([self.later(self.cloth, 5)])
        first, _second, third = self.lots
        ticket = self.sync_ticket(self.build(order, {third: 2, first: 1}))
        self.assertEqual(self.gone(ticket), {"L1": 1, "L3": 2})
        self.assertEqual(
            sorted(ticket.lines.pack_lot_ids.mapped("lot_name")), ["L1", "L3"]
        )
        # What is left of the order is still kept for it.
        rest = order.picking_ids.filtered(lambda one: one.state == "assigned")
        self.assertEqual(rest.move_ids.quantity, 2)
        second = self.sync_ticket(self.build(order, {third: 2}))
        self.assertEqual(self.gone(second), {"L3": 2})
        self.assertEqual(order.order_line.qty_delivered, 5)

    def test_pu_02_serial_numbers(self):
        order = self.make_order([self.later(self.watch, 2)])
        third = self.serials[2]
        ticket = self.sync_ticket(self.build(order, {third: 1, self.serials[0]: 1}))
        self.assertEqual(self.gone(ticket), {"S1": 1, "S3": 1})

    def test_pu_02_an_order_not_reserved_yet(self):
        ticket = self.take_order([self.later(self.watch, 1)])
        order = ticket.customer_order_id
        sold = self.sync_ticket(self.build(order, {self.serials[1]: 1}))
        self.assertEqual(self.gone(sold), {"S2": 1})

    def test_pu_02_lots_that_may_not_be_handed_out(self):
        order = self.make_order([self.later(self.watch, 1)])
        self.make_order([self.later(self.watch, 1)])
        first, second, third = self.serials
        elsewhere = self.create_lots(self.watch, "S9", store=self.store_a)
        cloth = self.lots[0]
        for lots, values, message in (
            ({elsewhere: 1}, {}, "S9 of “Watch” is not in Store B"),
            ({second: 1}, {}, "S2 of “Watch” is not in Store B, or kept for another"),
            ({cloth: 1}, {}, "none of “Watch”"),
            ({third: 2}, {"qty": 1}, "Only 1 of S3"),
            ({third: -1}, {"qty": 1}, "Only 1 of S3"),
            ({third: 1, first: 1}, {"qty": 1}, "are not those of the quantity"),
            ({third: 1}, {"names": ["S1"]}, "are not those of the quantity"),
            ({}, {"qty": 1, "names": ["S3"]}, "are not those of the quantity"),
        ):
            with self.subTest(message), self.assertRefusal(message):
                self.sync_ticket(self.build(order, lots, **values))
        self.assertEqual(self.on_hand(self.watch, self.store_b), 3)
        self.sync_ticket(self.build(order, {third: 1}))

    def part(self, built, lots_by_part):
        """Let a built ticket hand out its goods on lines of their own."""
        [named] = built["pickup_payload"]["lines"]
        sold = next(one for one in built["lines"] if one[2]["uuid"] == named["uuid"])
        total = sold[2]["qty"]
        built["lines"].remove(sold)
        built["pickup_payload"]["lines"] = []
        for number, lots in enumerate(lots_by_part):
            qty, uuid = sum(lots.values()), str(uuid4())
            names = [Command.create({"lot_name": lot.name}) for lot in lots]
            values = {**sold[2], "uuid": uuid, "qty": qty, "pack_lot_ids": names}
            for name in ("price_subtotal", "price_subtotal_incl"):
                values[name] = sold[2][name] * qty / total
            built["lines"].insert(number, Command.create(values))
            named_lots = {str(lot.id): part for lot, part in lots.items()}
            built["pickup_payload"]["lines"].append(
                {**named, "uuid": uuid, "qty": qty, "lots": named_lots}
            )
        return built

    def test_pu_02_lines_that_share_a_lot(self):
        order = self.make_order([self.later(self.cloth, 6)])
        first, second, _third = self.lots
        whole = {first: 3, second: 3}
        with self.assertRefusal("Only 1 of L1"):
            parts = [{first: 3}, {first: 3}]
            self.sync_ticket(self.part(self.build(order, whole), parts))
        parts = [{first: 3}, {first: 1, second: 2}]
        ticket = self.sync_ticket(self.part(self.build(order, whole), parts))
        self.assertEqual(self.gone(ticket), {"L1": 4, "L2": 2})

    def test_pu_02_order_lines_that_share_a_lot(self):
        """Each may have what is kept for it; what is free is there once."""
        order = self.make_order([self.later(self.cloth, 2), self.later(self.cloth, 2)])
        # L1 is kept for this order, L2 and one piece of L3 for another.
        self.make_order([self.later(self.cloth, 5)])
        first, _second, third = self.lots
        with self.assertRefusal("Only 1 of L3"):
            self.sync_ticket(self.build_all(order, third))
        self.assertEqual(
            self.gone(self.sync_ticket(self.build_all(order, first))), {"L1": 4}
        )

    def build_all(self, order, lot):
        """Build a ticket that hands out all lines of an order from one lot."""
        quantities = {line: line.product_uom_qty for line in order.order_line}
        built = self.build_pickup_ticket(order, quantities)
        sold = {one[2]["uuid"]: one[2] for one in built["lines"]}
        for named in built["pickup_payload"]["lines"]:
            named["lots"] = {str(lot.id): named["qty"]}
            sold[named["uuid"]]["pack_lot_ids"] = [
                Command.create({"lot_name": lot.name})
            ]
        return built

    def test_pu_02_a_lot_sold_meanwhile(self):
        order = self.make_order([self.later(self.watch, 1)])
        built = self.build(order, {self.serials[1]: 1})
        self.env["stock.quant"]._update_available_quantity(
            self.watch, self.store_b.lot_stock_id, -1, lot_id=self.serials[1]
        )
        with self.assertRefusal("S2 of “Watch” is not in Store B"):
            self.sync_ticket(built)

    def test_pu_02_lots_beside_an_order_are_carried_out(self):
        names = [Command.create({"lot_name": "S9"})]
        self.create_lots(self.watch, "S9", store=self.store_a)
        lamp = (self.watch, 1, {"pack_lot_ids": names})
        ticket = self.take_order(
            [self.later(self.goods_a)],
            carry_out=[lamp],
            payload=self.order_payload([self.later(self.goods_a)]),
        )
        self.assertEqual(self.gone(ticket), {"S9": 1})
        self.assertEqual(ticket.picking_ids.state, "done")
        self.assertTrue(ticket.customer_order_id)

    def test_pu_06_lots_come_back_when_a_pickup_is_undone(self):
        order = self.make_order([self.later(self.watch, 1)])
        ticket = self.sync_ticket(self.build(order, {self.serials[2]: 1}))
        self.assertEqual(self.on_hand(self.watch, self.store_b), 2)
        answer = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertEqual(answer["actions"]["undo_pickup"]["ticket_uuid"], ticket.uuid)
