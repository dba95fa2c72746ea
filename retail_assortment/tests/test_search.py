from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain
from odoo.modules.db import FunctionStatus
from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.retail_base.tests.common import RetailTillCommon

from ..models import product_template_till
from ..models.product_product_till import define_trigram
from ..tools.product_search import split_words
from .till import AssortmentBuilders


class SearchCommon(AssortmentBuilders, RetailTillCommon):
    """The search of a register of store A, called as a plain cashier."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.set_up_range()
        cls.open_session(cls.register_a)

    @classmethod
    def _create(cls, name, **values):
        """Create a product that store A carries."""
        product = cls.create_product(name, **values)
        cls.range_a.line_ids = [Command.create({"product_id": product.id})]
        return product.product_tmpl_id

    @classmethod
    def _create_jacket(cls, colors=("Crimson", "Navy"), mode="always"):
        attribute = cls.env["product.attribute"].create(
            {
                "name": "Shade",
                "create_variant": mode,
                "value_ids": [Command.create({"name": color}) for color in colors],
            }
        )
        jacket = cls.env["product.template"].create(
            {
                "name": "Jacket",
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
        cls.range_a.line_ids = [Command.create({"product_tmpl_id": jacket.id})]
        return jacket

    def _ask(self, text, *page, register=None, **context):
        templates = self.env["product.template"].with_user(self.cashier)
        register = register or self.register_a
        return templates.with_context(**context).search_products_from_ui(
            register.id, text, *page
        )

    def _find(self, text, *page, **kwargs):
        """Return what is found, in its order."""
        return self.env["product.template"].browse(
            self._ask(text, *page, **kwargs)["ids"]
        )

    def _both_ways(self):
        """Search as in a small catalogue, and as in a large one."""
        for many in (product_template_till.MANY, 0):
            with (
                self.subTest(many=many),
                patch.object(product_template_till, "MANY", many),
            ):
                yield


@tagged("post_install", "-at_install")
class TestSearch(SearchCommon):
    def test_ps_01_every_field_is_searched(self):
        product = self._create(
            "Hammock",
            default_code="HMK-77",
            barcode="4011200296908",
            description_sale="For two, with a\nmosquito net",
        )
        product.product_variant_id.product_uom_ids = [
            Command.create(
                {
                    "barcode": "9780201379624",
                    "uom_id": self.env.ref("uom.product_uom_dozen").id,
                }
            )
        ]
        jacket = self._create_jacket()
        for _many in self._both_ways():
            for text in (
                "hammock",
                "AMMO",
                "hmk-77",
                "k-7",
                "4011200296908",
                "0029",
                "mosquito",
                "9780201379624",
                "02013",
            ):
                with self.subTest(text):
                    self.assertEqual(self._find(text), product)
            self.assertEqual(self._find("crimson"), jacket)
            self.assertFalse(self._find("Shade"))
            self.assertFalse(self._find("nothing like it"))
            self.assertFalse(self._find(" "))

    def test_ps_01_attribute_values_of_all_kinds(self):
        always = self._create_jacket()
        never = self._create_jacket(("Velvet", "Matte"), mode="no_variant")
        dynamic = self._create_jacket(("Glossy", "Dull"), mode="dynamic")
        for _many in self._both_ways():
            self.assertEqual(self._find("jacket navy"), always)
            self.assertEqual(self._find("matte jacket"), never)
            self.assertEqual(self._find("jacket glossy"), dynamic)
            self.assertEqual(self._find("jacket"), always | never | dynamic)
        never.attribute_line_ids.value_ids -= never.attribute_line_ids.value_ids[0]
        self.assertFalse(self._find("velvet"))

    def test_ps_01_archived_variants_are_not_found_by_their_codes(self):
        jacket = self._create_jacket()
        first, second = jacket.product_variant_ids
        (first | second).mapped("display_name")
        first.default_code, second.default_code = "JKT-C", "JKT-N"
        second.active = False
        for _many in self._both_ways():
            self.assertEqual(self._find("jkt-c"), jacket)
            self.assertFalse(self._find("jkt-n"))

    def test_ps_01_the_name_is_searched_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("nb_NO")
        product = self._create("Wheelbarrow")
        product.with_context(lang="nb_NO").name = "Trillebår"
        for _many in self._both_ways():
            for lang, text, found in (
                ("en_US", "wheelb", True),
                ("en_US", "trille", False),
                ("nb_NO", "trille", True),
                ("nb_NO", "wheelb", False),
                ("nb_NO", "TRILLEBÅR", True),
                ("nb_NO", "år", True),
            ):
                with self.subTest(lang=lang, text=text):
                    self.assertEqual(bool(self._find(text, lang=lang)), found)

    def test_ps_01_accents_count_as_they_do_for_core(self):
        product = self._create("Crème brûlée", description_sale="Sucré")
        templates = self.env["product.template"]
        for _many in self._both_ways():
            for text in ("creme", "brulee", "crème", "CRÈME"):
                by_core = templates.search([("name", "ilike", text)])
                self.assertEqual(self._find(text), by_core & product)
            self.assertEqual(self._find("crème sucré"), product)

    def test_ps_01_signs_stand_for_themselves(self):
        percent = self._create("Juice 100% apple")
        under = self._create("Cable usb_c")
        slash = self._create(r"Board a\b \"c\"")
        self._create("Juice 100 apple, cable usb-c, board a/b")
        for _many in self._both_ways():
            self.assertEqual(self._find("100%"), percent)
            self.assertEqual(self._find("usb_c"), under)
            self.assertEqual(self._find(r"a\b"), slash)
            self.assertEqual(self._find(r"\"c\""), slash)
            self.assertFalse(self._find("%%%"))
            self.assertFalse(self._find("__"))

    def test_ps_02_all_words_in_any_order_over_several_fields(self):
        lamp = self._create(
            "Desk Lamp", default_code="DL-9", description_sale="Brass, for reading"
        )
        self._create("Desk", description_sale="Oak, for reading")
        for _many in self._both_ways():
            for text in (
                "lamp desk",
                "brass desk",
                "reading DL-9 lamp",
                "  DESK\tlamp \n",
                "desk desk lamp desk",
                "de la br",
            ):
                with self.subTest(text):
                    self.assertEqual(self._find(text), lamp)
            self.assertFalse(self._find("desk lamp oak"))

    def test_ps_02_any_word_those_with_more_of_them_first(self):
        lamp = self._create("Reading Lamp", description_sale="Brass")
        desk = self._create("Desk", description_sale="Oak, for reading")
        oak = self._create("Chair", description_sale="Oak")
        self._create("Vase", description_sale="Glass")
        self.profile.search_mode = "any"
        for _many in self._both_ways():
            self.assertEqual(list(self._find("reading oak")), [desk, lamp, oak])
            self.assertEqual(list(self._find("brass desk oak")), [desk, oak, lamp])
            self.assertEqual(list(self._find("xx oak zz")), [oak, desk])
        self.profile.search_mode = "all"
        self.assertEqual(self._find("reading oak"), desk)

    def test_ps_02_the_mode_of_the_default_profile_counts_for_stores_without(self):
        self._create("Vase")
        self.store_a.profile_id = False
        self.assertFalse(self._find("vase oak"))
        company = self.store_a.company_id
        company.retail_profile_id = self.profile
        self.profile.search_mode = "any"
        self.assertTrue(self._find("vase oak"))

    def test_ps_02_ranking(self):
        """Whole codes first, then the beginning of the name, then by name."""
        code = self._create("Zebra rug", default_code="LINEN")
        barcode = self._create("Yarn", barcode="LINEN 5")
        begins_b = self._create("Linen towel B")
        begins_a = self._create("linen towel A")
        within = self._create("Bath towel, linen")
        described = self._create("Apron", description_sale="Linen")
        for mode in ("all", "any"):
            self.profile.search_mode = mode
            for _many in self._both_ways():
                self.assertEqual(
                    list(self._find("Linen")),
                    [code, begins_a, begins_b, described, within, barcode],
                )
                # The code as a whole, with its space.
                self.assertEqual(self._find("linen 5")[0], barcode)
        # One that has both words as codes is not counted twice.
        self.assertEqual(
            list(self._find("linen zebra")),
            [code, begins_a, begins_b, described, within, barcode],
        )

    def test_ps_02_pages_continue_each_other(self):
        created = [self._create(f"Candle {letter}") for letter in "DACBFEG"]
        by_name = [created[number] for number in (1, 3, 2, 0, 5, 4, 6)]
        for _many in self._both_ways():
            self.assertEqual(list(self._find("candle", 0, 3)), by_name[:3])
            self.assertEqual(list(self._find("candle", 3, 3)), by_name[3:6])
            self.assertEqual(list(self._find("candle", 6, 3)), by_name[6:])
            self.assertEqual(list(self._find("candle")), by_name)
            self.assertEqual(self._ask("candle", 3, 3)["total"], 7)
            self.assertEqual(self._ask("candle", 9, 3), {"ids": [], "total": 7})
            self.assertEqual(self._ask("candle", 0, 0), {"ids": [], "total": 7})

    def test_ps_02_products_of_the_same_name_keep_their_order(self):
        twins = [self._create("Twin") for _number in range(6)]
        pages = [self._find("twin", offset, 2) for offset in (0, 2, 4)]
        self.assertEqual([one for page in pages for one in page], twins)

    def test_only_what_the_register_sells_is_found(self):
        sold = self._create("Sundial")
        self._create("Sundial hidden").available_in_pos = False
        self._create("Sundial unsold").sale_ok = False
        self._create("Sundial archived").active = False
        other = self.env["res.company"].create({"name": "Another retailer"})
        self._create("Sundial abroad").company_id = other
        for scope in ("store", "all"):
            self.assertEqual(self._find("sundial", retail_scope=scope), sold)
        category = self.env["pos.category"].create({"name": "Outdoors"})
        self.register_a.write(
            {
                "limit_categories": True,
                "iface_available_categ_ids": [Command.set(category.ids)],
            }
        )
        self.assertFalse(self._find("sundial"))
        sold.pos_categ_ids = category
        self.assertEqual(self._find("sundial"), sold)

    def test_what_was_just_written_is_found(self):
        product = self._create("Kite")
        product.write({"name": "Dragon", "description_sale": "Silk"})
        product.product_variant_id.default_code = "DRG-1"
        self.assertEqual(self._find("dragon silk drg-1"), product)
        self.assertFalse(self._find("kite"))

    def test_a_search_takes_few_queries_however_much_it_finds(self):
        for number in range(30):
            self._create(f"Candle {number}", default_code=f"C{number}")
        self._find("candle")
        self.env.invalidate_all()
        with self.assertQueryCount(20):
            self.assertEqual(len(self._find("candle c", 0, 30)), 30)

    def test_bad_searches_are_refused_with_a_sentence(self):
        for text in (
            "x" * 201,
            "x" * 10000,
            " ".join("abcdefghijk"),
            7,
            None,
            ["a"],
            {},
        ):
            with self.subTest(str(text)[:20]), self.refused("too much to search"):
                self._ask(text)
        for page in (
            (-1, 5),
            (0, 501),
            ("0", 5),
            (0, "5"),
            (0, None),
            (True, 5),
            (2**40, 5),
            (0.5, 5),
        ):
            with self.subTest(page=page), self.refused("page of the search"):
                self._ask("lamp", *page)
        for nonsense in (2**30, False, "1", None):
            with self.subTest(register=nonsense), self.assertRaises(UserError):
                self.env["product.template"].with_user(
                    self.cashier
                ).search_products_from_ui(nonsense, "lamp")

    def test_characters_that_no_database_takes_are_left_out(self):
        blue = self.product.product_tmpl_id
        self.assertEqual(self._find("blue\0lamp"), blue)
        self.assertEqual(self._find("bl\ud800ue lamp"), blue)
        self.assertEqual(split_words("A  a\n\0B\ud800"), ["a", "b"])

    def test_other_users_do_not_search(self):
        nobody = self.create_user("till_nobody", "base.group_user")
        with self.assertRaises(AccessError):
            self.env["product.template"].with_user(nobody).search_products_from_ui(
                self.register_a.id, "lamp"
            )

    def test_open_registers_are_told_how_to_search(self):
        def ask():
            configs = self.env["pos.config"].with_user(self.cashier)
            answer = configs.get_range_from_ui(self.register_a.id)
            return answer["search_mode"], answer["search_suggestions"]

        self.assertEqual(ask(), ("all", True))
        with patch.object(type(self.register_a), "_notify_range_changed") as notify:
            self.profile.write({"search_mode": "any"})
            self.profile.write({"search_suggestions": "enter"})
            self.profile.write({"name": "Renamed"})
        self.assertEqual(notify.call_count, 2)
        self.assertEqual(ask(), ("any", False))

    def test_parts_of_texts_are_found_by_indexes(self):
        """In the form that core and we create them where the extension is there."""
        self.env.cr.execute(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        )
        if not self.env.cr.fetchone()[0]:
            self.skipTest("only an administrator of PostgreSQL adds its extensions")
        # An index does not serve the transaction that wrote the rows before it.
        self.env.cr.execute(
            """
            CREATE EXTENSION IF NOT EXISTS pg_trgm;
            DROP INDEX IF EXISTS product_template__name_index,
                                 product_template__description_sale_index;
            CREATE TEMP TABLE product_template (LIKE product_template);
            CREATE TEMP TABLE product_product (LIKE product_product)
            """
        )
        registry = self.env.registry
        with patch.object(registry, "has_trigram", True):
            registry.check_indexes(self.env.cr, ["product.template"])
            for column in ("default_code", "barcode"):
                self.env.cr.execute(
                    f"CREATE INDEX IF NOT EXISTS product_product_{column}_trigram_idx"
                    f" ON product_product {define_trigram(column)(registry)}"
                )
        templates = self.env["product.template"].with_user(self.cashier)
        # They are empty, and yet large.
        with patch.object(product_template_till, "MANY", -1):
            query = templates._select_search_page(Domain.TRUE, ["lamp"], "all", 0, 10)
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        rows = self.env.execute_query(SQL("EXPLAIN %s", query))
        plan = "\n".join(row for (row,) in rows)
        for index in (
            "product_template__name_index",
            "product_template__description_sale_index",
            "product_product_default_code_trigram_idx",
            "product_product_barcode_trigram_idx",
        ):
            self.assertIn(f"Bitmap Index Scan on {index}", plan)

    def test_without_the_extension_there_are_no_such_indexes(self):
        registry = self.env.registry
        for has_trigram, has_unaccent in (
            (False, FunctionStatus.MISSING),
            (True, FunctionStatus.PRESENT),
        ):
            with (
                patch.object(registry, "has_trigram", has_trigram),
                patch.object(registry, "has_unaccent", has_unaccent),
            ):
                self.assertEqual(define_trigram("barcode")(registry), "")


@tagged("post_install", "-at_install")
class TestScope(SearchCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lamps = (cls.product | cls.red | cls.green).product_tmpl_id
        cls.other = {
            "retail_scope": "other",
            "retail_scope_store_id": cls.store_b.id,
        }

    def _get_scope(self, ids=(), **context):
        templates = self.env["product.template"].with_user(self.cashier)
        return templates.with_context(**context).get_scope_from_ui(
            self.register_a.id, list(ids)
        )

    def test_oa_01_search_in_this_store_another_or_all(self):
        blue, red, green = self.lamps
        for _many in self._both_ways():
            self.assertEqual(self._find("lamp"), blue | green)
            self.assertEqual(self._find("lamp", retail_scope="store"), blue | green)
            self.assertEqual(list(self._find("lamp", **self.other)), [green, red])
            self.assertEqual(self._find("lamp", retail_scope="all"), self.lamps)
        self.assertEqual(self._find("lamp", register=self.register_b), green | red)

    def test_oa_01_products_load_in_this_store_another_or_all(self):
        blue, red, green = self.lamps
        templates = self.env["product.template"].with_user(self.cashier)
        for context, found in (
            ({}, blue | green),
            (self.other, green | red),
            ({"retail_scope": "all"}, self.lamps),
        ):
            data = templates.with_context(**context).load_product_from_pos(
                self.register_a.id, [("name", "ilike", "lamp")], 0, 30
            )
            self.assertEqual(
                {row["id"] for row in data["product.template"]}, set(found.ids)
            )

    def test_oa_01_a_register_is_told_what_the_shown_range_has(self):
        blue, red, green = self.lamps
        self.register_a.tip_product_id = self._create("Tip").product_variant_id
        own = self._get_scope([blue.id, red.id])
        self.assertEqual(own, {"inside": blue.ids, "total": 2})
        other = self._get_scope(self.lamps.ids, **self.other)
        self.assertEqual(other["total"], 2)
        self.assertEqual(set(other["inside"]), set((red | green).ids))
        everything = self._get_scope(retail_scope="all")
        self.assertEqual(everything["inside"], [])
        self.assertEqual(
            everything["total"],
            self.env["product.template"].search_count(
                [
                    ("available_in_pos", "=", True),
                    ("sale_ok", "=", True),
                    ("company_id", "in", [False, self.store_a.company_id.id]),
                    (
                        "id",
                        "not in",
                        self.register_a._get_unranged_products().product_tmpl_id.ids,
                    ),
                ]
            ),
        )
        nonsense = self._get_scope(["1", None, {}, blue.id, 2**40])
        self.assertEqual(nonsense["inside"], blue.ids)

    def test_oa_01_the_range_of_another_store_follows_its_changes(self):
        blue, red, green = self.lamps
        self.range_b.line_ids = [Command.create({"product_id": self.product.id})]
        self.assertEqual(self._find("lamp", **self.other), blue | green | red)
        self.range_b.action_close()
        self.assertFalse(self._find("lamp", **self.other))

    def test_oa_01_only_stores_of_the_company_can_be_looked_at(self):
        company = self.env["res.company"].create({"name": "Another retailer"})
        warehouse = self.env["stock.warehouse"]
        abroad = warehouse.search([("company_id", "=", company.id)], limit=1)
        abroad.is_store = True
        closed = self.create_store("Store C")
        closed.register_ids.unlink()
        closed.active = False
        depot = warehouse.create(
            {"name": "Depot", "code": "DPT", "company_id": self.store_a.company_id.id}
        )
        for store_id in (
            abroad.id,
            closed.id,
            depot.id,
            2**30,
            2**70,
            -1,
            0,
            True,
            False,
            None,
            "1",
            [self.store_b.id],
            {"id": self.store_b.id},
        ):
            context = {**self.other, "retail_scope_store_id": store_id}
            for ask in (
                lambda context: self._ask("lamp", **context),
                lambda context: self._get_scope(**context),
            ):
                with (
                    self.subTest(store=store_id),
                    self.refused("not there any more. Choose another one"),
                ):
                    ask(context)
        # A manager of both companies is no exception.
        self.cashier.company_ids += company
        with self.refused("not there any more"):
            self._ask(
                "lamp",
                **self.other | {"retail_scope_store_id": abroad.id},
                allowed_company_ids=[self.store_a.company_id.id, company.id],
            )

    def test_oa_01_an_unknown_scope_is_refused(self):
        for scope in ("everything", 1, ["all"], {"a": 1}):
            with self.subTest(scope=scope), self.refused("not there any more"):
                self._ask("lamp", retail_scope=scope)

    def test_oa_02_a_barcode_is_found_in_every_scope(self):
        templates = self.env["product.template"].with_user(self.cashier)
        domain = [("product_variant_ids.barcode", "in", [self.red.barcode])]
        for context in (
            {},
            {"retail_scope": "all"},
            self.other,
            {**self.other, "retail_scope_store_id": self.store_a.id},
            {"retail_scope": "nonsense"},
        ):
            data = templates.with_context(**context).load_product_from_pos(
                self.register_a.id, domain
            )
            self.assertEqual(
                [row["id"] for row in data["product.template"]],
                self.red.product_tmpl_id.ids,
            )

    def test_as_14_a_range_larger_than_what_is_loaded_is_found_by_the_search(self):
        self.env["ir.config_parameter"].set_param(
            "point_of_sale.limited_product_count", 2
        )
        candles = [self._create(f"Candle {number}") for number in range(5)]
        session = self.register_a.current_session_id.with_user(self.cashier)
        data = session.load_data(["pos.config", "product.template"])
        loaded = {row["id"] for row in data["product.template"]}
        self.assertLess(len(loaded & {one.id for one in candles}), 5)
        self.assertEqual(self._get_scope()["total"], 7)
        self.assertEqual(list(self._find("candle")), candles)
        # The range itself says no less than before.
        configs = self.env["pos.config"].with_user(self.cashier)
        answer = configs.get_range_from_ui(self.register_a.id, sorted(loaded), True)
        self.assertEqual(answer["missing"], [])

    def test_as_11_a_blocked_product_is_found_in_every_scope(self):
        blue = self.product.product_tmpl_id
        self.env["retail.sale.block"].create({"product_tmpl_id": blue.id})
        for scope in ("store", "all"):
            self.assertEqual(self._find("blue lamp", retail_scope=scope), blue)
