from datetime import timedelta

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.race import RETRIED, RaceCase
from odoo.addons.retail_base.tools.judge import lock_records


@tagged("post_install", "-at_install")
class TestEditConcurrency(RaceCase):
    """Two people and one order."""

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
    def _clean(cls, env):
        env.company.retail_quote_reminder_days = cls.days
        partner = cls.ids["res.partner"]
        env.cr.execute("DELETE FROM sale_order WHERE partner_id = %s", [partner])
        for model in ("pos.config", "product.product", "res.partner"):
            env[model].browse(cls.ids[model]).unlink()

    def create_quote(self, confirmed=False, **values):
        """Make a quote of one service in a transaction of its own; return its id."""
        line = {
            "product_id": self.ids["product.product"],
            "tax_ids": [Command.clear()],
            "fulfilment": "pickup",
            "fulfilment_store_id": self.ids["stock.warehouse"],
        }
        with self.committed() as env:
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
        return self.env_of(cr)["sale.order"].browse(order_id)

    def race_for(self, order_id, first, second):
        """Let two act on one order, which both have read; see `race`.

        :param first: function of the order, as `second`
        """
        orders = [self.browse(cr, order_id) for cr in self.cursors]
        for order in orders:
            order.read(["state"])
        outcome = self.race(lambda cr: first(orders[0]), lambda cr: second(orders[1]))
        self.assertNotIsInstance(outcome, UserError)
        return outcome

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

        self.assertIsInstance(self.race_for(order_id, convert, convert), RETRIED)
        self.assertAgain(order_id, "is no quote any more", convert)

    def test_ed_01_two_people_change_one_order(self):
        """The second runs again and is told; the first one's change is there."""
        order_id = self.create_quote(confirmed=True)
        version = self.browse(self.cursors[0], order_id)._get_version()
        self.cursors[0].rollback()
        outcome = self.race_for(
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
        outcome = self.race_for(
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
        with self.committed() as env:
            order = env["sale.order"].browse(order_id)
            order.validity_date = order._get_store_today() + timedelta(days=2)
        self.race_for(
            order_id,
            lambda order: lock_records(order)._remind_quote(),
            lambda order: order._work_off("_remind_quote"),
        )
        with self.committed() as env:
            order = env["sale.order"].browse(order_id)
            self.assertTrue(order.quote_reminded_on)
            domain = [("model", "=", "sale.order"), ("res_id", "=", order_id)]
            mails = order.env["mail.mail"].search(domain)
            self.assertEqual(len(mails), 1)
            mails.unlink()

    def test_released_by_two_workers(self):
        order_id = self.create_quote(confirmed=True)
        with self.committed() as env:
            order = env["sale.order"].browse(order_id)
            order._put_on_hold(order.env.ref("retail_base.reason_code_hold_payment"))
            order.hold_until = order._get_store_today()
        self.race_for(
            order_id,
            lambda order: lock_records(order)._release_when_due(),
            lambda order: order._work_off("_release_when_due"),
        )
        order = self.browse(self.cursors[1], order_id)
        self.assertFalse(order.hold_since)
        released = order.message_ids.filtered(lambda one: "Released" in one.body)
        self.assertEqual(len(released), 1)
