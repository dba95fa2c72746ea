import json

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.common import RetailTillCommon

from .till import AssortmentBuilders


@tagged("post_install", "-at_install")
class TestTill(AssortmentBuilders, RetailTillCommon):
    """What a register loads and finds, called as a plain cashier."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_range()
        cls.open_session(cls.register_a)
        cls.lamps = (cls.product | cls.red | cls.green).product_tmpl_id

    def _load(self, register):
        """Return the lamps that a register loads when it opens."""
        session = self.open_session(register).with_user(self.cashier)
        data = session.load_data(["pos.config", "product.template", "product.product"])
        loaded = {row["id"] for row in data["product.template"]}
        return self.lamps.filtered(lambda one: one.id in loaded)

    def _find(self, domain, register=None, **context):
        """Return the lamps that a register finds."""
        templates = self.env["product.template"].with_user(self.cashier)
        register = register or self.register_a
        data = templates.with_context(**context).load_product_from_pos(
            register.id, domain, 0, 30
        )
        found = {row["id"] for row in data["product.template"]}
        return self.lamps.filtered(lambda one: one.id in found)

    def _ask(self, *args, register=None):
        configs = self.env["pos.config"].with_user(self.cashier)
        return configs.get_range_from_ui((register or self.register_a).id, *args)

    def test_as_14_a_register_loads_its_range_alone(self):
        blue, red, green = self.lamps
        self.assertEqual(self._load(self.register_a), blue | green)
        self.assertEqual(self._load(self.register_b), red | green)
        tip = self.register_a.tip_product_id = self.create_product("Tip")
        session = self.register_a.current_session_id.with_user(self.cashier)
        data = session.load_data(["pos.config", "product.template"])
        loaded = {row["id"] for row in data["product.template"]}
        self.assertIn(tip.product_tmpl_id.id, loaded)

    def test_as_14_the_range_comes_with_the_products(self):
        session = self.register_a.current_session_id.with_user(self.cashier)
        names = ["pos.config", "product.template", "product.product"]
        data = session.load_data(names)
        loaded = [row["id"] for row in data["product.template"]]
        answer = data["pos.config"][0]["_retail_range"]
        self.assertTrue(answer["restricted"])
        self.assertEqual(answer, self._ask(loaded))
        # Not where it would be about what has changed alone.
        later = session.with_context(pos_last_server_date="2030-01-01 00:00:00")
        self.assertNotIn("_retail_range", later.load_data(names)["pos.config"][0])

    def test_as_14_the_limit_is_filled_from_the_range(self):
        """A range that fits is loaded whole, however many products there are."""
        self.env["ir.config_parameter"].set_param(
            "point_of_sale.limited_product_count", 2
        )
        for number in range(5):
            self.create_product(f"Other {number}", is_favorite=True)
        blue, _red, green = self.lamps
        self.assertEqual(self._load(self.register_a), blue | green)

    def test_without_assortments_a_register_loads_everything(self):
        (self.range_a | self.range_b).action_close()
        self.assertEqual(self._load(self.register_a), self.lamps)
        answer = self._ask(self.lamps.ids, True)
        self.assertFalse(answer["restricted"])
        self.assertFalse(answer["outside"])

    def test_oa_01_a_search_stays_in_the_range_unless_it_is_widened(self):
        blue, red, green = self.lamps
        search = [("name", "ilike", "lamp"), ("available_in_pos", "=", True)]
        self.assertEqual(self._find(search), blue | green)
        self.assertEqual(self._find(search, retail_scope="store"), blue | green)
        self.assertEqual(self._find(search, retail_scope="all"), self.lamps)
        self.assertEqual(self._find([("barcode", "ilike", "4006")]), red.browse())
        for_sale = [("available_in_pos", "=", True), ("sale_ok", "=", True)]
        self.assertEqual(self._find(for_sale), blue | green)
        outside = ("assorted_store_ids", "not in", self.store_a.ids)
        self.assertEqual(self._find([*for_sale, outside], retail_scope="all"), red)

    def test_oa_02_products_that_are_named_are_found(self):
        red = self.red.product_tmpl_id
        for domain in (
            [("id", "in", red.ids)],
            [("product_variant_ids", "in", self.red.ids)],
            [("product_variant_ids.id", "in", self.red.ids)],
            [("product_variant_ids.barcode", "in", [self.red.barcode])],
        ):
            with self.subTest(domain=domain):
                self.assertEqual(self._find(domain), red)

    def test_a_barcode_finds_only_what_is_for_sale(self):
        domain = [("product_variant_ids.barcode", "in", [self.red.barcode])]
        self.red.available_in_pos = False
        self.assertFalse(self._find(domain))
        self.assertTrue(self._find([("id", "in", self.red.product_tmpl_id.ids)]))

    def test_range_sorts_what_is_loaded(self):
        blue, red, green = self.lamps
        answer = self._ask((blue | red).ids, True)
        self.assertEqual(answer["outside"], red.ids)
        self.assertIn(green.id, answer["missing"])
        self.assertNotIn(red.id, answer["missing"])
        self.assertEqual(answer["store"], "Store A")
        self.assertEqual(answer["policy"], "forbid")
        self.assertTrue(answer["restricted"])
        self.assertFalse(answer["next_change"])
        self.assertEqual(answer["approval_minutes"], 10)
        self.assertFalse(self._ask(self.lamps.ids)["missing"])
        self.assertFalse(self._ask()["outside"])

    def test_range_knows_variants(self):
        attribute = self.env["product.attribute"].create(
            {
                "name": "Size",
                "value_ids": [Command.create({"name": name}) for name in "SM"],
            }
        )
        shirt = self.env["product.template"].create(
            {
                "name": "Shirt",
                "available_in_pos": True,
                "attribute_line_ids": [
                    Command.create(
                        {
                            "attribute_id": attribute.id,
                            "value_ids": [Command.set(attribute.value_ids.ids)],
                        }
                    )
                ],
            }
        )
        small, medium = shirt.product_variant_ids
        self.range_a.line_ids = [Command.create({"product_id": small.id})]
        answer = self._ask(shirt.ids)
        self.assertEqual(answer["outside_variants"], medium.ids)
        self.assertFalse(answer["outside"])
        self.assertEqual(
            self._ask(shirt.ids, register=self.register_b)["outside"], shirt.ids
        )

    def test_products_of_the_register_itself_are_never_outside(self):
        self.register_a.tip_product_id = self.red
        self.assertFalse(self._ask(self.red.product_tmpl_id.ids)["outside"])

    @freeze_time("2026-03-01 22:30:00")
    def test_as_06_seconds_until_the_range_changes(self):
        self.store_a.tz = "Europe/Oslo"
        self.range_a.date_end = "2026-03-01"
        blue = self.product.product_tmpl_id
        answer = self._ask(blue.ids)
        self.assertEqual((answer["next_change"], answer["outside"]), (1800, []))
        with freeze_time("2026-03-01 23:00:00"):
            answer = self._ask(blue.ids)
            self.assertEqual(
                (answer["next_change"], answer["outside"]), (False, blue.ids)
            )

    def test_range_of_no_register_is_refused(self):
        for nonsense in (2**30, False, "1", None):
            with self.subTest(nonsense), self.assertRaises(UserError):
                self.env["pos.config"].with_user(self.cashier).get_range_from_ui(
                    nonsense
                )
        answer = self._ask(["1", None, {}, self.red.product_tmpl_id.id])
        self.assertEqual(answer["outside"], self.red.product_tmpl_id.ids)

    def _count_messages(self):
        self.env.cr.precommit.run()
        messages = self.env["bus.bus"].sudo().search([])
        types = [json.loads(one.message)["type"] for one in messages]
        messages.unlink()
        return sum("RETAIL_RANGE" in name for name in types)

    def test_open_registers_are_told_of_every_change(self):
        group = self.env["retail.store.group"].create({"name": "North"})
        other_group = self.env["retail.store.group"].create({"name": "Norway"})
        category = self.env["product.category"].create({"name": "Lamps"})
        other_category = self.env["product.category"].create({"name": "Light"})
        draft = self.range_a.copy()
        self._count_messages()
        for what, change, told in (
            ("nothing", lambda: None, 0),
            ("line", lambda: self.range_a.line_ids[0].write({"exclude": True}), 1),
            ("line gone", lambda: self.range_a.line_ids[0].unlink(), 1),
            ("dates", lambda: self.range_a.write({"date_end": "2099-01-01"}), 1),
            ("name", lambda: self.range_a.write({"name": "Renamed"}), 0),
            ("draft line", lambda: draft.line_ids.write({"exclude": True}), 0),
            ("publish", draft.action_publish, 1),
            ("close", draft.action_close, 1),
            ("store", lambda: self.store_b.write({"store_group_id": group.id}), 1),
            ("group", lambda: group.write({"parent_id": other_group.id}), 1),
            ("product", lambda: self.red.write({"categ_id": category.id}), 1),
            ("category", lambda: category.write({"parent_id": other_category.id}), 1),
            ("policy", lambda: self.profile.write({"out_of_range_policy": "allow"}), 1),
            (
                "default policy",
                lambda: self.env.company.write({"retail_profile_id": self.profile.id}),
                1,
            ),
            ("price", lambda: self.red.write({"list_price": 7}), 0),
        ):
            with self.subTest(what):
                change()
                # One register is open, the other is not.
                self.assertEqual(self._count_messages(), told)
