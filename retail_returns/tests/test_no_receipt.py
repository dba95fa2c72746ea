from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL

from .no_receipt import NoReceiptCommon
from .order import OrderBuilders


@tagged("post_install", "-at_install")
class TestNoReceipt(OrderBuilders, NoReceiptCommon):
    """Goods without receipt at a register, and what they give back (RT-11)."""

    # === THE OWN FLOW ===#

    def test_rt_11_without_receipt_is_booked_and_counted(self):
        self.sell_for(80, register=self.register_a)
        on_hand = self.get_on_hand(self.product, self.store_b)
        refund = self.bring(self.register_b, 80)
        self.assertEqual(refund.amount_total, -80)
        document = self.get_return(refund)
        self.assertEqual(
            (document.state, document.store_id, document.partner_id),
            ("refunded", self.store_b, self.customer),
        )
        line = document.line_ids
        self.assertEqual((line.is_linked, line.qty, line.amount), (False, 1, 80))
        self.assertEqual((line.reason_id, line.condition), (self.reason, "opened"))
        self.assertFalse(document.policy_note)
        self.assertEqual(self.get_on_hand(self.product, self.store_b), on_hand + 1)

    def test_rt_11_is_off_by_default(self):
        self.sell_for(80)
        for policy in (False, "refuse"):
            self.profile.return_without_sale_policy = policy
            with self.assert_refused("takes nothing back without receipt"):
                self.bring(self.register_b, 80)
        with self.assert_refused("takes nothing back without receipt"):
            self.check([{}])
        self.assertFalse(self.register_b.takes_back_without_receipt)

    def test_rt_11_a_bare_negative_line_is_refused(self):
        self.sell_for(80)
        ticket = self.build_no_receipt(self.register_b, [(self.product, 1, 80)])
        del ticket["return_payload"]
        with self.assert_refused("cannot be taken back without its sale"):
            self.sync_ticket(ticket)

    def test_rt_11_lowest_price_of_the_last_days(self):
        self.sell_for(60, days_ago=100)
        self.sell_for(90, days_ago=3, register=self.register_b)
        self.sell_for(100, discount=30, days_ago=2)
        answer = self.check([{}])
        self.assertEqual(answer["lines"][0]["price"], 70)
        self.assertEqual((answer["total"], answer["faults"]), (70, []))
        with self.assert_refused("gives back at most .*70.00 each without receipt"):
            self.bring(self.register_b, 71)
        self.assertEqual(self.bring(self.register_b, 70).state, "paid")
        self.profile.no_receipt_price_days = 1
        self.assertFalse(self.check([{}])["lines"][0]["is_sold"])
        self.profile.no_receipt_price_days = 120
        self.assertEqual(self.check([{}])["lines"][0]["price"], 60)

    def test_rt_11_discount_of_the_whole_ticket_counts(self):
        discount = self.create_product("Discount", type="service", is_storable=False)
        self.sell(
            self.register_a, [(self.product, 2), (discount, 1, {"price_unit": -50})]
        )
        self.assertEqual(self.check([{}])["lines"][0]["price"], 75)

    def test_rt_11_orders_count_with_their_unit_and_discount(self):
        self.set_up_orders()
        dozen = self.env.ref("uom.product_uom_dozen")
        self.make_shipped_order(
            1, price=600, ship=False, product_uom_id=dozen.id, discount=10
        )
        self.assertEqual(self.check([{}])["lines"][0]["price"], 45)

    def test_rt_11_never_more_than_today(self):
        self.sell_for(80)
        self.product.list_price = 50
        self.assertEqual(self.check([{}])["lines"][0]["price"], 50)
        with self.assert_refused("at most .*50.00"):
            self.bring(self.register_b, 80)

    def test_rt_11_price_with_taxes(self):
        tax = self.env["account.tax"].create(
            {
                "name": "25 %",
                "amount": 25,
                "price_include_override": "tax_excluded",
                "company_id": self.company_data["company"].id,
            }
        )
        self.product.taxes_id = tax
        self.sell_for(80)
        line = self.check([{}])["lines"][0]
        self.assertEqual((line["price"], line["price_unit"]), (100, 80))
        self.assertEqual(line["tax_ids"], tax.ids)
        refund = self.bring(self.register_b, 80)
        self.assertEqual((refund.amount_total, refund.amount_tax), (-100, -20))
        with self.assert_refused("with its own taxes"):
            self.sync_ticket(
                self.build_no_receipt(
                    self.register_b,
                    [(self.product, 1, 100, {"tax_ids": self.env["account.tax"]})],
                )
            )

    def test_rt_11_other_price_or_never_sold_needs_a_manager(self):
        with self.assert_refused("was not sold in the last 90 days"):
            self.bring(self.register_b, 100)
        self.sell_for(80)
        [fault] = self.check([{"price": 95}])["faults"]
        self.assertRegex(fault, "not .*95.00")
        ticket = self.build_no_receipt(self.register_b, [(self.product, 1, 95)])
        self.approve(self.register_b, "return_no_receipt", ticket["uuid"], 90)
        with self.assert_refused("covers only .*90.00"):
            self.sync_ticket(ticket)
        approval = self.approve(
            self.register_b, "return_no_receipt", ticket["uuid"], 95
        )
        refund = self.sync_ticket(ticket)
        self.assertEqual(approval.used_by, refund)
        self.assertIn("at most", self.get_return(refund).policy_note)

    def test_rt_11_a_manager_at_the_own_log_in(self):
        self.assertEqual(
            self.bring(self.register_b, 99, user=self.manager).state, "paid"
        )

    def test_rt_11_the_customer_is_named(self):
        self.sell_for(80)
        nobody = self.env["res.partner"]
        self.assertIn("Choose the customer", self.check([{}], nobody)["refusal"])
        with self.assert_refused("Choose the customer"):
            self.bring(self.register_b, 80, partner=nobody)
        self.profile.no_receipt_customer = "optional"
        self.assertEqual(self.check([{}], nobody)["refusal"], "")
        self.assertEqual(self.bring(self.register_b, 80, partner=nobody).state, "paid")

    def test_rt_11_reason_lot_and_kind_of_product(self):
        self.sell_for(80)
        with self.assert_refused("Choose why Blue Lamp is returned"):
            self.bring(self.register_b, 80, reason=self.env["retail.reason.code"])
        with self.assert_refused("Write a note"):
            self.bring(self.register_b, 80, reason=self.reason_with_note)
        tip = self.env["pos.config"]._get_special_products()[:1]
        with self.assert_refused("cannot be taken back without receipt"):
            self.bring(self.register_b, 1, product=tip)
        forged = {"manual_total_excluded_currency": -500, "manual_tax_amounts": {}}
        choice = (self.product, 1, 80, {"extra_tax_data": forged})
        with self.assert_refused("in a wrong way"):
            self.sync_ticket(self.build_no_receipt(self.register_b, [choice]))
        self.product.tracking = "serial"
        with self.assert_refused("Enter the lot or serial number"):
            self.bring(self.register_b, 80)
        choice = (
            self.product,
            1,
            80,
            {"pack_lot_ids": [Command.create({"lot_name": "S1"})]},
        )
        ticket = self.build_no_receipt(self.register_b, [choice])
        self.assertEqual(self.sync_ticket(ticket).state, "paid")

    def test_rt_11_policy_that_needs_a_receipt(self):
        self.sell_for(80)
        self.env["retail.return.policy"].create(
            {
                "name": "Receipts",
                "company_id": self.company_data["company"].id,
                "channel": "none",
                "sale_required": True,
            }
        )
        [fault] = self.check([{}])["faults"]
        self.assertIn("with its receipt only", fault)
        with self.assert_refused("with its receipt only"):
            self.bring(self.register_b, 80)

    def test_rt_11_bad_calls(self):
        for partner, lines in ((self.customer, "x"), (self.customer, [])):
            with self.assert_refused("cannot be read"):
                self.env["retail.return"].check_no_receipt_from_ui(
                    self.register_b.id, partner.id, lines
                )
        with self.assert_refused("not known any more"):
            self.check([{"product_id": 2**31 - 1}])
        portal = self.create_user("portal_user", "base.group_portal")
        with self.assertRaises(AccessError):
            self.env["retail.return"].with_user(portal).check_no_receipt_from_ui(
                self.register_b.id, False, [{"product_id": 1, "qty": 1, "price": False}]
            )
        with self.assertRaises(ValidationError):
            self.profile.no_receipt_max_count = -1

    def test_prices_of_many_products_in_one_query(self):
        products = self.product | self.create_product("Red Lamp", list_price=40)
        since = fields.Datetime.now() - timedelta(days=9)
        self.sell(self.register_a, [(product, 1) for product in products])
        company = self.company_data["company"]
        self.env.flush_all()
        products._get_lowest_prices(company, company.currency_id, since)
        # Three of them find the registers of the company and what is not goods.
        with self.assertQueryCount(4):
            found = products._get_lowest_prices(company, company.currency_id, since)
        self.assertEqual(list(found.values()), [100, 40])

    def test_prices_use_an_index(self):
        self._sell_for_years(self.sell_one(), 3000)
        company = self.company_data["company"]
        query = self.product._get_ticket_prices_query(
            company, company.currency_id, fields.Datetime.now()
        )
        plan = str(self.env.execute_query(SQL("EXPLAIN %s", query)))
        self.assertIn("product_written_idx", plan)

    def _sell_for_years(self, line, count):
        """Let the database know that a product was sold often, long ago."""
        self.env.flush_all()
        copied = [
            name
            for name, field in line._fields.items()
            if field.store and field.column_type
            if name not in ("id", "uuid", "create_date")
        ]
        columns = SQL(", ").join(SQL.identifier(name) for name in copied)
        self.env.cr.execute(
            SQL(
                "INSERT INTO pos_order_line (%s, uuid, create_date) SELECT %s, "
                "gen_random_uuid(), now() - interval '9 years' FROM pos_order_line, "
                "generate_series(1, %s) WHERE id = %s",
                columns,
                columns,
                count,
                line.id,
            )
        )
        self.env.cr.execute("ANALYZE pos_order_line, pos_order")
