from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import RetailCommon


@tagged("post_install", "-at_install")
class TestResCompany(RetailCommon):
    def test_impossible_parameters_are_refused_with_a_sentence(self):
        for name, value, sentence in (
            ("retail_deposit_percent", 101, "between 0 and 100"),
            ("retail_deposit_percent", -0.5, "between 0 and 100"),
            ("retail_cancellation_charge_percent", 120, "between 0 and 100"),
            ("retail_refund_shipping_limit", -1, "0 or more"),
            ("retail_approval_attempts", 0, "1 or more"),
            ("retail_approval_minutes", 0, "1 or more"),
        ):
            with (
                self.subTest(name),
                self.assertRaisesRegex(ValidationError, sentence),
                self.env.cr.savepoint(),
            ):
                self.company[name] = value

    def test_limits_are_allowed(self):
        for value in (0, 100):
            self.company.retail_deposit_percent = value
            self.company.retail_cancellation_charge_percent = value

    def test_parameters_of_a_new_company(self):
        self.assertEqual(self.other_company.retail_deposit_percent, 10)
        self.assertEqual(self.other_company.retail_approval_attempts, 5)
        self.assertEqual(self.other_company.retail_approval_minutes, 10)
        self.assertEqual(self.other_company.retail_default_order_type, "customer_order")

    def test_usual_charge_codes_are_made_once(self):
        companies = self.company | self.other_company
        companies._ensure_retail_charge_codes()
        for company in companies:
            code = company.retail_shipping_charge_code_id
            self.assertEqual(code.company_id, company)
            self.assertEqual((code.code, code.kind), ("SHIP", "shipping"))
            self.assertEqual(code.product_id.type, "service")
            self.assertEqual(code.product_id.company_id, company)
            self.assertEqual(
                company.retail_cancellation_charge_code_id.kind, "cancellation"
            )
        count = self.env["retail.charge.code"].search_count([])
        companies._ensure_retail_charge_codes()
        self.assertEqual(self.env["retail.charge.code"].search_count([]), count)

    def test_own_charge_code_is_kept(self):
        own = self.env["retail.charge.code"].create(
            {
                "name": "Freight",
                "code": "SHIP",
                "kind": "shipping",
                "product_id": self._create_product("Freight", type="service").id,
            }
        )
        self.company._ensure_retail_charge_codes()
        self.assertEqual(self.company.retail_shipping_charge_code_id, own)

    def test_codes_and_profile_of_another_company_are_refused(self):
        self.other_company._ensure_retail_charge_codes()
        with self.assertRaisesRegex(ValidationError, "belongs to another company"):
            self.company.retail_shipping_charge_code_id = (
                self.other_company.retail_shipping_charge_code_id
            )
        profile = self.env["retail.profile"].create(
            {"name": "Elsewhere", "company_id": self.other_company.id}
        )
        with self.assertRaisesRegex(ValidationError, "belongs to another company"):
            self.company.retail_profile_id = profile

    def test_charge_code_is_unique_in_its_company(self):
        self.company._ensure_retail_charge_codes()
        self.other_company._ensure_retail_charge_codes()
        code = self.company.retail_shipping_charge_code_id
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            code.copy({"code": code.code})

    def test_settings_write_to_the_company(self):
        with Form(self.env["res.config.settings"]) as settings:
            settings.retail_deposit_percent = 25
            settings.retail_approval_attempts = 3
            settings.retail_default_order_type = "quote"
        settings.save().execute()
        self.assertEqual(self.company.retail_deposit_percent, 25)
        self.assertEqual(self.company.retail_approval_attempts, 3)
        self.assertEqual(self.company.retail_default_order_type, "quote")
        self.assertEqual(self.other_company.retail_deposit_percent, 10)

    def test_settings_button_makes_the_charge_codes(self):
        settings = self.env["res.config.settings"].create({})
        settings.action_create_retail_charge_codes()
        self.assertTrue(self.company.retail_shipping_charge_code_id)
        self.assertTrue(self.company.retail_cancellation_charge_code_id)
