from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.retail_base.tests.race import RaceCase


@tagged("post_install", "-at_install")
class TestLifeRace(RaceCase):
    """Two people do the same thing to one order at the same moment."""

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
    def _clean(cls, env):
        for query in (
            "DELETE FROM stock_picking WHERE sale_id = %s",
            "DELETE FROM stock_move WHERE sale_line_id IN"
            " (SELECT id FROM sale_order_line WHERE order_id = %s)",
            "DELETE FROM sale_order WHERE id = %s",
        ):
            env.cr.execute(query, [cls.order_id])
        env["res.users"].browse(cls.user_ids).active = False
        for records in cls.made:
            records = records.with_env(env)
            if records._name == "stock.warehouse":
                records.active = records.profile_id = False
            else:
                records.unlink()

    def refuse_second(self, work, message):
        """Let two users do the same: the second waits, and then is refused."""

        def do(user_id):
            def run(cr):
                order = self.env_of(cr, user_id)["sale.order"].browse(self.order_id)
                work(order)

            return run

        self.assertRetriedAndTold(*map(do, self.user_ids), message)

    def test_fu_11_two_reject_at_once(self):
        def reject(order):
            reason = order.env.ref("retail_customer_orders.reason_code_rejection_stock")
            order.order_line.sorted("id")[0]._reject(3, reason)

        self.refuse_second(reject, "Between 0 and 2")

    def test_hd_01_two_check_out_at_once(self):
        with self.committed() as env:
            reason = env.ref("retail_base.reason_code_hold_payment")
            env["sale.order"].browse(self.order_id)._put_on_hold(reason)
        self.refuse_second(lambda order: order.action_check_out_hold(), "has worked on")

    def test_w_07_two_begin_to_pick_at_once(self):
        with self.committed() as env:
            lines = env["sale.order"].browse(self.order_id).order_line
            lines.filtered(lambda line: line.acceptance == "pending").action_accept()

        def pick(order):
            order.picking_ids.filtered(lambda one: one.state not in ("done", "cancel"))[
                :1
            ].action_start_picking()

        self.refuse_second(pick, "Picking: ")
