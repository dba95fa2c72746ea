from unittest.mock import patch

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user, tagged

from odoo.addons.base.tests.common import BaseCommon
from odoo.addons.mail.tests.common import MailCase


@tagged("post_install", "-at_install")
class TestMailConfirmation(MailCase, BaseCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.company.retail_mail_confirmation = True
        cls.template = cls.env.ref("sale.mail_template_sale_confirmation")
        # The PDF is core's affair, and its engine may be missing.
        cls.template.report_template_ids = False
        cls.salesperson = new_test_user(
            cls.env, login="retail_sales_test", groups="sales_team.group_sale_salesman"
        )
        cls.customer = cls.env["res.partner"].create(
            {"name": "Kari Nordmann", "email": "kari@example.com"}
        )
        cls.product = cls.env["product.product"].create(
            {"name": "Tent", "list_price": 100, "type": "consu"}
        )

    def _create_order(self, **values):
        return (
            self.env["sale.order"]
            .with_user(self.salesperson)
            .create(
                {
                    "partner_id": self.customer.id,
                    "order_line": [(0, 0, {"product_id": self.product.id})],
                    **values,
                }
            )
        )

    def _confirm(self, order, **context):
        """Confirm the order; return the mails to the customer and their subjects."""
        with self.mock_mail_gateway():
            order.with_context(**context).action_confirm()
        self.assertEqual(order.state, "sale")
        return self._new_mails.filtered(
            lambda mail: mail.model == "sale.order" and mail.res_id == order.id
        )

    def test_confirmation_is_mailed_once(self):
        order = self._create_order()
        mails = self._confirm(order)
        self.assertEqual(mails.recipient_ids, self.customer)
        self.assertIn(order.name, mails.subject)
        with self.mock_mail_gateway(), self.assertRaises(UserError):
            order.action_confirm()
        self.assertFalse(self._new_mails)

    def test_nothing_is_mailed_when_the_setting_is_off(self):
        self.company.retail_mail_confirmation = False
        self.assertFalse(self._confirm(self._create_order()))

    def test_each_company_decides_for_itself(self):
        quiet = self.env["res.company"].create({"name": "Quiet Company"})
        self.salesperson.company_ids += quiet
        loud = self._create_order()
        order = self._create_order(company_id=quiet.id)
        with self.mock_mail_gateway():
            (loud | order).action_confirm()
        mails = self._new_mails.filtered(lambda mail: mail.model == "sale.order")
        self.assertEqual(mails.mapped("res_id"), loud.ids)

    def test_order_confirmed_in_the_portal_is_mailed_once(self):
        self.assertEqual(len(self._confirm(self._create_order(), send_email=True)), 1)

    def test_mail_of_the_quotation_template_is_not_doubled(self):
        own_mail = self.template.copy({"subject": "Own words"})
        quotation_template = self.env["sale.order.template"].create(
            {"name": "Camping", "mail_template_id": own_mail.id}
        )
        order = self._create_order(sale_order_template_id=quotation_template.id)
        self.assertEqual(self._confirm(order).mapped("subject"), ["Own words"])

    def test_customer_without_address_gets_no_mail(self):
        self.customer.email = False
        order = self._create_order()
        self.assertFalse(self._confirm(order))
        self.assertNotIn("mail", order.message_ids[:1].body or "")

    def test_order_taken_at_a_register_is_mailed(self):
        cashier = new_test_user(
            self.env, login="retail_till_test", groups="point_of_sale.group_pos_user"
        )
        order = self._create_order().with_user(cashier).sudo()
        self.assertEqual(self._confirm(order).recipient_ids, self.customer)

    def test_confirmation_survives_a_failing_mail(self):
        self.template.report_template_ids = self.env.ref("sale.action_report_saleorder")
        order = self._create_order()
        failure = patch.object(
            type(self.env["ir.actions.report"]),
            "_render_qweb_pdf",
            side_effect=UserError("No PDF engine.\nTraceback: ..."),
        )
        with failure, self.assertLogs("odoo.addons.retail_sales", "WARNING"):
            self.assertFalse(self._confirm(order))
        note = order.message_ids[0].body
        self.assertIn("could not be mailed: No PDF engine.", note)
        self.assertNotIn("Traceback", note)

    def test_lost_connection_is_left_to_the_retry(self):
        order = self._create_order()
        failure = patch.object(
            type(order),
            "_send_order_confirmation_mail",
            side_effect=psycopg2.errors.SerializationFailure(),
        )
        with failure, self.assertRaises(psycopg2.errors.SerializationFailure):
            order.action_confirm()

    def test_setting_is_kept_for_the_company(self):
        with Form(self.env["res.config.settings"]) as form:
            self.assertTrue(form.retail_mail_confirmation)
            form.retail_mail_confirmation = False
        form.save().execute()
        self.assertFalse(self.company.retail_mail_confirmation)
