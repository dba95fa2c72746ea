from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .look_up import LookUpCommon


@tagged("post_install", "-at_install")
class TestInventoryProfile(LookUpCommon):
    """What customers are told of the stock."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.home = cls.env["product.category"].create({"name": "Home"})
        cls.lamps = cls.env["product.category"].create(
            {"name": "Lamps", "parent_id": cls.home.id}
        )
        cls.product.categ_id = cls.lamps
        cls.company.retail_inventory_profile_id = False
        cls.profile = cls._create_profile("Home", buffer=2)

    @classmethod
    def _create_profile(cls, name, starts=(0, 1, 5), company=None, **values):
        """Create a profile whose labels are None, Some and Many, then the number."""
        labels = ["None", "Some", "Many", *map(str, starts)]
        kinds = ["out", "low", "available", *starts]
        return cls.env["retail.inventory.profile"].create(
            {
                "name": name,
                "company_id": (company or cls.company).id,
                "level_ids": [
                    Command.create(
                        {
                            "name": f"{name}: {labels[number]}",
                            "kind": kinds[min(number, 2)],
                            "quantity_from": start,
                        }
                    )
                    for number, start in enumerate(starts)
                ],
                **values,
            }
        )

    def _get_told(self, product=None, place=None):
        """Return what customers are told of a product: quantity and label."""
        product, place = product or self.product, place or self.store_a
        told = product._get_inventory_levels(place)[product.id, place.id]
        return told["shown"], told["level"] and told["level"]["name"]

    def _write_levels(self, *starts):
        levels = self.profile.level_ids.sorted("quantity_from")
        self.profile.level_ids = [
            Command.update(level.id, {"quantity_from": start})
            for level, start in zip(levels, starts, strict=True)
        ]

    # === WHAT IS SHOWN ===#

    def test_il_06_shown_is_stock_less_buffer(self):
        self.lamps.retail_inventory_profile_id = self.profile
        for free, shown, label in (
            (0, 0, "Home: None"),
            (2, 0, "Home: None"),
            (3, 1, "Home: Some"),
            (6, 4, "Home: Some"),
            (7, 5, "Home: Many"),
            (-4, 0, "Home: None"),
        ):
            with self.subTest(free=free):
                self.env["stock.quant"].search(
                    [("product_id", "=", self.product.id)]
                ).unlink()
                if free:
                    self._stock(self.product, self.store_a, free)
                self.assertEqual(self._get_told(), (shown, label))
                [row] = [row for row in self._look_up() if row["is_current"]]
                figures = row["products"][str(self.product.id)]
                self.assertEqual(
                    (figures["free"], figures["shown"], figures["level"]["name"]),
                    (free, shown, label),
                )

    def test_il_06_reserved_goods_are_not_shown(self):
        self.lamps.retail_inventory_profile_id = self.profile
        self._stock(self.product, self.store_a, 9)
        self.env["stock.quant"]._update_reserved_quantity(
            self.product, self.store_a.lot_stock_id, 4
        )
        self.assertEqual(self._get_told(), (3, "Home: Some"))

    def test_il_06_buffer_is_kept_back_in_each_place(self):
        self.lamps.retail_inventory_profile_id = self.profile
        self._stock(self.product, self.store_a, 3)
        self._stock(self.product, self.depot, 8)
        levels = self.product._get_inventory_levels(self.store_a | self.depot)
        self.assertEqual([one["shown"] for one in levels.values()], [1, 6])
        self.assertEqual(
            [one["level"]["kind"] for one in levels.values()], ["low", "available"]
        )

    def test_il_06_quantities_are_rounded_to_the_unit(self):
        profile = self._create_profile("Cloth", starts=(0, 0.3, 5), buffer=0.1)
        self.lamps.retail_inventory_profile_id = profile
        self._stock(self.product, self.store_a, 0.4)
        self.assertEqual(self._get_told(), (0.3, "Cloth: Some"))

    # === WHICH PROFILE ===#

    def test_il_06_inherited_down_the_categories_product_wins(self):
        self.assertEqual(self._get_told(), (0, False))
        for holder, name in (
            (self.company, "Company"),
            (self.home, "Home"),
            (self.lamps, "Lamps"),
            (self.product.product_tmpl_id, "Product"),
        ):
            holder.retail_inventory_profile_id = self._create_profile(name)
            self.assertEqual(self._get_told(), (0, f"{name}: None"))
        self.product.retail_inventory_profile_id.active = False
        self.assertEqual(self._get_told(), (0, "Lamps: None"))
        self.lamps.parent_id = False
        self.lamps.retail_inventory_profile_id = False
        self.assertEqual(self._get_told(), (0, "Company: None"))

    def test_il_06_goods_without_stock_keeping_are_told_nothing_of(self):
        self.company.retail_inventory_profile_id = self.profile
        for kind in ("service", "consu"):
            product = self._create_product("Other", type=kind, is_storable=False)
            self.assertEqual(self._get_told(product), (0, False))

    def test_il_06_each_company_has_its_own(self):
        foreign = self.env["stock.warehouse"].search(
            [("company_id", "=", self.other_company.id)], limit=1
        )
        other = self._create_profile("Other", company=self.other_company)
        self.lamps.retail_inventory_profile_id = self.profile
        self.lamps.with_company(self.other_company).retail_inventory_profile_id = other
        self._stock(self.product, self.store_a, 3)
        self._stock(self.product, foreign, 3)
        self.assertEqual(self._get_told(), (1, "Home: Some"))
        self.assertEqual(self._get_told(place=foreign), (3, "Other: Some"))
        with self.assertRaises(UserError):
            self.product.product_tmpl_id.retail_inventory_profile_id = other
        with self.assertRaisesRegex(ValidationError, "belongs to another company"):
            self.company.retail_inventory_profile_id = other

    def test_il_06_a_profile_in_use_is_not_deleted(self):
        self.lamps.retail_inventory_profile_id = self.profile
        with self.assertRaises(UserError):
            self.profile.unlink()

    # === LEVELS ===#

    def test_il_06_no_gap_no_overlap(self):
        create = self._create_profile
        with self.assertRaisesRegex(ValidationError, "“X” has no level. Add one"):
            create("X", starts=())
        with self.assertRaisesRegex(ValidationError, "no level from 0 to 2\\."):
            create("X", starts=(2, 5))
        with self.assertRaisesRegex(ValidationError, "X: None, X: Some all begin at 0"):
            create("X", starts=(0, 0, 5))
        with self.assertRaisesRegex(ValidationError, "“X: None” begins below 0"):
            create("X", starts=(-1, 0))
        self.assertEqual(
            self.profile.level_ids.mapped("quantity_range"),
            ["0 to below 1", "1 to below 5", "5 or more"],
        )

    def test_il_06_levels_are_checked_however_they_are_changed(self):
        none, some, many = self.profile.level_ids
        for sentence, change in (
            ("all begin at 5", lambda: some.write({"quantity_from": 5})),
            ("no level from 0 to 1", none.unlink),
            ("all begin at 1", lambda: some.copy({"name": "Twin"})),
            (
                "has no level",
                lambda: self.profile.write({"level_ids": [Command.clear()]}),
            ),
        ):
            with (
                self.subTest(sentence),
                self.assertRaisesRegex(ValidationError, sentence),
                self.env.cr.savepoint(),
            ):
                change()
        many.unlink()
        self.assertEqual(some.quantity_range, "1 or more")

    def test_il_06_levels_may_overlap_while_they_are_written(self):
        self._write_levels(0, 5, 10)
        self.assertEqual(self.profile.level_ids.mapped("quantity_from"), [0, 5, 10])

    def test_il_06_a_buffer_is_not_negative(self):
        with self.assertRaisesRegex(ValidationError, "buffer cannot be negative"):
            self.profile.buffer = -1

    def test_il_06_a_new_profile_has_the_usual_levels(self):
        form = Form(self.env["retail.inventory.profile"].with_user(self.admin))
        form.name = "New"
        profile = form.save()
        self.assertEqual(
            profile.level_summary, "0 Out of stock · 1 Few left · 5 Available"
        )

    def test_il_06_labels_are_told_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("nb_NO")
        self.lamps.retail_inventory_profile_id = self.profile
        self.profile.level_ids[0].with_context(lang="nb_NO").name = "Utsolgt"
        self.assertEqual(self._get_told(), (0, "Home: None"))
        [row] = (
            self.env["product.product"]
            .with_user(self.cashier)
            .with_context(lang="nb_NO")
            .get_store_availability(
                self.register_a.id, self.product.ids, self.store_a.ids
            )
        )
        row = row["products"][str(self.product.id)]
        self.assertEqual(row["level"], {"name": "Utsolgt", "kind": "out"})

    # === WHO SEES WHAT, AND HOW FAST ===#

    def test_il_06_seen_in_the_back_office(self):
        self.lamps.retail_inventory_profile_id = self.profile
        self._stock(self.product, self.store_a, 3)
        rows = self.env["retail.availability"].with_user(self.retail_user)
        [row] = rows.search([("product_id", "=", self.product.id)])
        self.assertEqual((row.free, row.shown, row.level), (3, 1, "Home: Some"))
        self.assertEqual(row.level_kind, "low")

    def test_il_06_a_profile_opens_what_carries_it(self):
        self.home.retail_inventory_profile_id = self.profile
        self.product.retail_inventory_profile_id = self.profile
        self.assertEqual(self.profile.category_count, 1)
        self.assertEqual(self.profile.product_count, 1)
        for action, record in (
            (self.profile.action_view_categories(), self.home),
            (self.profile.action_view_products(), self.product.product_tmpl_id),
        ):
            found = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(found, record)

    def test_il_06_cashiers_do_not_change_it(self):
        with self.assertRaises(AccessError):
            self.profile.with_user(self.cashier).buffer = 0

    def test_il_06_as_many_queries_for_many_products_and_places(self):
        self.home.retail_inventory_profile_id = self.profile

        def count(products, places):
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            products._get_inventory_levels(places)
            return self.env.cr.sql_log_count - start

        few = count(self.product, self.store_a)
        others = [
            self.env["product.category"].create(
                {"name": f"C{number}", "parent_id": self.lamps.id}
            )
            for number in range(10)
        ]
        products = self.product.union(
            *(
                self._create_product(f"P{number}", categ_id=category.id)
                for number, category in enumerate(others)
            )
        )
        places = self.store_a | self.store_b | self.store_c | self.depot
        self.assertEqual(count(products, places), few)
