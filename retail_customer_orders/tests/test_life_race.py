import threading

import psycopg2.errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, new_test_user, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestLifeRace(BaseCase):
    """Two people do the same thing to one order at the same moment."""

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
            {"name": "Race", "manual_accept": "manual"}
        )
        store = env["stock.warehouse"].create(
            {
                "name": "Life Race",
                "code": "RACEL",
                "is_store": True,
                "shipping_enabled": True,
                "profile_id": profile.id,
            }
        )
        partner = env["res.partner"].create({"name": "Racer"})
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
                            "product_uom_qty": 5,
                            "tax_ids": [Command.clear()],
                            "fulfilment": "ship",
                            "fulfilment_store_id": store.id,
                        }
                    )
                ],
            }
        )
        order.action_confirm()
        users = [
            new_test_user(
                env,
                f"life_race_{number}",
                "retail_base.group_retail_user,stock.group_stock_user",
            )
            for number in (1, 2)
        ]
        cls.order_id, cls.user_ids = order.id, [user.id for user in users]
        cls.made = (product, partner, store, profile)

    @classmethod
    def _clean(cls):
        with cls.registry.cursor() as cr:
            for query in (
                "DELETE FROM stock_picking WHERE sale_id = %s",
                "DELETE FROM stock_move WHERE sale_line_id IN"
                " (SELECT id FROM sale_order_line WHERE order_id = %s)",
                "DELETE FROM sale_order WHERE id = %s",
            ):
                cr.execute(query, [cls.order_id])
            env = api.Environment(cr, SUPERUSER_ID, {})
            env["res.users"].browse(cls.user_ids).active = False
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

    def race(self, work, message):
        """Let two users do the same: the second waits, and then is refused."""
        first, second = self.cursors
        orders = []
        for cr, user_id in zip(self.cursors, self.user_ids, strict=True):
            env = api.Environment(cr, user_id, {})
            orders.append(env["sale.order"].browse(self.order_id))
            cr.execute("SELECT 1 FROM sale_order LIMIT 1")
        work(orders[0])
        first.flush()
        outcome = []

        def run():
            try:
                with mute_logger("odoo.sql_db"):
                    work(orders[1])
                    second.flush()
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
        with self.assertRaisesRegex(UserError, message):
            work(orders[1])
        second.rollback()

    def test_fu_11_two_reject_at_once(self):
        def reject(order):
            reason = order.env.ref("retail_customer_orders.reason_code_rejection_stock")
            order.order_line.sorted("id")[0]._reject(3, reason)

        self.race(reject, "Between 0 and 2")

    def test_hd_01_two_check_out_at_once(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            reason = env.ref("retail_base.reason_code_hold_payment")
            env["sale.order"].browse(self.order_id)._put_on_hold(reason)
        self.race(lambda order: order.action_check_out_hold(), "has worked on")

    def test_w_07_two_begin_to_pick_at_once(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            lines = env["sale.order"].browse(self.order_id).order_line
            lines.filtered(lambda line: line.acceptance == "pending").action_accept()

        def pick(order):
            order.picking_ids.filtered(lambda one: one.state not in ("done", "cancel"))[
                :1
            ].action_start_picking()

        self.race(pick, "Picking: ")
