from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.race import RaceCase


@tagged("post_install", "-at_install")
class TestPaymentRuleRace(RaceCase):
    """Two deliveries at the same moment, and money for one of them."""

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
    def _clean(cls, env):
        for query in (
            "DELETE FROM retail_deposit_entry WHERE order_id = %s",
            "DELETE FROM stock_picking WHERE sale_id = %s",
            "DELETE FROM stock_move WHERE sale_line_id IN"
            " (SELECT id FROM sale_order_line WHERE order_id = %s)",
            "DELETE FROM sale_order WHERE id = %s",
        ):
            env.cr.execute(query, [cls.order_id])
        for records in cls.made:
            records = records.with_env(env)
            if records._name == "stock.warehouse":
                records.active = records.profile_id = False
            else:
                records.unlink()

    def deliver(self, picking_id):
        """Return what the server does when somebody validates a delivery."""

        def run(cr):
            picking = self.env_of(cr)["stock.picking"].browse(picking_id)
            picking.move_ids.picked = True
            picking._action_done()

        return run

    def test_row_r_the_same_money_releases_one_delivery(self):
        runs = [self.deliver(picking_id) for picking_id in self.picking_ids]
        self.assertRetriedAndTold(*runs, "must be paid first")
