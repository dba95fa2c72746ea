from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import RetailCommon


@tagged("post_install", "-at_install")
class TestStockWarehouse(RetailCommon):
    def _create_group(self, *members):
        return self.env["retail.fulfilment.group"].create(
            {
                "name": "Group",
                "member_ids": [
                    Command.create(
                        {
                            "warehouse_id": store.id,
                            "pickup": pickup,
                            "shipping": shipping,
                        }
                    )
                    for store, pickup, shipping in members
                ],
            }
        )

    def test_register_belongs_to_the_store_of_its_operation_type(self):
        self.assertEqual(self.register_a.store_id, self.store_a)
        self.assertEqual(self.store_a.register_ids, self.register_a)
        self.register_a.picking_type_id = self.store_b.pos_type_id
        self.assertEqual(self.register_a.store_id, self.store_b)
        self.assertEqual(self.store_b.register_count, 2)
        self.assertEqual(self.store_a.register_count, 0)

    def test_open_registers_are_counted(self):
        self.assertEqual(self.store_a.open_register_count, 0)
        self.register_a.open_ui()
        self.store_a.invalidate_recordset()
        self.assertEqual(self.store_a.open_register_count, 1)
        self.assertEqual(self.store_b.open_register_count, 0)

    def test_without_groups_all_of_the_company_are_offered(self):
        pickup = self.store_a._get_fulfilment_stores("pickup")
        self.assertEqual(pickup[0], self.store_a)
        self.assertIn(self.store_b, pickup)
        self.assertNotIn(self.depot, pickup)
        self.assertIn(self.depot, self.store_a._get_fulfilment_stores("shipping"))
        self.assertEqual(pickup.company_id, self.company)

    def test_groups_say_what_is_offered(self):
        store_c = self._create_store("Store C", "RSC")
        self.store_a.fulfilment_group_ids = self._create_group(
            (self.store_b, True, False), (self.depot, True, True)
        )
        self.assertEqual(
            self.store_a._get_fulfilment_stores("pickup"), self.store_a | self.store_b
        )
        self.assertEqual(
            self.store_a._get_fulfilment_stores("shipping"), self.store_a | self.depot
        )
        self.assertIn(store_c, self.store_b._get_fulfilment_stores("pickup"))

    def test_switched_off_stores_are_not_offered(self):
        self.store_b.pickup_enabled = False
        self.store_a.shipping_enabled = False
        self.assertNotIn(self.store_b, self.store_a._get_fulfilment_stores("pickup"))
        self.assertNotIn(self.store_a, self.store_a._get_fulfilment_stores("shipping"))

    def test_archived_members_are_not_offered(self):
        closed = self._create_store("Closed", "RSZ")
        self.store_a.fulfilment_group_ids = self._create_group(
            (closed, True, True), (self.store_b, True, True)
        )
        closed.active = False
        self.assertEqual(
            self.store_a._get_fulfilment_stores("pickup"), self.store_a | self.store_b
        )

    def test_one_place_is_judged_as_the_list_has_it(self):
        """Whether or not it is in a group, archived, or of another company."""
        closed = self._create_store("Closed", "RSZ")
        closed.active = False
        other = self.env["stock.warehouse"].search(
            [("company_id", "=", self.other_company.id)], limit=1
        )
        self.assertTrue(other)
        group = self._create_group(
            (self.store_b, True, False), (self.depot, True, True)
        )
        places = self.store_a | self.store_b | self.depot | closed | other
        switches = ("is_store", "pickup_enabled", "shipping_enabled")
        for groups in (group.browse(), group):
            self.store_a.fulfilment_group_ids = groups
            for switch in (None, *switches):
                if switch:
                    (self.store_a | self.store_b)[switch] = False
                for kind in ("pickup", "shipping"):
                    listed = self.store_a._get_fulfilment_stores(kind)
                    promised = places.filtered(
                        lambda place, kind=kind: self.store_a._may_promise(place, kind)
                    )
                    self.assertEqual(promised, places & listed)
            (self.store_a | self.store_b).write(dict.fromkeys(switches, True))

    def test_cashier_may_ask_what_is_offered(self):
        store = self.store_a.with_user(self.cashier)
        self.assertIn(self.store_b, store._get_fulfilment_stores("pickup"))
        self.assertFalse(store._get_profile_value("note"))

    def test_empty_value_of_a_profile_means_the_default_profile(self):
        self.company.retail_profile_id = self.env["retail.profile"].create(
            {"name": "Default", "note": "of the company"}
        )
        self.assertEqual(self.store_a._get_profile_value("note"), "of the company")
        own = self.env["retail.profile"].create({"name": "Own"})
        self.store_a.profile_id = own
        self.assertEqual(self.store_a._get_profile_value("note"), "of the company")
        own.note = "of the store"
        self.assertEqual(self.store_a._get_profile_value("note"), "of the store")
        self.assertEqual(self.store_b._get_profile_value("note"), "of the company")

    @freeze_time("2026-03-01 22:30:00")
    def test_a_day_begins_by_the_time_zone_of_the_store(self):
        self.store_a.tz = "Europe/Oslo"
        self.store_b.tz = "Asia/Tokyo"
        self.assertEqual(self.store_a._get_local_today(), date(2026, 3, 1))
        self.assertEqual(self.store_b._get_local_today(), date(2026, 3, 2))
        self.assertEqual(self.store_a._get_local_now().hour, 23)
        self.store_a.tz = False
        self.assertEqual(self.store_a._get_local_today(), date(2026, 3, 1))

    def test_other_company_is_refused(self):
        profile = self.env["retail.profile"].create(
            {"name": "Elsewhere", "company_id": self.other_company.id}
        )
        with self.assertRaises(UserError):
            self.store_a.profile_id = profile
        foreign = self.env["stock.warehouse"].search(
            [("company_id", "=", self.other_company.id)], limit=1
        )
        with self.assertRaises(UserError):
            self.store_a.shipping_warehouse_id = foreign
        with self.assertRaises(UserError):
            self._create_group((foreign, True, True))

    def test_till_loads_the_stores_of_its_company(self):
        stores = self.env["stock.warehouse"].with_user(self.cashier)
        loaded = stores._load_pos_data_search_read({}, self.register_a)
        names = {row["name"] for row in loaded}
        self.assertLessEqual({"Store A", "Store B", "Depot"}, names)
        self.assertNotIn(self.other_company.name, names)
        self.assertNotIn("image_1920", loaded[0])

    def test_stores_open_their_registers_and_stock(self):
        action = self.store_a.action_view_registers()
        self.assertEqual(
            self.env["pos.config"].search(action["domain"]), self.register_a
        )
        action = self.store_a.action_view_retail_availability()
        product = self._create_product("Thing")
        self._stock(product, self.store_a, 2)
        rows = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(rows.mapped("free"), [2])
        for record in (product, product.product_tmpl_id):
            action = record.action_view_retail_availability()
            found = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(found, rows)

    def test_installing_makes_stores_of_warehouses_with_registers(self):
        from ..hooks import post_init_hook

        (self.store_a | self.store_b).is_store = False
        post_init_hook(self.env)
        self.assertTrue(self.store_a.is_store)
        self.assertFalse(self.depot.is_store)
