import threading

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger

from odoo.addons.retail_base.tests.common import TillBuilders

from .common import ReturnBuilders


@tagged("post_install", "-at_install")
class TestRace(ReturnBuilders, TillBuilders, BaseCase):
    """Two registers take back the same unit at once, in connections that commit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())
        with cls.registry.cursor() as cr:
            cls.env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
            cls._create_records()
        cls.addClassCleanup(cls._clean)

    @classmethod
    def _create_records(cls):
        """Make two registers and a product without stock, to be removed again."""
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
        registers = [cls.create_register(store) for _i in range(2)]
        for register in registers:
            cls.open_session(register)
        cls.register_ids = [register.id for register in registers]
        product = cls.create_product("Gift Wrapping", is_storable=False, type="service")
        cls.product_id = product.id

    @classmethod
    def _clean(cls):
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            registers = env["pos.config"].browse(cls.register_ids)
            orders = env["pos.order"].search([("config_id", "in", registers.ids)])
            env["retail.return"].search([("config_id", "in", registers.ids)]).unlink()
            cr.execute(
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
            product = env["product.product"].browse(cls.product_id)
            product.available_in_pos = False
            product.unlink()
            env["res.users"].search([("login", "=", "race_cashier")]).unlink()

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            self.env = api.Environment(cr, SUPERUSER_ID, {})
            registers = self.env["pos.config"].browse(self.register_ids)
            type(self).company_data = {"company": self.env.ref("base.main_company")}
            product = self.env["product.product"].browse(self.product_id)
            sold = self.sell_one(register=registers[0], product=product)
            self.sold_id = sold.id
            self.tickets = [
                self.build_return(register, [(sold, 1)]) for register in registers
            ]
        self.first = self._begin()
        self.second = self._begin()

    def _begin(self):
        """Open a connection whose transaction has its snapshot already."""
        cr = self.registry.cursor()
        self.addCleanup(cr.close)
        cr.execute("SELECT 1 FROM pos_order LIMIT 1")
        return cr

    def _pay(self, cr, ticket):
        """Pay a return as the cashier; nothing is committed."""
        env = api.Environment(cr, SUPERUSER_ID, {})
        cashier = env["res.users"].search([("login", "=", "race_cashier")])
        orders = env["pos.order"].with_user(cashier)
        orders.with_context(device_identifier="0").sync_from_ui([ticket])
        env.flush_all()

    def _pay_later(self, cr, ticket):
        """Pay a return in a thread, as the server does: failed ones are run again."""
        outcome = []

        def run():
            env = api.Environment(cr, SUPERUSER_ID, {})
            try:
                with mute_logger("odoo.sql_db", "odoo.service.model"):
                    retrying(lambda: self._pay(cr, self._copy(ticket)), env)
                outcome.append("paid")
            except UserError as error:
                cr.rollback()
                outcome.append(str(error))

        thread = threading.Thread(target=run)
        thread.start()
        return thread, outcome

    def _copy(self, ticket):
        lines = [(0, 0, {**line[2]}) for line in ticket["lines"]]
        payments = [(0, 0, {**payment[2]}) for payment in ticket["payment_ids"]]
        return {**ticket, "lines": lines, "payment_ids": payments}

    def _race(self, end):
        """Let the second return wait for the first, and say how it ended."""
        self._pay(self.first, self._copy(self.tickets[0]))
        thread, outcome = self._pay_later(self.second, self.tickets[1])
        thread.join(1)
        self.assertTrue(thread.is_alive(), "The second must wait for the first.")
        getattr(self.first, end)()
        thread.join(30)
        self.assertFalse(thread.is_alive(), "The second waits for nothing.")
        return outcome[0]

    def _check_returned_once(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            sold = env["pos.order.line"].browse(self.sold_id)
            self.assertEqual(sold.refunded_qty, 1)
            returns = env["retail.return.line"].search([("sold_line_id", "=", sold.id)])
            self.assertEqual(returns.mapped("qty"), [1])

    def test_of_two_returns_at_once_exactly_one_wins(self):
        self.assertIn("only 0 of 1 can still be", self._race("commit"))
        self._check_returned_once()

    def test_the_other_register_may_win_as_well(self):
        self.tickets.reverse()
        self.assertIn("only 0 of 1 can still be", self._race("commit"))
        self._check_returned_once()

    def test_second_return_goes_on_when_the_first_fails(self):
        self.assertEqual(self._race("rollback"), "paid")
        self._check_returned_once()

    def test_late_return_with_an_old_snapshot_is_refused(self):
        self._pay(self.first, self._copy(self.tickets[0]))
        self.first.commit()
        thread, outcome = self._pay_later(self.second, self.tickets[1])
        thread.join(30)
        self.assertIn("only 0 of 1 can still be", outcome[0])
        self._check_returned_once()
