import threading

import psycopg2.errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestDepositConcurrency(BaseCase):
    """Two people change the deposit of one order, in connections that commit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())
        with cls.registry.cursor() as cr:
            cls._set_up(api.Environment(cr, SUPERUSER_ID, {}))
        cls.addClassCleanup(cls._clean)

    @classmethod
    def _set_up(cls, env):
        store = env["stock.warehouse"].search(
            [("company_id", "=", env.company.id)], limit=1
        )
        partner = env["res.partner"].create({"name": "Racer"})
        product = env["product.product"].create(
            {"name": "Race", "type": "service", "list_price": 10, "taxes_id": []}
        )
        order = env["sale.order"].create(
            {
                "is_customer_order": True,
                "partner_id": partner.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "price_unit": 10,
                            "tax_ids": [Command.clear()],
                            "fulfilment": "pickup",
                            "fulfilment_store_id": store.id,
                        }
                    )
                ],
            }
        )
        order.action_confirm()
        cls.shown = order.deposit_required
        cls.records = [(one._name, one.id) for one in (order, product, partner)]

    @classmethod
    def _clean(cls):
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            order, *others = (env[name].browse(id_) for name, id_ in cls.records)
            order.with_context(retail_cancelling=True)._action_cancel()
            for record in (order, *others):
                record.unlink()

    def change(self, cr, amount):
        env = api.Environment(cr, SUPERUSER_ID, {})
        reason = env.ref("retail_base.reason_code_deposit_override_regular")
        order = env["sale.order"].browse(self.records[0][1])
        order._change_deposit(amount, reason, "", shown=self.shown)
        cr.flush()

    def test_dp_04_two_people_change_one_deposit(self):
        """The second waits, runs again, and is told that it has changed."""
        first, second = self.registry.cursor(), self.registry.cursor()
        self.addCleanup(first.close)
        self.addCleanup(second.close)
        for cr in (first, second):
            cr.execute("SELECT 1 FROM sale_order LIMIT 1")
        self.change(first, 8)
        outcome = []

        def run():
            try:
                with mute_logger("odoo.sql_db"):
                    self.change(second, 0)
            except psycopg2.errors.SerializationFailure as error:
                outcome.append(error)
            second.rollback()

        thread = threading.Thread(target=run)
        thread.start()
        thread.join(1)
        self.assertTrue(thread.is_alive(), "The second must wait for the first.")
        first.commit()
        thread.join(30)
        self.assertFalse(thread.is_alive(), "The second waits for nothing.")
        self.assertTrue(outcome, "Odoo must run the second again.")
        with self.assertRaisesRegex(UserError, "changed meanwhile"):
            self.change(second, 0)
        second.rollback()
