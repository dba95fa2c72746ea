from odoo import Command
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.retail_base.tests.common import TillBuilders
from odoo.addons.retail_base.tests.race import RaceCase

from .common import ReturnBuilders
from .no_receipt import NoReceiptBuilders


@tagged("post_install", "-at_install")
class TestRace(NoReceiptBuilders, ReturnBuilders, TillBuilders, RaceCase):
    """Two registers take back the same unit at once."""

    @classmethod
    def _set_up(cls, env):
        """Make two registers and a product without stock, to be removed again."""
        cls.env = env(context={"tracking_disable": True})
        company = cls.env.ref("base.main_company")
        bank = cls.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
        )
        cls.company_data = {"company": company, "default_journal_bank": bank}
        # Opening a session would make it in the name of a cashier who has to go again.
        company._ensure_retail_deposit()
        cls.set_up_returns()
        cls.cashier = cls.create_user(
            "race_cashier", "base.group_user,point_of_sale.group_pos_user"
        )
        store = cls.env["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )
        cls.store_id, cls.was_store = store.id, store.is_store
        store.is_store = True
        registers = [cls.create_register(store) for _i in range(2)]
        method = cls.env["pos.payment.method"].create(
            {
                "name": "Store Credit",
                "is_store_credit": True,
                "split_transactions": True,
                "config_ids": [Command.set([one.id for one in registers])],
            }
        )
        cls.method_id = method.id
        cls.partner_id = cls.env["res.partner"].create({"name": "Race Customer"}).id
        for register in registers:
            cls.open_session(register)
        cls.register_ids = [register.id for register in registers]
        product = cls.create_product("Gift Wrapping", is_storable=False, type="service")
        cls.product_id = product.id

    @classmethod
    def _clean(cls, env):
        registers = env["pos.config"].browse(cls.register_ids)
        orders = env["pos.order"].search([("config_id", "in", registers.ids)])
        sold = [("line_ids.sold_line_id.order_id", "in", orders.ids)]
        env["retail.return"].search(sold).unlink()
        env["retail.return"].search([("pos_order_id", "in", orders.ids)]).unlink()
        env.cr.execute(
            "DELETE FROM retail_store_credit_entry WHERE partner_id = %s",
            [cls.partner_id],
        )
        env["retail.store.credit"].search(
            [("partner_id", "=", cls.partner_id)]
        ).unlink()
        env.cr.execute(
            "UPDATE pos_order SET state = 'cancel' WHERE id IN %s",
            [tuple(orders.ids)],
        )
        orders.invalidate_recordset()
        orders.payment_ids.unlink()
        orders.unlink()
        registers.session_ids.unlink()
        methods = registers.payment_method_ids
        registers.unlink()
        journals = methods.filtered("is_cash_count").journal_id
        methods.unlink()
        journals.unlink()
        env["stock.warehouse"].browse(cls.store_id).is_store = cls.was_store
        env["res.partner"].browse(cls.partner_id).unlink()
        product = env["product.product"].browse(cls.product_id)
        product.available_in_pos = False
        product.unlink()
        env["res.users"].search([("login", "=", "race_cashier")]).unlink()

    def setUp(self):
        super().setUp()
        with self.committed() as env:
            self.env = env
            registers = env["pos.config"].browse(self.register_ids)
            type(self).company_data = {"company": env.ref("base.main_company")}
            product = env["product.product"].browse(self.product_id)
            sold = self.sell_one(register=registers[0], product=product)
            self.sold_id = sold.id
            self.tickets = [
                self.build_return(register, [(sold, 1)]) for register in registers
            ]

    def _pay(self, cr, ticket):
        """Pay a return as the cashier; nothing is committed."""
        env = self.env_of(cr)
        cashier = env["res.users"].search([("login", "=", "race_cashier")])
        orders = env["pos.order"].with_user(cashier)
        orders.with_context(device_identifier="0").sync_from_ui([self._copy(ticket)])
        env.flush_all()

    def _serve(self, cr, ticket):
        """Pay a return as the server does: failed ones are run again."""
        with mute_logger("odoo.sql_db", "odoo.service.model"):
            retrying(lambda: self._pay(cr, ticket), self.env_of(cr))

    def _copy(self, ticket):
        lines = [(0, 0, {**line[2]}) for line in ticket["lines"]]
        payments = [(0, 0, {**payment[2]}) for payment in ticket["payment_ids"]]
        return {**ticket, "lines": lines, "payment_ids": payments}

    def _race(self, end):
        """Let the second return wait for the first, and say how it ended."""
        first, second = self.tickets
        return self.race(
            lambda cr: self._pay(cr, first), lambda cr: self._serve(cr, second), end=end
        )

    def _check_returned_once(self):
        with self.committed() as env:
            sold = env["pos.order.line"].browse(self.sold_id)
            self.assertEqual(sold.refunded_qty, 1)
            returns = env["retail.return.line"].search(
                [
                    ("sold_line_id", "=", sold.id),
                    ("return_id.state", "!=", "requested"),
                ]
            )
            self.assertEqual(returns.mapped("qty"), [1])

    def test_rt_08_of_two_returns_at_once_exactly_one_wins(self):
        self.assertIn("only 0 of 1 can still be", str(self._race("commit")))
        self._check_returned_once()

    def test_the_other_register_may_win_as_well(self):
        self.tickets.reverse()
        self.assertIn("only 0 of 1 can still be", str(self._race("commit")))
        self._check_returned_once()

    def test_second_return_goes_on_when_the_first_fails(self):
        self.assertIsNone(self._race("rollback"))
        self._check_returned_once()

    def test_late_return_with_an_old_snapshot_is_refused(self):
        first, second = self.cursors
        second.execute("SELECT 1 FROM pos_order LIMIT 1")
        self._pay(first, self.tickets[0])
        first.commit()
        with self.assertRaisesRegex(UserError, "only 0 of 1 can still be"):
            self._serve(second, self.tickets[1])
        second.rollback()
        self._check_returned_once()

    # === A REGISTER AND THE BACK OFFICE ===#

    def _request(self):
        """Ask in the back office for the return of what the register sold."""
        with self.committed() as env:
            record = env["retail.return"].create(
                {
                    "store_id": self.store_id,
                    "line_ids": [
                        Command.create(
                            {
                                "sold_line_id": self.sold_id,
                                "product_id": self.product_id,
                                "qty": 1,
                                "reason_id": self.reason.id,
                            }
                        )
                    ],
                }
            )
            return record.id

    def _receive(self, cr, return_id):
        record = self.env_of(cr)["retail.return"].browse(return_id)
        record.action_receive()
        record.env.flush_all()

    def test_register_and_back_office_take_the_same_unit_once(self):
        return_id = self._request()
        self.assertRetriedAndTold(
            lambda cr: self._pay(cr, self.tickets[0]),
            lambda cr: self._receive(cr, return_id),
            "only 0 of 1 can still be",
        )
        self._check_returned_once()

    def test_back_office_and_register_take_the_same_unit_once(self):
        return_id = self._request()
        outcome = self.race(
            lambda cr: self._receive(cr, return_id),
            lambda cr: self._serve(cr, self.tickets[0]),
        )
        self.assertIn("only 0 of 1 can still be", str(outcome))
        with self.committed() as env:
            sold = env["pos.order.line"].browse(self.sold_id)
            self.assertEqual(sold._get_returnables()[sold]["returned"], 1)

    def test_two_returns_of_the_back_office_take_the_same_unit_once(self):
        first, second = self._request(), self._request()
        self.assertRetriedAndTold(
            lambda cr: self._receive(cr, first),
            lambda cr: self._receive(cr, second),
            "only 0 of 1 can still be",
        )

    # === STORE CREDIT ===#

    def _build_spending(self):
        """Give the race's customer 100, and build a ticket of each till over it."""
        with self.committed() as env:
            self.env = env
            partner = env["res.partner"].browse(self.partner_id)
            company = env.ref("base.main_company")
            type(self).company_data = {"company": company}
            credit = env["retail.store.credit"]._lock_of(partner, company)
            credit._book(100 - credit.balance)
            method = env["pos.payment.method"].browse(self.method_id)
            product = env["product.product"].browse(self.product_id)
            return [
                self.build_ticket(
                    register,
                    [(product, 1, {"price_unit": 100})],
                    payments=[(method, 100)],
                    partner=partner,
                )
                for register in env["pos.config"].browse(self.register_ids)
            ]

    def _get_balance(self):
        with self.committed() as env:
            partner = env["res.partner"].browse(self.partner_id)
            company = env.ref("base.main_company")
            return env["retail.store.credit"]._find_of(partner, company).balance

    def test_rp_08_of_two_tills_that_spend_one_balance_one_wins(self):
        self.tickets = self._build_spending()
        self.assertIn("would be redeemed", str(self._race("commit")))
        self.assertEqual(self._get_balance(), 0)

    def test_rp_08_second_till_spends_what_the_first_did_not(self):
        self.tickets = self._build_spending()
        self.assertIsNone(self._race("rollback"))
        self.assertEqual(self._get_balance(), 0)

    # === WITHOUT RECEIPT ===#

    def _bring_twice(self):
        """Let a customer bring one without receipt, to two registers at once."""
        with self.committed() as env:
            self.env = env
            type(self).company_data = {"company": env.ref("base.main_company")}
            store = env["stock.warehouse"].browse(self.store_id)
            profile = env["retail.profile"].create(
                {
                    "name": "Race",
                    "company_id": store.company_id.id,
                    "return_without_sale_policy": "limited",
                    "no_receipt_max_count": 1,
                }
            )
            customer = env["res.partner"].create({"name": "Race Customer"})
            self.addCleanup(self._forget_customer, store.profile_id.id, customer.id)
            store.profile_id = profile
            customer_id = customer.id
            product = env["product.product"].browse(self.product_id)
            registers = env["pos.config"].browse(self.register_ids)
            self.tickets = [
                self.build_no_receipt(
                    register, [(product, 1, product.list_price)], partner=customer
                )
                for register in registers
            ]
        return customer_id

    def _forget_customer(self, profile_id, customer_id):
        with self.committed() as env:
            store = env["stock.warehouse"].browse(self.store_id)
            profile = store.profile_id
            store.profile_id = profile_id
            profile.unlink()
            registers = self.register_ids
            own = [("partner_id", "=", customer_id), ("config_id", "in", registers)]
            env["retail.return"].search(own).unlink()
            env["pos.order"].search(own).partner_id = False
            env["res.partner"].browse(customer_id).unlink()

    def test_rt_11_last_return_of_a_customer_is_given_once(self):
        customer_id = self._bring_twice()
        self.assertIn("1 times in 30 days; 1 are allowed", str(self._race("commit")))
        with self.committed() as env:
            own = [("partner_id", "=", customer_id)]
            self.assertEqual(env["retail.return"].search_count(own), 1)
