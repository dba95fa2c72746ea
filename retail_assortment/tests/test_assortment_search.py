from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import AssortmentCommon


@tagged("post_install", "-at_install")
class TestSearch(AssortmentCommon):
    """What the lists of assortments and lines find."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north = cls._create_group("North")
        cls.oslo = cls._create_group("Oslo", cls.north, stores=cls.store_a)
        cls.direct = cls._assort(cls.store_a, include=cls.pan, name="Direct")
        cls.by_group = cls._assort(
            cls.north,
            include=cls.garden,
            exclude=cls.rake,
            name="By group",
            state="draft",
            date_start="2099-01-01",
        )
        cls.other = cls._assort(
            cls.store_b, include=cls.spade.product_tmpl_id, name="Other"
        )
        cls.other.line_ids.date_end = "2020-01-01"
        cls.rules = cls.direct | cls.by_group | cls.other

    def _search_rules(self, *condition):
        domain = [("id", "in", self.rules.ids), condition]
        return self.rules.with_user(self.retail_user).search(domain)

    def test_assortments_of_a_store_are_found_by_its_groups_as_well(self):
        for condition in (
            ("named_store_ids", "in", self.store_a.ids),
            ("named_store_ids", "=", self.store_a.id),
            ("named_store_ids", "ilike", "Store A"),
        ):
            with self.subTest(condition):
                found = self._search_rules(*condition)
                self.assertEqual(found, self.by_group | self.direct)
        self.assertEqual(self.by_group.named_store_ids, self.store_a)

    def test_assortments_of_no_store_are_found(self):
        self.store_a.store_group_id = False
        self.assertEqual(
            self._search_rules("named_store_ids", "=", False), self.by_group
        )
        self.assertEqual(
            self._search_rules("named_store_ids", "!=", False),
            self.direct | self.other,
        )
        self.assertFalse(self.by_group.named_store_ids)

    def _get_filters(self, model):
        """Return {name: domain} of the filters of a model's search view."""
        view = self.env[model].get_view(view_type="search")
        return {
            node.get("name"): safe_eval(node.get("domain"))
            for node in etree.fromstring(view["arch"]).iter("filter")
            if node.get("domain")
        }

    def test_filters_of_lines(self):
        lines = self.rules.line_ids
        category = lines.filtered("categ_id")
        product = lines.filtered("product_tmpl_id")
        rake = lines.filtered("exclude")
        pan = lines - category - product - rake
        expected = {
            "filter_include": lines - rake,
            "filter_exclude": rake,
            "filter_category": category,
            "filter_product": product,
            "filter_variant": pan | rake,
            "filter_published": pan | product,
            "filter_draft": category | rake,
            "filter_in_force": pan,
            "filter_coming": category | rake,
            "filter_ended": product,
        }
        filters = self._get_filters("retail.assortment.line")
        self.assertEqual(filters.keys(), expected.keys())
        for name, domain in filters.items():
            with self.subTest(name):
                found = lines.search([("id", "in", lines.ids), *domain])
                self.assertEqual(found, expected[name].sorted())

    def test_lines_are_found_by_kind_and_effect(self):
        lines = self.rules.line_ids
        for kind, field in (
            ("category", "categ_id"),
            ("product", "product_tmpl_id"),
            ("variant", "product_id"),
        ):
            domain = [("id", "in", lines.ids), ("kind", "=", kind)]
            self.assertEqual(lines.search(domain), lines.filtered(field).sorted())
        domain = [("id", "in", lines.ids), ("effect", "=", "exclude")]
        self.assertEqual(lines.search(domain), lines.filtered("exclude"))
        domain = [("id", "in", lines.ids), ("effect", "!=", "exclude")]
        included = lines - lines.filtered("exclude")
        self.assertEqual(lines.search(domain), included.sorted())

    def test_lines_are_grouped(self):
        lines = self.env["retail.assortment.line"].with_user(self.retail_user)
        domain = [("assortment_id", "in", self.rules.ids)]
        for field in ("assortment_id", "categ_id", "product_tmpl_id", "exclude"):
            counts = lines._read_group(domain, [field], ["__count"])
            self.assertEqual(sum(count for _group, count in counts), 4)

    def test_an_assortment_opens_its_lines(self):
        action = self.by_group.action_view_lines()
        lines = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(lines, self.by_group.line_ids)
        self.assertEqual(action["context"]["default_assortment_id"], self.by_group.id)

    def test_several_lines_are_edited_at_once(self):
        lines = self.rules.line_ids.with_user(self.manager)
        lines.write({"effect": "exclude", "date_end": "2099-12-31"})
        self.assertEqual(set(lines.mapped("exclude")), {True})
        lines.write({"effect": "include"})
        self.assertEqual(set(lines.mapped("exclude")), {False})
