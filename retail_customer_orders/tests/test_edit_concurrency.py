import threading
from datetime import timedelta

import psycopg2.errors

from odoo import SUPERUSER_ID, api
from odoo.exceptions import ConcurrencyError
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, tagged
from odoo.tests.common import get_db_name
from odoo.tools import mute_logger

from odoo.addons.retail_base.tools.judge import lock_records

RETRIED = (psycopg2.errors.SerializationFailure, ConcurrencyError)


@tagged("post_install", "-at_install")
class TestEditConcurrency(BaseCase):
    """Two people and one order, in real connections that commit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry = Registry(get_db_name())
        with cls.registry.cursor() as cr:
            cls._set_up(api.Environment(cr, SUPERUSER_ID, {}))
        cls.addClassCleanup(cls._clean)

    @classmethod
    def _set_up(cls, env):
        env.company._ensure_retail_deposit()
        cls.days = env.company.retail_quote_reminder_days
        env.company.retail_quote_reminder_days = 3
        store = env["stock.warehouse"].search(
            [("company_id", "=", env.company.id)], limit=1
        )
        config = env["pos.config"].create(
            {"name": "Edit race", "picking_type_id": store.pos_type_id.id}
        )
        partner = env["res.partner"].create(
            {"name": "Racer", "email": "racer@example.com"}
        )
        product = env["product.product"].create(
            {"name": "Race", "type": "service", "list_price": 10, "taxes_id": []}
        )
        cls.ids = {
            record._name: record.id for record in (config, partner, product, store)
        }

    @classmethod
    def _clean(cls):
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            env.company.retail_quote_reminder_days = cls.days
            partner = cls.ids["res.partner"]
            cr.execute("DELETE FROM sale_order WHERE partner_id = %s", [partner])
            for model in ("pos.config", "product.product", "res.partner"):
                env[model].browse(cls.ids[model]).unlink()

    def setUp(self):
        super().setUp()
        self.cursors = [self.registry.cursor(), self.registry.cursor()]
        for cr in self.cursors:
            self.addCleanup(cr.close)

    def create_quote(self, confirmed=False, **values):
        """Make a quote of one service in a transaction of its own; return its id."""
        line = {
            "product_id": self.ids["product.product"],
            "tax_ids": [Command.clear()],
            "fulfilment": "pickup",
            "fulfilment_store_id": self.ids["stock.warehouse"],
        }
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            quote = env["sale.order"].create(
                {
                    "is_customer_order": True,
                    "partner_id": self.ids["res.partner"],
                    "order_line": [Command.create(line)],
                    **values,
                }
            )
            if confirmed:
                quote.action_confirm()
            return quote.id

    def browse(self, cr, order_id):
        return api.Environment(cr, SUPERUSER_ID, {})["sale.order"].browse(order_id)

    def race(self, order_id, first, second):
        """Let two act at once, the second waiting for the first.

        :return: what the second returned, or the error that makes Odoo run it again
        """
        orders = [self.browse(cr, order_id) for cr in self.cursors]
        for order in orders:
            order.read(["state"])
        first(orders[0])
        orders[0].env.flush_all()
        outcome = []

        def run():
            try:
                with mute_logger("odoo.sql_db"):
                    outcome.append(second(orders[1]))
                    orders[1].env.flush_all()
                self.cursors[1].commit()
            except RETRIED as error:
                self.cursors[1].rollback()
                outcome[:] = [error]

        thread = threading.Thread(target=run)
        thread.start()
        thread.join(1)
        self.assertTrue(thread.is_alive(), "The second must wait for the first.")
        self.cursors[0].commit()
        thread.join(30)
        self.assertFalse(thread.is_alive(), "The second waits for nothing.")
        return outcome[0]

    def assertAgain(self, order_id, message, act):
        """What was made to run again is refused now, with a sentence."""
        order = self.browse(self.cursors[1], order_id)
        order.invalidate_recordset()
        with self.assertRaisesRegex(Exception, message):
            act(order)
        self.cursors[1].rollback()

    def edit(self, order, version, qty):
        return order.env["retail.order.request"].edit_order_from_ui(
            self.ids["pos.config"],
            order.id,
            {"lines": [{"id": order.order_line.id, "qty": qty}]},
            version,
        )

    def test_qt_02_two_people_convert_one_quote(self):
        order_id = self.create_quote()

        def convert(order):
            return order._convert_quote()

        self.assertIsInstance(self.race(order_id, convert, convert), RETRIED)
        self.assertAgain(order_id, "is no quote any more", convert)

    def test_ed_01_two_people_change_one_order(self):
        """The second runs again and is told; the first one's change is there."""
        order_id = self.create_quote(confirmed=True)
        version = self.browse(self.cursors[0], order_id)._get_version()
        self.cursors[0].rollback()
        outcome = self.race(
            order_id,
            lambda order: self.edit(order, version, 3),
            lambda order: self.edit(order, version, 2),
        )
        self.assertIsInstance(outcome, RETRIED)
        self.assertAgain(
            order_id,
            "Somebody else has changed",
            lambda order: self.edit(order, version, 2),
        )
        order = self.browse(self.cursors[0], order_id)
        self.assertEqual(order.order_line.product_uom_qty, 3)

    def test_hd_01_held_while_it_is_changed(self):
        order_id = self.create_quote(confirmed=True)
        outcome = self.race(
            order_id,
            lambda order: order._put_on_hold(
                order.env.ref("retail_base.reason_code_hold_payment")
            ),
            lambda order: lock_records(order)._get_hand_over_obstacle(),
        )
        self.assertIsInstance(outcome, RETRIED)
        order = self.browse(self.cursors[1], order_id)
        self.assertIn("on hold", order._get_hand_over_obstacle())

    def test_reminded_by_two_workers(self):
        """One sends the mail, the other leaves it."""
        order_id = self.create_quote(state="sent")
        with self.registry.cursor() as cr:
            order = self.browse(cr, order_id)
            order.validity_date = order._get_store_today() + timedelta(days=2)
        self.race(
            order_id,
            lambda order: lock_records(order)._remind_quote(),
            lambda order: order._work_off("_remind_quote"),
        )
        with self.registry.cursor() as cr:
            order = self.browse(cr, order_id)
            self.assertTrue(order.quote_reminded_on)
            domain = [("model", "=", "sale.order"), ("res_id", "=", order_id)]
            mails = order.env["mail.mail"].search(domain)
            self.assertEqual(len(mails), 1)
            mails.unlink()

    def test_released_by_two_workers(self):
        order_id = self.create_quote(confirmed=True)
        with self.registry.cursor() as cr:
            order = self.browse(cr, order_id)
            order._put_on_hold(order.env.ref("retail_base.reason_code_hold_payment"))
            order.hold_until = order._get_store_today()
        self.race(
            order_id,
            lambda order: lock_records(order)._release_when_due(),
            lambda order: order._work_off("_release_when_due"),
        )
        order = self.browse(self.cursors[1], order_id)
        self.assertFalse(order.hold_since)
        released = order.message_ids.filtered(lambda one: "Released" in one.body)
        self.assertEqual(len(released), 1)
