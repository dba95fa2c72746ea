from odoo.exceptions import AccessError, ValidationError
from odoo.tests import BaseCase, tagged

from odoo.addons.retail_assortment.tests.till import AssortmentBuilders

from ..tools.payload import PayloadError
from ..tools.payload_extra import read_return_extras
from ..tools.policy import get_fee
from .common import RetailReturnsCommon
from .order import OrderBuilders
from .refund import RefundBuilders


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

    def test_extras_are_read_or_refused(self):
        nothing = {"charge_line_id": 0, "fee_policy_id": 0}
        for payload, found in (
            (None, {}),
            ({"uuid": "x"}, {}),
            ({"extras": [{"uuid": "a"}]}, {"a": nothing}),
            (
                {"extras": [{"uuid": "a", "fee_policy_id": 3}]},
                {"a": {**nothing, "fee_policy_id": 3}},
            ),
        ):
            with self.subTest(payload=payload):
                self.assertEqual(read_return_extras(payload), found)
        for extras in ("no", [1], [{}], [{"uuid": "a", "charge_line_id": "1"}]):
            with self.subTest(extras=extras), self.assertRaises(PayloadError):
                read_return_extras({"extras": extras})


@tagged("post_install", "-at_install")
class TestFee(AssortmentBuilders, RefundBuilders, OrderBuilders, RetailReturnsCommon):
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

    def test_rt_17_fee_is_a_line_of_the_ticket(self):
        sold = self.sell_one(qty=2)
        prepared = self.prepare_refund(self.register_b, [(sold, 2)])
        (fee,) = prepared["extras"]
        self.assertEqual((fee["amount"], fee["price_unit"]), (20, 16))
        self.assertEqual(prepared["total"], 180)
        refund = self.refund(self.register_b, [(sold, 2)])
        self.assertEqual((refund.amount_total, refund.amount_paid), (-180, -180))
        document = self.get_return(refund)
        self.assertEqual((document.amount_total, document.fee_amount), (180, 20))
        self.assertEqual(document.line_ids.fee_policy_id, self.policy)
        move = self.close_session(self.register_b).move_id
        tax = move.line_ids.filtered("tax_line_id")
        self.assertAlmostEqual(sum(tax.mapped("balance")), -4)
        income = move.line_ids.filtered(
            lambda item: item.account_id.account_type == "income"
            and not item.tax_line_id
        )
        self.assertAlmostEqual(sum(income.mapped("balance")), 200 - 16)
        fee_line = refund.lines.filtered("return_fee_policy_id")
        with self.assert_refused("fee is not given back"):
            self.take_back(self.register_b, [(fee_line, 1)])

    def test_rt_17_register_needs_a_manager_to_waive_it(self):
        sold = self.sell_one()
        ticket = self.build_refund(self.register_b, [(sold, 1)], without=("fee",))
        with self.assert_refused("restocking fee of .*10.00 is due"):
            self.sync_ticket(ticket)
        self.approve(self.register_b, "return_fee", ticket["uuid"], 10)
        refund = self.sync_ticket(ticket)
        self.assertEqual(refund.amount_total, -100)
        self.assertTrue(self.get_return(refund).fee_waived)

    def test_rt_17_fee_is_of_no_range(self):
        sold = self.sell_one(qty=2)
        self.set_up_range()
        self.assertEqual(self.refund(self.register_a, [(sold, 1)]).amount_total, -90)
        ticket = self.build_refund(self.register_a, [(sold, 1)])
        ticket["lines"][1][2]["product_id"] = self.red.id
        with self.assert_refused("not what the sale says"):
            self.sync_ticket(ticket)

    def test_rt_17_fee_is_not_changed_at_a_register(self):
        sold = self.sell_one()
        ticket = self.build_refund(self.register_b, [(sold, 1)])
        self.policy.fee_percent = 20
        with self.assert_refused("fee is .*20.00, not .*10.00"):
            self.sync_ticket(ticket)

    def test_fee_has_a_charge_code(self):
        with self.assertRaises(ValidationError):
            self.policy.fee_code_id = False
        with self.assertRaises(ValidationError):
            self.policy.fee_percent = 101
