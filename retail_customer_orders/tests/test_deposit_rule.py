from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .deposit_rule import DepositRuleCommon


@tagged("post_install", "-at_install")
class TestDepositRule(DepositRuleCommon):
    """Which rule is for which part of which order."""

    def assertTerms(self, required, explanation=None, **case):
        terms = self.get_terms(**case)
        self.assertAlmostEqual(terms["required"], required)
        if explanation:
            self.assertEqual(terms["explanation"].replace("\xa0", " "), explanation)
        return terms

    # === WHO AND WHAT ===#

    def test_dp_01_default_percentage(self):
        """DP-01: where no rule says otherwise, the company's percentage is asked."""
        self.assertTerms(20, "10 % of $ 200.00 by default")
        self.company.retail_deposit_percent = 12.5
        self.assertTerms(25, "12.5 % of $ 200.00 by default")
        self.create_rule("Elsewhere", percent=90, store_ids=self.store_b)
        self.assertTerms(25)

    def test_dp_03_business_customers(self):
        """DP-03: a rule asks customers that are companies for nothing."""
        self.create_rule("Business", percent=0, business_only=True)
        self.assertTerms(20)
        firm = self.env["res.partner"].create({"name": "Firm", "is_company": True})
        buyer = self.env["res.partner"].create({"name": "Buyer", "parent_id": firm.id})
        for partner in (firm, buyer):
            self.assertTerms(
                0, "0 % of $ 200.00 by the rule “Business”", partner=partner
            )

    def test_first_rule_that_matches(self):
        rules = self.create_rule("Half", percent=50, sequence=2)
        rules += self.create_rule("All of it", percent=100, sequence=1)
        self.assertTerms(200)
        rules[1].sequence = 3
        self.assertTerms(100)
        rules.active = False
        self.assertTerms(20)

    def test_categories_with_those_below(self):
        """Lines of the category fall to the rule, the others to the next ones."""
        self.create_rule("Furniture", percent=20, minimum=100, categ_ids=self.furniture)
        lines = [(self.sofa, 1200), (self.goods_a, 300)]
        self.assertTerms(
            270,
            "20 % of $ 1,200.00 by the rule “Furniture”, at least $ 100.00; "
            "10 % of $ 300.00 by default",
            lines=lines,
        )
        self.assertTerms(130, lines=[(self.sofa, 300), (self.goods_a, 300)])
        self.create_rule("Rest", percent=50)
        self.assertTerms(390, lines=lines)

    def test_minimum_is_never_more_than_the_goods(self):
        self.create_rule("At least", percent=10, minimum=150)
        self.assertTerms(150)
        self.assertTerms(80, lines=[(self.goods_a, 80)])

    def test_customers_and_tags(self):
        tags = self.env["res.partner.category"]
        top = tags.create({"name": "VIP"})
        below = tags.create({"name": "Gold", "parent_id": top.id})
        firm = self.env["res.partner"].create(
            {"name": "Firm", "is_company": True, "category_id": below.ids}
        )
        buyer = self.env["res.partner"].create({"name": "Buyer", "parent_id": firm.id})
        self.create_rule("Tagged", percent=5, partner_category_ids=top)
        self.assertTerms(20)
        self.assertTerms(10, partner=buyer)
        self.create_rule("Known", percent=1, sequence=1, partner_ids=firm)
        self.assertTerms(2, partner=buyer)
        self.assertTerms(20, partner=self.env["res.partner"])

    def test_stores_and_groups(self):
        groups = self.env["retail.store.group"]
        top = groups.create({"name": "North", "company_id": self.company.id})
        below = groups.create(
            {"name": "Coast", "parent_id": top.id, "company_id": self.company.id}
        )
        self.store_a.store_group_id = below
        self.create_rule("North", percent=30, store_group_ids=top)
        self.assertTerms(60)
        self.assertTerms(20, store=self.store_b)
        self.create_rule("Store B", percent=40, store_ids=self.store_b)
        self.assertTerms(80, store=self.store_b)
        self.assertTerms(20, store=self.env["stock.warehouse"])

    def test_amount_tier_by_the_total(self):
        """The tier looks at the whole order, the percentage at the rule's lines."""
        self.create_rule(
            "Large", percent=50, amount_from=1000, categ_ids=self.furniture
        )
        self.create_rule("Small", percent=0, amount_to=100)
        self.assertTerms(0, lines=[(self.goods_a, 99.99)])
        self.assertTerms(10, lines=[(self.goods_a, 100)])
        self.assertTerms(45, lines=[(self.sofa, 450)])
        self.assertTerms(280, lines=[(self.sofa, 450), (self.goods_a, 550)])

    def test_amounts_in_the_currency_of_the_order(self):
        foreign = self.env["res.currency"].create({"name": "FOR", "symbol": "F"})
        self.env["res.currency.rate"].create(
            {
                "name": "2020-01-01",
                "rate": 10,
                "currency_id": foreign.id,
                "company_id": self.company.id,
            }
        )
        self.create_rule("Large", percent=10, minimum=30, amount_from=100)
        case = {"currency": foreign, "date": date(2026, 1, 1)}
        self.assertTerms(99.9, lines=[(self.goods_a, 999)], **case)
        self.assertTerms(300, lines=[(self.goods_a, 1000)], **case)

    def test_type_of_the_order(self):
        self.create_rule("Quoted", percent=50, order_type="quote")
        self.assertTerms(20)
        self.assertTerms(100, order_type="quote")

    def test_rounding_and_discounts(self):
        """However the total was rounded, 100 % of it is all of it."""
        self.create_rule("All", percent=100, categ_ids=self.furniture)
        self.create_rule("All the rest", percent=100)
        self.assertTerms(9.99, total=9.99, lines=[(self.sofa, 5), (self.goods_a, 5)])
        self.assertTerms(
            90,
            total=90,
            lines=[(self.sofa, 60), (self.goods_a, 40), (self.goods_b, -10)],
        )
        self.assertTerms(0, "", total=0, lines=[])

    def test_queries_do_not_grow_with_lines_and_rules(self):
        def count_queries(lines):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.get_terms(lines=lines)
            return self.env.cr.sql_log_count - before

        self.get_terms()
        with self.assertQueryCount(0):
            self.get_terms()
        self.create_rule("First", percent=1, categ_ids=self.furniture)
        few = count_queries([(self.sofa, 5)])
        for number in range(10):
            self.create_rule(f"{number}", percent=1, categ_ids=self.furniture)
        lines = [(self.sofa, 5), (self.goods_a, 5), (self.goods_b, 5)] * 10
        self.assertLessEqual(count_queries(lines), few + 1)

    # === THE RULE ITSELF ===#

    def test_bounds_of_a_rule(self):
        for values, message in (
            ({"percent": 101}, "between 0 and 100"),
            ({"percent": -1}, "between 0 and 100"),
            ({"minimum": -1}, "cannot be negative"),
            ({"amount_from": -1}, "cannot be negative"),
            ({"amount_from": 100, "amount_to": 100}, "match no order"),
        ):
            with self.assertRaisesRegex(ValidationError, message):
                self.create_rule("Wrong", **values)

    def test_summary(self):
        rule = self.create_rule("Plain", percent=5)
        self.assertEqual(rule.condition_summary, "All orders")
        rule.write(
            {
                "categ_ids": [Command.set(self.furniture.ids)],
                "business_only": True,
                "store_ids": [Command.set(self.store_a.ids)],
                "amount_from": 100,
                "order_type": "quote",
            }
        )
        self.assertEqual(
            rule.condition_summary.replace("\xa0", " "),
            "Furniture · Business customers · Store A · Quote · Orders from $ 100.00",
        )
        rule.write({"amount_to": 200})
        self.assertIn("to below", rule.condition_summary)
        rule.write({"amount_from": 0})
        self.assertRegex(rule.condition_summary, "· Orders below")

    def test_rights(self):
        """Managers write rules, users read them, cashiers are only judged by them."""
        rule = self.create_rule("Any", percent=5)
        rules = self.env["retail.deposit.rule"]
        managed = rules.with_user(self.manager).create({"name": "New", "percent": 1})
        managed.percent = 2
        managed.unlink()
        self.assertEqual(rule.with_user(self.user).percent, 5)
        for change in (
            lambda one: one.write({"percent": 0}),
            lambda one: one.unlink(),
            lambda one: one.copy(),
        ):
            with self.assertRaises(AccessError):
                change(rule.with_user(self.user))
        with self.assertRaises(AccessError):
            rule.with_user(self.cashier).read(["percent"])

    def test_company_rule(self):
        rule = self.create_rule("Any", percent=5)
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self.create_user(
            "stranger",
            "retail_base.group_retail_manager",
            company_id=other.id,
            company_ids=other.ids,
        )
        with self.assertRaises(AccessError):
            rule.with_user(stranger).read(["percent"])
        rules = self.env["retail.deposit.rule"].with_user(stranger)
        rules.create({"name": "All", "percent": 100})
        self.assertTerms(10)

    def test_views_open(self):
        rules = self.env["retail.deposit.rule"]
        for kind in ("list", "kanban", "form", "search"):
            rules.with_user(self.user).get_view(view_type=kind)
        with Form(rules.with_user(self.manager)) as form:
            form.name = "Furniture"
            form.percent = 20
            form.categ_ids.add(self.furniture)
        self.assertEqual(form.record.condition_summary, "Furniture")
        # As the search view looks for a category.
        found = rules.with_user(self.user).search([("categ_ids", "parent_of", "Sofas")])
        self.assertEqual(found, form.record)
