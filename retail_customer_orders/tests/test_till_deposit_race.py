from uuid import uuid4

from odoo.fields import Command
from odoo.tests import tagged

from .pickup_race import PickupRaceCase


@tagged("post_install", "-at_install")
class TestFurtherDepositRace(PickupRaceCase):
    """The rest of an order is paid at two registers at the same moment."""

    def commit_payment(self, order_id, amount):
        def build(env):
            product = env.company.retail_deposit_product_id
            line = {
                "uuid": str(uuid4()),
                "product_id": product.id,
                "qty": 1,
                "price_unit": amount,
                "price_subtotal": amount,
                "price_subtotal_incl": amount,
            }
            return env["pos.order"].create(
                {
                    "uuid": str(uuid4()),
                    "session_id": self.ids["pos.session"],
                    "company_id": self.ids["res.company"],
                    "partner_id": self.ids["res.partner"],
                    "amount_total": amount,
                    "amount_tax": 0,
                    "amount_paid": amount,
                    "amount_return": 0,
                    "lines": [Command.create(line)],
                    "deposit_payload": {
                        "uuid": str(uuid4()),
                        "order_id": order_id,
                        "amount": amount,
                    },
                }
            )

        (ticket_id,) = self.commit(build)
        with self.committed() as env:
            self.add_payment(env, ticket_id)
        return ticket_id

    def test_the_rest_is_paid_once(self):
        (order_id,) = self.commit(lambda env: self.create_order(env, deposit=4))
        first, second = (self.commit_payment(order_id, 6) for _register in range(2))
        self.assertRetriedAndTold(self.pay(first), self.pay(second), "at most")
        self.assertEqual(self.look_at(order_id, "deposit_held"), [10])
