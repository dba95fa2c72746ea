from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .look_up import LookUpCommon


@tagged("post_install", "-at_install")
class TestLookUp(LookUpCommon):
    """What a cashier with no other right learns of the stores around."""

    def _find(self, term):
        products = self.env["product.product"].with_user(self.cashier)
        return products.find_for_look_up(self.register_a.id, term)

    # === WHICH PLACES ===#

    def test_il_01_all_places_of_the_fulfilment_groups(self):
        self._create_store("Store D", "RSD")  # in no group
        self.assertEqual(
            {row["name"] for row in self._look_up()},
            {"Store A", "Store B", "Store C", "Depot"},
        )

    def test_il_01_places_that_promise_nothing_are_listed(self):
        member = self.group.member_ids.filtered(
            lambda one: one.warehouse_id == self.store_b
        )
        member.write({"pickup": False, "shipping": False})
        self.depot.shipping_enabled = False
        rows = {row["name"]: row for row in self._look_up()}
        self.assertFalse(rows["Store B"]["pickup"] or rows["Store B"]["shipping"])
        self.assertTrue(rows["Store B"]["pickup_enabled"])
        self.assertFalse(rows["Depot"]["pickup"] or rows["Depot"]["shipping"])
        self.assertFalse(rows["Depot"]["shipping_enabled"] or rows["Depot"]["is_store"])
        self.assertTrue(rows["Store C"]["pickup"] and rows["Store C"]["shipping"])

    def test_il_01_own_store_is_listed_outside_its_groups(self):
        self.group.member_ids.filtered(
            lambda one: one.warehouse_id == self.store_a
        ).unlink()
        self.assertEqual(self._look_up()[0]["store_id"], self.store_a.id)

    def test_il_01_archived_places_are_not_listed(self):
        self.store_c.active = False
        self.assertNotIn("Store C", {row["name"] for row in self._look_up()})

    # === FINDING THE PRODUCT ===#

    def test_il_01_found_by_number_and_barcode(self):
        unit = self.env.ref("uom.product_uom_dozen")
        self.env["product.uom"].create(
            {"product_id": self.product.id, "uom_id": unit.id, "barcode": "BOX12"}
        )
        self._create_product("Other", default_code="LAMPX7", available_in_pos=True)
        expected = {
            "product_id": self.product.id,
            "template_ids": self.product.product_tmpl_id.ids,
        }
        for term in ("LAMP_7", "lamp_7", " LAMP_7 ", "7099990099999", "BOX12"):
            with self.subTest(term=term):
                self.assertEqual(self._find(term), expected)

    def test_il_01_found_by_words_in_any_order(self):
        templates = self.product.product_tmpl_id
        for term in ("lamp green", "green LAMP_", "99999 lamp"):
            with self.subTest(term=term):
                self.assertEqual(
                    self._find(term),
                    {"product_id": False, "template_ids": templates.ids},
                )
        self.assertFalse(self._find("green chair")["template_ids"])

    def test_il_01_same_number_twice_is_for_the_cashier_to_choose(self):
        twin = self._create_product(
            "Twin", default_code="LAMP_7", available_in_pos=True
        )
        answer = self._find("LAMP_7")
        self.assertFalse(answer["product_id"])
        self.assertEqual(
            set(answer["template_ids"]), set((self.product | twin).product_tmpl_id.ids)
        )

    def test_il_01_only_goods_for_sale_are_found(self):
        for values in (
            {"sale_ok": False},
            {"available_in_pos": False},
            {"type": "service", "is_storable": False},
            {"active": False},
            {"company_id": self.other_company.id},
        ):
            with self.subTest(values=values):
                product = self._create_product(
                    "Blue Rug", **{"available_in_pos": True, **values}
                )
                self.assertFalse(self._find("blue rug")["template_ids"])
                product.product_tmpl_id.active = False

    def test_il_01_bad_calls_are_refused_or_find_nothing(self):
        for term in ("", "   ", None, 7, ["x"]):
            self.assertFalse(self._find(term)["template_ids"])
        products = self.env["product.product"].with_user(self.cashier)
        with self.assertRaisesRegex(UserError, "register does not exist"):
            products.find_for_look_up(0, "lamp")
        with self.assertRaisesRegex(UserError, "register does not exist"):
            products.get_store_availability("1", self.product.ids)
        for ids in (None, 5, "5", [True, "x", None, {}], [0]):
            answer = products.get_store_availability(self.register_a.id, ids)
            self.assertEqual(answer[0]["products"], {})
        self.assertFalse(products.get_store_availability(self.register_a.id, [], ["x"]))
        outsider = self._create_user("look_up_outsider", "base.group_user")
        with self.assertRaises(AccessError):
            products.with_user(outsider).find_for_look_up(self.register_a.id, "lamp")

    def test_il_01_register_without_a_store_says_so(self):
        self.store_a.pos_type_id.warehouse_id = False
        with self.assertRaisesRegex(UserError, "belongs to no store"):
            self._look_up()

    # === FIGURES AND SPEED ===#

    def test_il_04_variants_of_one_place(self):
        other = self._create_product("Other")
        other.active = False
        products = self.env["product.product"].with_user(self.cashier)
        rows = products.get_store_availability(
            self.register_a.id, (self.product | other).ids, [self.store_b.id]
        )
        self.assertEqual([row["store_id"] for row in rows], [self.store_b.id])
        self.assertEqual(set(rows[0]["products"]), {str(self.product.id)})
        foreign = self.env["stock.warehouse"].search(
            [("company_id", "=", self.other_company.id)], limit=1
        )
        self.assertFalse(
            products.get_store_availability(
                self.register_a.id, self.product.ids, foreign.ids
            )
        )

    def test_il_05_every_look_up_is_live(self):
        def get_free():
            return self._look_up()[0]["products"][str(self.product.id)]["free"]

        self._stock(self.product, self.store_a, 4)
        self.assertEqual(get_free(), 4)
        self._stock(self.product, self.store_a, -3)
        self.assertEqual(get_free(), 1)

    def test_il_02_as_many_queries_for_many_places_as_for_few(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            rows = self._look_up()
            return self.env.cr.sql_log_count - start, len(rows)

        for store in self.store_a | self.store_b:
            store.opening_calendar_id = self._create_calendar()
        self.store_a.fulfilment_group_ids = False
        count()  # what is read once for all, as access rights
        few = count()
        for number in range(8):
            store = self._create_store(
                f"Store {number}", f"Q{number}", tz=("UTC", "Asia/Tokyo")[number % 2]
            )
            self._set_address(store, 50 + number, 5)
            store.opening_calendar_id = self._create_calendar()
        many = count()
        self.assertEqual(many[1], few[1] + 8)
        self.assertEqual(many[0], few[0])

    def test_il_02_one_store_opens_what_it_may_promise(self):
        self._stock(self.product, self.store_b, 2)
        self._stock(self.product, self.depot, 5)
        outside = self._create_store("Store D", "RSD")
        self._stock(self.product, outside, 9)
        store = self.store_a.with_user(self.retail_user)
        action = store.action_view_promised_availability()
        rows = store.env[action["res_model"]].search(action["domain"])
        rows = rows.filtered(lambda row: row.product_id == self.product)
        self.assertEqual(sorted(rows.mapped("free")), [2, 5])
        self.assertIn("Store A", action["display_name"])
