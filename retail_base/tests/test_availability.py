import random
from datetime import datetime, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import RetailCommon

SEEDS = (1, 2, 3)
CORE_FIELDS = {
    "on_hand": "qty_available",
    "free": "free_qty",
    "incoming": "incoming_qty",
    "outgoing": "outgoing_qty",
}


@tagged("post_install", "-at_install")
class TestAvailability(RetailCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.store_b.write(
            {"reception_steps": "two_steps", "delivery_steps": "pick_ship"}
        )
        cls.depot.write(
            {"reception_steps": "three_steps", "delivery_steps": "pick_pack_ship"}
        )
        cls.warehouses = cls.store_a | cls.store_b | cls.depot
        cls.customers = cls.env.ref("stock.stock_location_customers")
        cls.suppliers = cls.env.ref("stock.stock_location_suppliers")
        cls.transit = cls.company.internal_transit_location_id
        cls.dozen = cls.env.ref("uom.product_uom_dozen")
        cls.units = cls.env.ref("uom.product_uom_unit")
        cls.shelves = cls._create_shelves()
        cls.products = cls._create_products()

    @classmethod
    def _create_shelves(cls):
        shelves = cls.env["stock.location"]
        for warehouse in cls.warehouses:
            for usage, active in (
                ("internal", True),
                ("internal", False),
                ("transit", True),
                ("inventory", True),
            ):
                shelves |= shelves.create(
                    {
                        "name": f"{usage} {active}",
                        "usage": usage,
                        "active": active,
                        "location_id": warehouse.lot_stock_id.id,
                    }
                )
        return shelves

    @classmethod
    def _create_products(cls):
        products = cls._create_product("Plain") | cls._create_product("Plain too")
        products |= cls._create_product("With lots", tracking="lot")
        products |= cls._create_product("Not stored", is_storable=False)
        products |= cls._create_product("By the dozen", uom_id=cls.dozen.id)
        return products

    def _make_random_stock(self, rng):
        package = self.env["stock.package"].create({"name": f"Box {rng.random()}"})
        places = self.warehouses.lot_stock_id | self.shelves
        for product in self.products.filtered("is_storable"):
            for location in places:
                if rng.random() < 0.5:
                    continue
                lot = product.tracking == "lot" and self.env["stock.lot"].create(
                    {"product_id": product.id, "name": f"L{rng.random()}"}
                )
                self.env["stock.quant"]._update_available_quantity(
                    product,
                    location,
                    rng.choice((1, 5, 7.5, 20, -2)),
                    lot_id=lot or None,
                    package_id=package if rng.random() < 0.3 else None,
                )

    def _make_random_move(self, rng, previous):
        internal = self.shelves.filtered(lambda location: location.usage == "internal")
        internal |= self.warehouses.lot_stock_id | self.warehouses.view_location_id
        internal |= self.warehouses.wh_output_stock_loc_id
        outside = self.customers | self.suppliers | self.transit
        source, destination = (
            rng.choice((internal | outside).ids) for _side in range(2)
        )
        product = self.products.browse(rng.choice(self.products.ids))
        move = self.env["stock.move"].create(
            {
                "product_id": product.id,
                "product_uom": rng.choice((self.units, self.dozen)).id,
                "product_uom_qty": rng.choice((1, 2, 3, 12)),
                "location_id": source,
                "location_dest_id": destination,
                "location_final_id": rng.choice(
                    (False, False, *(internal | outside).ids)
                ),
                "date": datetime(2031, 1, 1) + timedelta(hours=rng.randrange(500)),
            }
        )
        if rng.random() < 0.2:
            move.move_orig_ids = previous  # it waits for the other one
        return self._advance_randomly(rng, move)

    def _advance_randomly(self, rng, move):
        step = rng.random()
        if step < 0.15:
            return move
        move._action_confirm(merge=False)
        if step < 0.3:
            move._action_cancel()
        elif step < 0.7:
            move._action_assign()
        elif step < 0.85 and self._can_be_done(move):
            move.quantity = move.product_uom_qty / 2
            move.picked = True
            move._action_done()
        return move

    def _can_be_done(self, move):
        places = move.location_id | move.location_dest_id
        return move.product_id.tracking == "none" and "view" not in places.mapped(
            "usage"
        )

    def _order_through_steps(self, rng):
        """Let the warehouses' own rules make their chains of moves."""
        rules = self.env["stock.rule"]
        for product in self.products:
            rules.run(
                [
                    rules.Procurement(
                        product,
                        rng.choice((1, 4, 30)),
                        product.uom_id,
                        self.customers,
                        "Order",
                        "Order",
                        self.company,
                        {
                            "warehouse_id": warehouse,
                            "route_ids": warehouse.delivery_route_id,
                            "date_planned": fields.Datetime.now(),
                        },
                    )
                    for warehouse in self.warehouses
                ]
            )
        for picking_type in self.warehouses.in_type_id:
            input_location = picking_type.default_location_dest_id
            self.env["stock.picking"].create(
                {
                    "picking_type_id": picking_type.id,
                    "location_id": self.suppliers.id,
                    "location_dest_id": input_location.id,
                    "move_ids": [
                        Command.create(
                            {
                                "product_id": product.id,
                                "product_uom_qty": rng.randrange(1, 9),
                                "location_id": self.suppliers.id,
                                "location_dest_id": input_location.id,
                            }
                        )
                        for product in self.products
                    ],
                }
            ).action_confirm()

    def _assert_like_core(self, seed):
        availability = self.products._get_store_availability(self.warehouses)
        self.assertEqual(len(availability), len(self.products) * len(self.warehouses))
        self.env.invalidate_all()
        seen = set()
        for warehouse in self.warehouses:
            for product in self.products.with_context(warehouse_id=warehouse.id):
                ours = availability[product.id, warehouse.id]
                message = f"seed {seed}, {product.name}, {warehouse.name}"
                for name, core_name in CORE_FIELDS.items():
                    self.assertAlmostEqual(
                        ours[name], product[core_name], msg=f"{message}, {name}"
                    )
                    if ours[name]:
                        seen.add((name, warehouse.is_store))
                forecast = ours["on_hand"] + ours["incoming"] - ours["outgoing"]
                self.assertAlmostEqual(forecast, product.virtual_available, msg=message)
                self.assertAlmostEqual(
                    ours["on_hand"] - ours["reserved"], product.free_qty, msg=message
                )
        self.assertEqual(
            seen,
            {(name, is_store) for name in CORE_FIELDS for is_store in (True, False)},
            "The data must show every figure, of stores and of warehouses.",
        )

    def _assert_report_like_lookup(self):
        availability = self.products._get_store_availability(self.warehouses)
        rows = self.env["retail.availability"].search(
            [("product_id", "in", self.products.ids)]
        )
        report = {(row.product_id.id, row.warehouse_id.id): row for row in rows}
        self.assertEqual(len(report), len(rows), "One row for each pair.")
        for key, figures in availability.items():
            for name, quantity in figures.items():
                found = report[key][name] if key in report else 0
                if name == "next_date":
                    self.assertEqual(found or False, quantity)
                else:
                    self.assertAlmostEqual(found, quantity, msg=name)

    def test_il_02_figures_equal_those_of_stock(self):
        for seed in SEEDS:
            rng = random.Random(seed)
            self._make_random_stock(rng)
            move = self.env["stock.move"]
            for _number in range(25):
                move = self._make_random_move(rng, move)
            self._order_through_steps(rng)
            self._assert_like_core(seed)
        self._assert_report_like_lookup()

    def test_il_02_transfer_leaves_one_store_and_reaches_the_other(self):
        product = self.products[0]
        self._stock(product, self.store_a, 10)
        here, there = (self.store_a | self.store_b).lot_stock_id
        leaving = self._create_transfer(product, here, self.transit)
        arriving = self._create_transfer(product, self.transit, there)
        arriving.move_orig_ids = leaving
        (leaving | arriving)._action_confirm()
        figures = product._get_store_availability(self.store_a | self.store_b)
        self.assertEqual(figures[product.id, self.store_a.id]["outgoing"], 4)
        self.assertEqual(figures[product.id, self.store_b.id]["incoming"], 4)
        self.assertEqual(
            figures[product.id, self.store_b.id]["next_date"], arriving.date
        )
        self.assertFalse(figures[product.id, self.store_a.id]["next_date"])

    def _create_transfer(self, product, source, destination):
        return self.env["stock.move"].create(
            {
                "product_id": product.id,
                "product_uom_qty": 4,
                "location_id": source.id,
                "location_dest_id": destination.id,
                "date": datetime(2031, 5, 1, 23, 30),
            }
        )

    def test_il_05_pending_values_are_seen(self):
        product = self.products[0]
        self._stock(product, self.store_a, 3)
        quant = product.stock_quant_ids.filtered(
            lambda q: q.location_id == self.store_a.lot_stock_id
        )
        quant.quantity = 8  # in the cache, not in the database
        figures = product._get_store_availability(self.store_a)
        self.assertEqual(figures[product.id, self.store_a.id]["on_hand"], 8)

    def test_il_02_one_query_for_all_pairs(self):
        self.products._get_store_availability(self.warehouses)
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.products._get_store_availability(self.warehouses)

    def test_il_02_services_and_nothing(self):
        service = self._create_product("Service", type="service", is_storable=False)
        figures = service._get_store_availability(self.store_a)
        self.assertEqual(figures[service.id, self.store_a.id]["free"], 0)
        self.assertFalse(service.browse()._get_store_availability(self.store_a))
        self.assertFalse(self.products._get_store_availability(self.store_a.browse()))

    def test_il_01_register_sees_the_stores_that_it_may_promise(self):
        product = self.products[0]
        self._stock(product, self.store_b, 6)
        self.depot.pickup_enabled = True
        answer = (
            self.env["product.product"]
            .with_user(self.cashier)
            .get_store_availability(self.register_a.id, product.ids)
        )
        self.assertTrue(answer[0]["is_current"])
        by_store = {row["store_id"]: row for row in answer}
        self.assertEqual(answer[0]["store_id"], self.store_a.id)
        row = by_store[self.store_b.id]
        self.assertEqual(row["products"][str(product.id)]["free"], 6)
        self.assertTrue(row["pickup"] and row["shipping"])
        self.assertFalse(by_store[self.depot.id]["pickup"], "It is not a store.")

    def test_il_02_arrival_is_a_date_of_the_store(self):
        product = self.products[0]
        self.store_b.tz = "Asia/Tokyo"
        arriving = self._create_transfer(
            product, self.suppliers, self.store_b.lot_stock_id
        )
        arriving._action_confirm()
        answer = (
            self.env["product.product"]
            .with_user(self.cashier)
            .get_store_availability(self.register_b.id, product.ids)
        )
        self.assertEqual(
            answer[0]["products"][str(product.id)]["next_date"], "2031-05-02"
        )

    def test_il_01_call_is_for_point_of_sale_users_only(self):
        outsider = self._create_user("retail_outsider", "base.group_user")
        products = self.env["product.product"].with_user(outsider)
        with self.assertRaises(AccessError):
            products.get_store_availability(self.register_a.id, self.products.ids)
        with self.assertRaises(UserError):
            self.env["product.product"].get_store_availability(0, [])
