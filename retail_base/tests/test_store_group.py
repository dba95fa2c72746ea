from psycopg2.errors import ForeignKeyViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import RetailCommon


@tagged("post_install", "-at_install")
class TestStoreGroup(RetailCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = cls.env["retail.store.group"]
        cls.country = groups.create({"name": "Norway"})
        cls.region = groups.create({"name": "West", "parent_id": cls.country.id})
        cls.district = groups.create({"name": "Bergen", "parent_id": cls.region.id})
        cls.store_a.store_group_id = cls.district
        cls.store_b.store_group_id = cls.region

    def test_names_and_counts_follow_the_tree(self):
        self.assertEqual(self.district.complete_name, "Norway / West / Bergen")
        self.assertEqual(self.country.store_count, 2)
        self.assertEqual(self.region.store_count, 2)
        self.assertEqual(self.district.store_count, 1)
        self.country.name = "Noreg"
        self.assertEqual(self.district.complete_name, "Noreg / West / Bergen")
        self.district.parent_id = False
        self.assertEqual(self.region.store_count, 1)

    def test_circle_is_refused_with_a_sentence(self):
        for parent in (self.district, self.country):
            with self.assertRaisesRegex(ValidationError, "cannot be below itself"):
                self.country.parent_id = parent

    def test_group_shows_the_stores_below_it(self):
        action = self.country.action_view_stores()
        stores = self.env["stock.warehouse"].search(action["domain"])
        self.assertEqual(stores, self.store_a | self.store_b)

    def test_group_of_another_company_is_refused(self):
        foreign = self.env["retail.store.group"].create(
            {"name": "Sweden", "company_id": self.other_company.id}
        )
        with self.assertRaises(UserError):
            self.store_a.store_group_id = foreign
        with self.assertRaises(UserError):
            foreign.parent_id = self.env["retail.store.group"].create(
                {"name": "Denmark", "company_id": self.company.id}
            )

    def test_group_with_stores_cannot_be_deleted(self):
        with self.assertRaises(ForeignKeyViolation), mute_logger("odoo.sql_db"):
            self.district.unlink()
