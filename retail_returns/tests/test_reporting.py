from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import RetailReturnsCommon
from .order import OrderBuilders


@tagged("post_install", "-at_install")
class TestReporting(OrderBuilders, RetailReturnsCommon):
    """Return rates, and returns that somebody should look at."""

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})
        self.company = self.company_data["company"]
        self.analysis = self.env["retail.return.analysis"].with_user(self.manager)
        self.suspicions = self.env["retail.return.suspicion"].with_user(self.manager)
        # What is not looked at in a test is left out.
        self.company.write(
            {
                f"retail_suspicion_{name}": 0
                for name in (
                    "customer",
                    "cashier",
                    "pair",
                    "no_sale",
                    "cash",
                    "quick",
                    "approval",
                )
            }
        )

    def read_rates(self, *groups, **values):
        """Read the report by some fields; return {values of the fields: measures}."""
        self.env.flush_all()
        measures = ("sold_qty:sum", "returned_qty:sum", "return_rate:avg")
        domain = [("product_id", "=", self.product.id), *values.get("domain", [])]
        rows = self.analysis._read_group(domain, groups, measures)
        return {row[: len(groups)]: row[len(groups) :] for row in rows}

    def test_rate_is_what_came_back_of_what_was_sold_on_any_road(self):
        sold = self.sell_one(qty=4, partner=self.customer)
        self.take_back(self.register_b, [(sold, 1)])
        order = self.make_sold_order(4)
        self.ask_return(order, 2).action_receive()
        item = self.make_invoice(2)
        self.credit(item.move_id, 1)
        self.assertEqual(self.read_rates()[()], (10, 4, 40))
        by_store = self.read_rates("store_id")
        self.assertEqual(by_store[self.store_a,], (8, 0, 0))
        self.assertEqual(by_store[self.store_b,], (0, 3, 0))
        by_origin = self.read_rates("origin_store_id")
        self.assertEqual(by_origin[self.store_a,], (8, 3, 37.5))
        by_reason = self.read_rates("reason_id")
        self.assertEqual(by_reason[self.reason,][1], 3)
        by_customer = self.read_rates("partner_id")
        self.assertEqual(by_customer[self.customer,][0], 10)
        by_user = self.read_rates("user_id", "categ_id", "date:month")
        self.assertEqual(sum(sold for sold, _back, _rate in by_user.values()), 10)

    def test_rate_leaves_out_what_is_no_goods_or_takes_none_back(self):
        order = self.make_sold_order(4)
        invoice = order.invoice_lines.move_id
        reversal = (
            self.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({"journal_id": invoice.journal_id.id, "is_price_reduction": True})
        )
        reversal.refund_moves()
        reversal.new_move_ids.invoice_line_ids.price_unit = 1
        reversal.new_move_ids.action_post()
        sold = self.sell_one(qty=2, partner=self.customer, to_invoice=True)
        self.assertTrue(sold.order_id.account_move)
        self.ask_return(order, 1)
        self.assertEqual(self.read_rates()[()], (6, 0, 0))

    def test_value_is_in_the_currency_of_the_company_without_the_fee(self):
        order = self.make_sold_order(2)
        document = self.ask_return(order, 1)
        document.action_receive()
        document.sudo().line_ids.fee_amount = 10
        self.env.flush_all()
        ((sales, refunds, rate),) = self.analysis._read_group(
            [("product_id", "=", self.product.id)],
            [],
            ["sold_amount:sum", "returned_amount:sum", "value_rate:avg"],
        )
        self.assertEqual((sales, refunds, rate), (200, 90, 45))

    def test_reports_are_for_managers_and_their_companies(self):
        self.sell_one()
        keeper = self.create_user("reader", "retail_base.group_retail_user")
        for reports in (self.analysis, self.suspicions):
            with self.assertRaises(AccessError):
                reports.with_user(keeper).search([])
        other = self.env["res.company"].create({"name": "Elsewhere"})
        self.manager.write({"company_ids": [(4, other.id)]})
        reports = self.analysis.with_context(allowed_company_ids=other.ids)
        self.assertFalse(reports.search([]))

    def suspect(self, pattern, limit, **values):
        """Return the rows of a pattern from so many returns on."""
        self.company.write({f"retail_suspicion_{pattern}": limit, **values})
        self.env.flush_all()
        self.env.invalidate_all()
        return self.suspicions.search([("company_id", "=", self.company.id)])

    def test_suspicious_customer_and_cashier_by_number(self):
        sold = self.sell_one(qty=3, partner=self.customer)
        refunds = [
            self.take_back(self.register_b, [(sold, 1)], partner=self.customer)
            for _number in range(2)
        ]
        self.assertFalse(self.suspect("customer", 3))
        row = self.suspect("customer", 2)
        self.assertEqual((row.partner_id, row.return_count), (self.customer, 2))
        self.assertRegex(row.description, "brought goods back 2 × in 30 days")
        self.assertEqual(row.amount, 200)
        returns = self.get_return(refunds[0]) | self.get_return(refunds[1])
        action = row.action_view_returns()
        self.assertCountEqual(action["domain"][0][2], returns.ids)
        self.assertEqual(len(self.suspect("cashier", 2)), 2)
        self.assertEqual(len(self.suspect("pair", 2)), 3)
        returns.date = fields.Datetime.subtract(fields.Datetime.now(), days=31)
        self.assertFalse(self.suspect("customer", 2))
        self.assertEqual(len(self.suspect("cashier", 2, retail_suspicion_days=40)), 3)

    def test_suspicious_soon_after_the_sale(self):
        sold = self.sell_one()
        self.take_back(self.register_b, [(sold, 1)])
        row = self.suspect("quick", 1)
        self.assertRegex(row.description, "within 30 minutes of their sale 1 ×")
        sold.order_id.date_order = fields.Datetime.subtract(
            fields.Datetime.now(), hours=2
        )
        self.assertFalse(self.suspect("quick", 1))

    def test_suspicious_goods_without_a_sale_and_approvals(self):
        document = (
            self.env["retail.return"]
            .with_user(self.clerk)
            .create(
                {
                    "store_id": self.store_a.id,
                    "partner_id": self.customer.id,
                    "line_ids": [
                        (
                            0,
                            0,
                            {
                                "product_id": self.product.id,
                                "price_unit": 50,
                                "reason_id": self.reason.id,
                            },
                        )
                    ],
                }
            )
        )
        document.with_user(self.manager).action_approve()
        document.action_receive()
        row = self.suspect("no_sale", 1)
        self.assertRegex(row.description, "without a sale 1 ×")
        both = self.suspect("approval", 1)
        row = both.filtered(lambda one: one.pattern == "approval")
        self.assertEqual((row.user_id, row.approver_id), (self.clerk, self.manager))
        self.assertRegex(row.description, "approved returns of .* 1 ×")

    def test_suspicious_cash_for_a_card_sale(self):
        card = self.register_a.payment_method_ids.filtered(
            lambda method: method._get_tender_kind() == "card"
        )[:1]
        for payments in ([(card, 100)], None):
            sold = self.sell_one(payments=payments)
            # In cash, as all that does not say.
            self.take_back(self.register_b, [(sold, 1)])
        row = self.suspect("cash", 1)
        self.assertEqual(row.return_count, 1)
        self.assertRegex(row.description, "gave cash back 1 ×")

    def test_follow_up_plans_one_activity(self):
        sold = self.sell_one(partner=self.customer)
        refund = self.take_back(self.register_b, [(sold, 1)], partner=self.customer)
        row = self.suspect("customer", 1)
        row.action_follow_up()
        action = row.action_follow_up()
        activity = self.get_return(refund).activity_ids
        self.assertEqual(len(activity), 1)
        self.assertEqual(activity.user_id, self.manager)
        self.assertEqual(action["res_model"], "retail.return")
