from datetime import timedelta

from odoo.tests import tagged

from .no_receipt import NoReceiptCommon


@tagged("post_install", "-at_install")
class TestNoReceiptLimits(NoReceiptCommon):
    """How much a customer brings, and to which tenders the money goes (RT-11, RT-15,
    RP-02, RP-03, W-10)."""

    # === LIMITS ===#

    def test_rt_11_returns_of_a_customer_in_the_period(self):
        self.profile.write({"no_receipt_max_count": 1, "no_receipt_period_days": 10})
        self.sell_for(80)
        first = self.bring(self.register_a, 80)
        [fault] = self.check([{}])["faults"]
        self.assertIn("without receipt 1 times in 10 days", fault)
        child = self.env["res.partner"].create(
            {"name": "Kari's office", "parent_id": self.customer.id}
        )
        with self.assert_refused("1 times in 10 days; 1 are allowed"):
            self.bring(self.register_b, 80, partner=child)
        other = self.env["res.partner"].create({"name": "Ola"})
        self.assertEqual(self.bring(self.register_b, 80, partner=other).state, "paid")
        self.get_return(first).date -= timedelta(days=11)
        self.assertEqual(self.bring(self.register_b, 80).state, "paid")

    def test_rt_11_amount_of_a_customer_in_the_period(self):
        self.profile.no_receipt_max_amount = 150
        self.sell_for(80)
        self.bring(self.register_a, 80)
        with self.assert_refused("would get .*160.00 back without receipt in 30 days"):
            self.bring(self.register_b, 80)
        self.assertEqual(self.bring(self.register_b, 70).state, "paid")

    def test_rt_15_amount_per_line_and_ticket(self):
        self.profile.write({"return_max_line": 150, "return_max_total": 250})
        sold = self.sell_one(qty=3)
        with self.assert_refused("above the limit of .*150.00 for a line"):
            self.take_back(self.register_b, [(sold, 2)])
        self.assertEqual(self.take_back(self.register_b, [(sold, 1)]).state, "paid")
        lines = [(self.product, 1, 100)] * 3
        ticket = self.build_no_receipt(self.register_b, lines)
        with self.assert_refused("above the limit of .*250.00 for a ticket"):
            self.sync_ticket(ticket)
        self.approve(self.register_b, "return_no_receipt", ticket["uuid"], 300)
        self.assertEqual(self.sync_ticket(ticket).state, "paid")

    def test_what_arrives_silently_goes_to_the_review_list(self):
        ticket = self.build_no_receipt(self.register_b, [(self.product, 1, 100)])
        refund = self.sync_ticket(ticket, silent=True)
        self.assertEqual(refund.state, "paid")
        self.assertIn("was not sold in the last", self.get_review(refund).message)
        self.assertEqual(self.get_return(refund).line_ids.amount, 100)

    # === TENDERS ===#

    def _mix(self, cash, card):
        """Build a ticket of 100 with receipt and 80 without."""
        sold = self.sell_one()
        self.sell_for(80)
        payments = [
            (self.method(self.register_b, kind), -amount)
            for kind, amount in ((True, cash), (False, card))
            if amount
        ]
        lines = [(sold, 1), (sold, 1)]
        ticket = self.build_return(
            self.register_b, lines, payments=payments, partner=self.customer
        )
        line, blind = ticket["lines"][1][2], ticket["return_payload"]["lines"][1]
        line.update(price_unit=80, price_subtotal=-80, price_subtotal_incl=-80)
        del blind["sold_line_id"]
        blind["no_receipt"] = True
        ticket["amount_total"] = ticket["amount_paid"] = -180
        return ticket

    def test_rp_03_tender_not_for_goods_without_receipt(self):
        self.method(self.register_b, True).no_receipt_refused = True
        self.sell_for(80)
        with self.assert_refused("Cash may take at most .*0.00 .* Use Card"):
            self.bring(self.register_b, 80)
        card = [(self.method(self.register_b, False), -80)]
        refund = self.bring(self.register_b, 80, payments=card)
        self.assertEqual(refund.state, "paid")
        payment = refund.payment_ids.with_user(self.cashier)
        with self.assert_refused("Cash may take at most"):
            payment.payment_method_id = self.method(self.register_b, True)

    def test_w_10_a_receipt_in_the_same_cart_frees_nothing(self):
        self.method(self.register_b, True).no_receipt_refused = True
        with self.assert_refused("Cash may take at most .*100.00 .* Use Card"):
            self.sync_ticket(self._mix(cash=180, card=0))
        refund = self.sync_ticket(self._mix(cash=100, card=80))
        self.assertEqual(refund.state, "paid")
        lines = self.get_return(refund).line_ids.sorted("amount")
        self.assertEqual(lines.mapped("is_linked"), [False, True])

    def test_rp_03_policy_for_sales_not_known(self):
        self.env["retail.return.policy"].create(
            {
                "name": "Blind",
                "company_id": self.company_data["company"].id,
                "channel": "none",
                "tenders": "no_cash",
            }
        )
        with self.assert_refused("Cash may take at most .*100.00"):
            self.sync_ticket(self._mix(cash=101, card=79))
        self.assertEqual(self.sync_ticket(self._mix(cash=100, card=80)).state, "paid")

    def test_rp_02_manager_approves_at_the_cashiers_register(self):
        self.method(self.register_b, True).no_receipt_refused = True
        ticket = self._mix(cash=180, card=0)
        asked = {
            **{name: ticket[name] for name in ("uuid", "partner_id", "session_id")},
            "return_payload": ticket["return_payload"],
            "lines": [
                {**line[2], "tax_ids": line[2]["tax_ids"][0][2]}
                for line in ticket["lines"]
            ],
            "payments": [payment[2] for payment in ticket["payment_ids"]],
        }
        returns = self.env["retail.return"].with_user(self.cashier)
        tickets = self.env["pos.order"].search_count([])
        answer = returns.check_no_receipt_tenders_from_ui(self.register_b.id, asked)
        self.assertIn("Cash may take at most", answer["message"])
        self.assertEqual(self.env["pos.order"].search_count([]), tickets)
        approval = self.approve(
            self.register_b, "return_tender", ticket["uuid"], answer["amount"]
        )
        answer = returns.check_no_receipt_tenders_from_ui(self.register_b.id, asked)
        self.assertEqual(answer["message"], "")
        # So much cash needs an approval of its own.
        self.profile.return_cash_limit = 100
        answer = returns.check_no_receipt_tenders_from_ui(self.register_b.id, asked)
        self.assertEqual((answer["kind"], answer["amount"]), ("return_cash", 180))
        self.approve(self.register_b, answer["kind"], ticket["uuid"], answer["amount"])
        answer = returns.check_no_receipt_tenders_from_ui(self.register_b.id, asked)
        self.assertEqual(answer["message"], "")
        refund = self.sync_ticket(ticket)
        self.assertEqual(approval.used_by, refund)
