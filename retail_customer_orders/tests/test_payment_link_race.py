from odoo.tests import tagged

from odoo.addons.retail_base.tests.race import RETRIED
from odoo.addons.retail_base.tools.judge import lock_records

from .pickup_race import PickupRaceCase


@tagged("post_install", "-at_install")
class TestPaymentLinkRace(PickupRaceCase):
    """CO-15: the payment comes while the clock cancels the order."""

    @classmethod
    def _clean(cls, env):
        partner = cls.ids["res.partner"]
        env.cr.execute(
            "DELETE FROM retail_order_cancellation WHERE partner_id = %s", [partner]
        )
        return super()._clean(env)

    def commit_waiting_order(self):
        def build(env):
            order = self.create_order(env, deposit=0)
            order.write(
                {
                    "payment_link_state": "waiting",
                    "payment_link_until": "2020-01-01",
                    "payment_link_total": 10,
                }
            )
            return order

        (order_id,) = self.commit(build)
        return order_id

    def book(self, order_id):
        """Return what books the money that has come."""

        def run(cr):
            env = self.env_of(cr)
            order = env["sale.order"].browse(order_id)
            env["retail.deposit.entry"]._book(order, "received", {order.order_line: 10})
            cr.flush()

        return run

    def cancel(self, order_id):
        """Return what the clock does."""

        def run(cr):
            order = self.env_of(cr)["sale.order"].browse(order_id)
            lock_records(order)._cancel_when_unpaid()
            cr.flush()

        return run

    def test_co_15_paid_first_the_clock_cancels_nothing(self):
        order_id = self.commit_waiting_order()
        runs = (self.book(order_id), self.cancel(order_id))
        self.assertIsInstance(self.race(*runs), RETRIED)
        runs[1](self.cursors[1])
        self.cursors[1].commit()
        self.assertEqual(self.look_at(order_id, "state"), ["sale"])
        self.assertEqual(self.look_at(order_id, "payment_link_state"), ["paid"])

    def test_co_15_cancelled_first_the_payment_is_kept(self):
        order_id = self.commit_waiting_order()
        runs = (self.cancel(order_id), self.book(order_id))
        self.assertIsInstance(self.race(*runs), RETRIED)
        runs[1](self.cursors[1])
        self.cursors[1].commit()
        self.assertEqual(self.look_at(order_id, "state"), ["cancel"])
        self.assertEqual(self.look_at(order_id, "deposit_held"), [10])
