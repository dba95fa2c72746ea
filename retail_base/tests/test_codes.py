from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import RetailCommon

KINDS = {
    "return",
    "cancellation",
    "charge_override",
    "deposit_override",
    "hold",
    "approval",
}


@tagged("post_install", "-at_install")
class TestCodes(RetailCommon):
    def test_every_kind_of_reason_has_some_from_the_start(self):
        reasons = self.env["retail.reason.code"].search([("company_id", "=", False)])
        # Addons above have kinds of their own.
        self.assertLessEqual(KINDS, set(reasons.mapped("kind")))

    def test_till_loads_the_reasons_of_its_company(self):
        reasons = self.env["retail.reason.code"]
        own, foreign, archived = (
            reasons.create({"name": name, "company_id": company.id, "active": active})
            for name, company, active in (
                ("Own", self.company, True),
                ("Foreign", self.other_company, True),
                ("Archived", self.company, False),
            )
        )
        loaded = {
            row["id"]
            for row in reasons.with_user(self.cashier)._load_pos_data_search_read(
                {}, self.register_a
            )
        }
        self.assertIn(own.id, loaded)
        self.assertIn(self.env.ref("retail_base.reason_code_return_regret").id, loaded)
        self.assertFalse({foreign.id, archived.id} & loaded)

    def test_member_of_a_group_once(self):
        group = self.env["retail.fulfilment.group"].create(
            {"name": "Group", "member_ids": [(0, 0, {"warehouse_id": self.depot.id})]}
        )
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            group.member_ids.copy()

    def test_charge_code_needs_a_product_of_its_company(self):
        product = self._create_product("Freight", type="service")
        product.company_id = self.other_company
        with self.assertRaises(UserError):
            self.env["retail.charge.code"].create(
                {"name": "Freight", "code": "F", "product_id": product.id}
            )

    def test_charge_code_is_found_by_code_and_name(self):
        self.company._ensure_retail_charge_codes()
        codes = self.env["retail.charge.code"]
        for term in ("SHIP", "Shipping ch"):
            found = codes.name_search(term)
            self.assertIn(
                self.company.retail_shipping_charge_code_id.id, dict(found), term
            )

    def test_copied_group_has_its_members(self):
        group = self.env["retail.fulfilment.group"].create(
            {"name": "Group", "member_ids": [(0, 0, {"warehouse_id": self.depot.id})]}
        )
        self.assertEqual(group.copy().member_ids.warehouse_id, self.depot)
