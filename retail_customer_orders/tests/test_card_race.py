from uuid import uuid4

from odoo.fields import Command
from odoo.tests import tagged

from .pickup_race import PickupRaceCase


@tagged("post_install", "-at_install")
class TestCardRace(PickupRaceCase):
    """DP-12: two registers charge the card of one order at the same moment."""

    @classmethod
    def _clean(cls, env):
        partner = cls.ids["res.partner"]
        env.cr.execute(
            "DELETE FROM payment_transaction WHERE partner_id = %s", [partner]
        )
        return super()._clean(env)

    def commit_card(self, order_id):
        def build(env):
            method = env.ref("payment.payment_method_unknown")
            card = env["payment.transaction"].create(
                {
                    "provider_id": env["payment.provider"].search([], limit=1).id,
                    "payment_method_id": method.id,
                    "reference": f"RACE-{uuid4()}",
                    "operation": "online_direct",
                    "amount": 10,
                    "currency_id": env.company.currency_id.id,
                    "partner_id": self.ids["res.partner"],
                    "sale_order_ids": [Command.set([order_id])],
                }
            )
            # No provider of this database can authorise.
            env.cr.execute(
                "UPDATE payment_transaction SET state = 'authorized' WHERE id = %s",
                [card.id],
            )
            return card

        (card_id,) = self.commit(build)
        return card_id

    def charge(self, order_id, card_id):
        """Return what a register does before it asks the provider."""
        charge = {"uuid": str(uuid4()), "pickup_uuid": None, "card_ids": [card_id]}

        def run(cr):
            env = self.env_of(cr)
            order = env["sale.order"].browse(order_id)
            store = env["stock.warehouse"].browse(self.ids["stock.warehouse"])
            quantities = {order.order_line.id: 1.0}
            order._plan_pickup_charges(store, {**charge, "quantities": quantities})
            cr.flush()

        return run

    def test_dp_12_the_second_is_told_and_charges_nothing(self):
        (order_id,) = self.commit(lambda env: self.create_order(env, deposit=0))
        card_id = self.commit_card(order_id)
        self.assertRetriedAndTold(
            self.charge(order_id, card_id),
            self.charge(order_id, card_id),
            "nothing left to be charged",
        )
        with self.committed() as env:
            card = env["payment.transaction"].browse(card_id)
            self.assertEqual(card.child_transaction_ids.mapped("amount"), [10])
