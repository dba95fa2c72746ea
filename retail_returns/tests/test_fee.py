from odoo.exceptions import AccessError, ValidationError
from odoo.tests import BaseCase, tagged

from ..tools.policy import get_fee
from .common import RetailReturnsCommon
from .order import OrderBuilders


class TestFeeTools(BaseCase):
    def test_fee_by_table(self):
        for kind, percent, fixed, amount, quantity, fee in (
            ("percent", 10, 0, 99.99, 3, 10.0),
            ("percent", 100, 0, 50, 1, 50),
            ("percent", 0, 0, 50, 1, 0),
            ("fixed", 0, 5, 100, 3, 15),
            ("fixed", 0, 60, 100, 3, 100),
        ):
            with self.subTest(kind=kind, amount=amount):
                found = get_fee(
                    kind, percent, fixed, amount, quantity, lambda one: round(one, 2)
                )
                self.assertEqual(found, fee)


@tagged("post_install", "-at_install")
class TestFee(OrderBuilders, RetailReturnsCommon):
    """What the policies keep of the money (RT-17)."""

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})
        self.company = self.company_data["company"]
        self.tax = self.env["account.tax"].create(
            {"name": "25 %", "amount": 25, "company_id": self.company.id}
        )
        service = self.env["product.product"].create(
            {
                "name": "Restocking",
                "type": "service",
                "taxes_id": [(6, 0, self.tax.ids)],
            }
        )
        self.code = self.env["retail.charge.code"].create(
            {
                "name": "Restocking",
                "code": "REST",
                "product_id": service.id,
                "company_id": self.company.id,
            }
        )
        self.policy = self.env["retail.return.policy"].create(
            {
                "name": "Ten percent",
                "company_id": self.company.id,
                "fee_kind": "percent",
                "fee_percent": 10,
                "fee_code_id": self.code.id,
            }
        )

    def request(self, **values):
        line = self.make_sold_order(2)
        return self.ask_return(line, 2, **values)

    def test_rt_17_fee_is_kept_with_its_own_tax(self):
        document = self.request()
        self.assertEqual((document.fee_amount, document.amount_total), (20, 200))
        document.action_receive()
        self.assertEqual((document.fee_amount, document.amount_total), (20, 180))
        self.policy.fee_percent = 50
        document.action_refund()
        note = document.sudo().credit_note_ids
        self.assertEqual((note.amount_total, note.amount_tax), (180, -4))
        self.assertIn("Fee 50 %", self.policy.terms_summary)

    def test_rt_17_manager_waives_the_fee(self):
        document = self.request()
        with self.assertRaises(AccessError):
            document.action_waive_fee()
        document.with_user(self.manager).action_waive_fee()
        self.assertFalse(document.fee_amount)
        document.action_receive()
        document.action_refund()
        self.assertEqual(document.sudo().credit_note_ids.amount_total, 200)

    def test_rt_17_fee_by_reason(self):
        self.policy.reason_ids = self.reason_with_note
        self.assertFalse(self.request().fee_amount)
        document = self.request(reason_id=self.reason_with_note.id, note="Worn")
        self.assertEqual(document.fee_amount, 20)

    def test_rt_17_register_needs_a_manager_to_waive_it(self):
        sold = self.sell_one()
        ticket = self.build_return(self.register_b, [(sold, 1)])
        with self.assert_refused("restocking fee of .*10.00 is due for Blue Lamp"):
            self.sync_ticket(ticket)
        self.approve(self.register_b, "return_policy", ticket["uuid"], 100)
        self.assertEqual(self.sync_ticket(ticket).state, "paid")

    def test_rt_17_fixed_fee_is_converted_to_the_currency_of_the_return(self):
        self.policy.write({"fee_kind": "fixed", "fee_amount": 5})
        other = self.env["res.currency"].create({"name": "XRT", "symbol": "x"})
        self.env["res.currency.rate"].create(
            {"currency_id": other.id, "company_id": self.company.id, "rate": 2}
        )
        document = self.request()
        self.assertEqual(document.fee_amount, 10)
        document.sudo().currency_id = other
        document.invalidate_recordset(["fee_amount"])
        self.assertEqual(document.fee_amount, 20)

    def test_fee_has_a_charge_code(self):
        with self.assertRaises(ValidationError):
            self.policy.fee_code_id = False
        with self.assertRaises(ValidationError):
            self.policy.fee_percent = 101
