import threading
from datetime import datetime, timedelta

import psycopg2.errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import ConcurrencyError, UserError
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, new_test_user, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger

RETRIED = (psycopg2.errors.SerializationFailure, ConcurrencyError)


@tagged("post_install", "-at_install")
class TestSlotRace(BaseCase):
    """Two orders for the last place in a slot, in real connections that commit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())
        with cls.registry.cursor() as cr:
            cls._set_up(api.Environment(cr, SUPERUSER_ID, {}))
        cls.addClassCleanup(cls._clean)

    @classmethod
    def _set_up(cls, env):
        user = new_test_user(env, "slot_racer", "retail_base.group_retail_user")
        store = env["stock.warehouse"].create(
            {"name": "Race", "code": "RACE", "is_store": True, "tz": "UTC"}
        )
        template = env["retail.slot.template"].create(
            {
                "name": "Race",
                "store_ids": store.ids,
                "entry_ids": [
                    Command.create(
                        {"hour_from": 10, "hour_to": 12, "sunday": True, "capacity": 1}
                    )
                ],
            }
        )
        partner = env["res.partner"].create({"name": "Slot racer"})
        product = env["product.product"].create(
            {"name": "Race", "type": "service", "list_price": 10, "taxes_id": []}
        )
        cls.start = datetime.combine(
            store._get_local_today() + timedelta(days=1), datetime.min.time()
        ) + timedelta(hours=10)
        cls.ids = {
            record._name: record.id
            for record in (user, store, template, partner, product)
        }

    @classmethod
    def _clean(cls):
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            partner = cls.ids["res.partner"]
            cr.execute("DELETE FROM sale_order WHERE partner_id = %s", [partner])
            env["retail.slot.template"].browse(cls.ids["retail.slot.template"]).unlink()
            store = env["stock.warehouse"].browse(cls.ids["stock.warehouse"])
            env["retail.slot"].search([("store_id", "=", store.id)]).unlink()
            store.active = False
            env["res.users"].browse(cls.ids["res.users"]).active = False
            for model in ("product.product", "res.partner"):
                env[model].browse(cls.ids[model]).unlink()

    def setUp(self):
        super().setUp()
        self.cursors = [self.registry.cursor(), self.registry.cursor()]
        for cr in self.cursors:
            self.addCleanup(cr.close)

    def create_order(self, hour):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            start = self.start + timedelta(hours=hour)
            order = env["sale.order"].create(
                {
                    "is_customer_order": True,
                    "partner_id": self.ids["res.partner"],
                    "warehouse_id": self.ids["stock.warehouse"],
                    "order_line": [
                        Command.create(
                            {
                                "product_id": self.ids["product.product"],
                                "fulfilment": "pickup",
                                "fulfilment_store_id": self.ids["stock.warehouse"],
                                "fulfilment_date": start.date(),
                                "fulfilment_slot_start": start,
                                "fulfilment_slot_end": start + timedelta(hours=1),
                            }
                        )
                    ],
                }
            )
            return order.id

    def confirm(self, cr, order_id):
        # The superuser's orders stand whatever is wrong with them.
        env = api.Environment(cr, self.ids["res.users"], {})
        env["sale.order"].browse(order_id).action_confirm()
        cr.flush()

    def race(self, orders):
        """Confirm two orders at once; tell how the second ended."""
        first, second = self.cursors
        for cr in self.cursors:
            cr.execute("SELECT 1 FROM sale_order LIMIT 1")
        self.confirm(first, orders[0])
        outcome = []

        def run():
            try:
                with mute_logger("odoo.sql_db"):
                    self.confirm(second, orders[1])
                second.commit()
                outcome.append("confirmed")
            except (*RETRIED, UserError) as error:
                second.rollback()
                outcome.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        thread.join(1)
        waited = thread.is_alive()
        first.commit()
        thread.join(30)
        self.assertFalse(thread.is_alive(), "The second waits for nothing.")
        return waited, outcome[0]

    def test_ts_03_last_place_in_a_slot(self):
        """One gets it; the other waits, runs again, and is told."""
        orders = [self.create_order(0), self.create_order(0)]
        waited, outcome = self.race(orders)
        self.assertTrue(waited)
        self.assertIsInstance(outcome, RETRIED)
        with self.assertRaisesRegex(UserError, "is full. Choose another one"):
            self.confirm(self.cursors[1], orders[1])

    def test_slots_do_not_wait_for_each_other(self):
        # On another day: the places above are taken.
        waited, outcome = self.race([self.create_order(24), self.create_order(25)])
        self.assertEqual((waited, outcome), (False, "confirmed"))
