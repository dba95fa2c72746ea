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
class TestPaymentRuleRace(BaseCase):
    """Two deliveries at the same moment, and money for one of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())
        with cls.registry.cursor() as cr:
            cls._set_up(api.Environment(cr, SUPERUSER_ID, {}))
        cls.addClassCleanup(cls._clean)

    @classmethod
    def _set_up(cls, env):
        profile = env["retail.profile"].create(
            {"name": "Race", "payment_before_delivery": "full"}
        )
        store = env["stock.warehouse"].create(
            {"name": "Paid Race", "code": "RACEP", "profile_id": profile.id}
        )
        partner = env["res.partner"].create({"name": "Racer"})
        cabin = env["res.partner"].create({"name": "Cabin", "parent_id": partner.id})
        product = env["product.product"].create(
            {"name": "Race", "type": "consu", "list_price": 10, "taxes_id": []}
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
                            "fulfilment": "ship",
                            "fulfilment_store_id": store.id,
                            "fulfilment_partner_id": address.id,
                        }
                    )
                    for address in (partner, cabin)
                ],
            }
        )
        order.action_confirm()
        amounts = {line: 5 for line in order.order_line}
        env["retail.deposit.entry"]._book(order, "received", amounts)
        cls.order_id, cls.picking_ids = order.id, order.picking_ids.ids
        cls.made = (product, cabin, partner, store, profile)

    @classmethod
    def _clean(cls):
        with cls.registry.cursor() as cr:
            for query in (
                "DELETE FROM retail_deposit_entry WHERE order_id = %s",
                "DELETE FROM stock_picking WHERE sale_id = %s",
                "DELETE FROM stock_move WHERE sale_line_id IN"
                " (SELECT id FROM sale_order_line WHERE order_id = %s)",
                "DELETE FROM sale_order WHERE id = %s",
            ):
                cr.execute(query, [cls.order_id])
            env = api.Environment(cr, SUPERUSER_ID, {})
            for records in cls.made:
                records = records.with_env(env)
                if records._name == "stock.warehouse":
                    records.active = records.profile_id = False
                else:
                    records.unlink()

    def setUp(self):
        super().setUp()
        self.cursors = [self.registry.cursor(), self.registry.cursor()]
        for cr in self.cursors:
            self.addCleanup(cr.close)

    def deliver(self, cr, picking_id):
        """What the server does when somebody validates a delivery."""
        env = api.Environment(cr, SUPERUSER_ID, {})
        picking = env["stock.picking"].browse(picking_id)
        picking.move_ids.picked = True
        picking._action_done()
        cr.flush()

    def test_row_r_the_same_money_releases_one_delivery(self):
        first, second = self.cursors
        for cr in self.cursors:
            cr.execute("SELECT 1 FROM sale_order LIMIT 1")
        self.deliver(first, self.picking_ids[0])
        outcome = []

        def run():
            try:
                with mute_logger("odoo.sql_db"):
                    self.deliver(second, self.picking_ids[1])
                outcome.append("left")
            except (psycopg2.errors.SerializationFailure, UserError) as error:
                outcome.append(error)
            second.rollback()

        thread = threading.Thread(target=run)
        thread.start()
        thread.join(1)
        self.assertTrue(thread.is_alive(), "The second must wait for the first.")
        first.commit()
        thread.join(30)
        self.assertFalse(thread.is_alive(), "The second waits for nothing.")
        self.assertIsInstance(outcome[0], psycopg2.errors.SerializationFailure)
        with self.assertRaisesRegex(UserError, "must be paid first"):
            self.deliver(second, self.picking_ids[1])
        second.rollback()
