from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.retail_base.tests.race import RaceCase

CASHIER = "base.group_user,point_of_sale.group_pos_user"


@tagged("post_install", "-at_install")
class TestPrepareRace(RaceCase):
    """Two people in one store at the goods of one order."""

    @classmethod
    def _set_up(cls, env):
        store = env["stock.warehouse"].create(
            {
                "name": "Prepare Race",
                "code": "RPREP",
                "is_store": True,
                "shipping_enabled": True,
            }
        )
        config = env["pos.config"].create(
            {"name": "Prepare Race", "picking_type_id": store.pos_type_id.id}
        )
        partner = env["res.partner"].create({"name": "Racer"})
        product = env["product.product"].create(
            {"name": "Race", "type": "consu", "list_price": 10, "taxes_id": []}
        )
        users = [
            new_test_user(env, f"prepare_race_{number}", CASHIER) for number in (1, 2)
        ]
        cls.user_ids = [user.id for user in users]
        cls.config_id, cls.store_id = config.id, store.id
        cls.partner_id, cls.product_id = partner.id, product.id

    @classmethod
    def _clean(cls, env):
        orders = env["sale.order"].search([("partner_id", "=", cls.partner_id)])
        for query in (
            "DELETE FROM stock_picking WHERE sale_id = ANY(%s)",
            "DELETE FROM stock_move WHERE sale_line_id IN"
            " (SELECT id FROM sale_order_line WHERE order_id = ANY(%s))",
            "DELETE FROM sale_order WHERE id = ANY(%s)",
        ):
            env.cr.execute(query, [orders.ids])
        env.invalidate_all()
        env["res.users"].browse(cls.user_ids).active = False
        env["pos.config"].browse(cls.config_id).unlink()
        env["stock.warehouse"].browse(cls.store_id).active = False
        env["product.product"].browse(cls.product_id).unlink()
        env["res.partner"].browse(cls.partner_id).unlink()

    def create_order(self, env):
        order = env["sale.order"].create(
            {
                "is_customer_order": True,
                "partner_id": self.partner_id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.product_id,
                            "product_uom_qty": 5,
                            "tax_ids": [Command.clear()],
                            "fulfilment": "ship",
                            "fulfilment_store_id": self.store_id,
                        }
                    )
                ],
            }
        )
        order.action_confirm()
        return order

    def setUp(self):
        super().setUp()
        (self.order_id,) = self.commit(self.create_order)
        with self.committed() as env:
            order = env["sale.order"].browse(self.order_id)
            self.delivery_id = order.picking_ids.id
            self.totals = {str(order.order_line.id): 5}

    def ask(self, method, *args, user=0):
        def run(cr):
            env = self.env_of(cr, self.user_ids[user])
            requests = env["retail.order.request"]
            return getattr(requests, method)(self.config_id, *args, {"worker": ""})

        return run

    def test_fu_05_claimed_by_two(self):
        ids = [self.delivery_id]
        first = self.ask("claim_deliveries_from_ui", ids)
        second = self.ask("claim_deliveries_from_ui", ids, user=1)
        self.assertTrue(self.race(first, second))
        answer = second(self.cursors[1])
        self.assertFalse(answer["ok"])
        self.assertIn("has had", answer["message"])

    def test_fu_06_picked_by_two(self):
        runs = [
            self.ask("pick_delivery_from_ui", self.delivery_id, self.totals, user=user)
            for user in (0, 1)
        ]
        self.assertRetriedAndTold(*runs, "has had")

    def test_fu_09_shipped_twice(self):
        run = self.ask("ship_delivery_from_ui", self.delivery_id, self.totals)
        self.assertRetriedAndTold(run, run, "have left already")

    def test_cancelled_while_it_is_picked(self):
        def cancel(cr):
            self.env_of(cr)["sale.order"].browse(self.order_id)._action_cancel()

        pick = self.ask("pick_delivery_from_ui", self.delivery_id, self.totals)
        self.assertRetriedAndTold(cancel, pick, "was cancelled meanwhile")
