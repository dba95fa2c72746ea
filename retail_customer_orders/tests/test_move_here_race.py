from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.race import RaceCase


@tagged("post_install", "-at_install")
class TestMoveHereRace(RaceCase):
    """Two registers want what a store has left (PU-01)."""

    @classmethod
    def _set_up(cls, env):
        company = env.company
        store = env["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )
        cls.was_store = store.is_store
        store.is_store = True
        other = env["stock.warehouse"].create(
            {"name": "Race Elsewhere", "code": "RACEE", "is_store": True}
        )
        config = env["pos.config"].create(
            {"name": "Race", "picking_type_id": store.pos_type_id.id}
        )
        partner = env["res.partner"].create({"name": "Racer"})
        product = env["product.product"].create(
            {"name": "Race", "is_storable": True, "list_price": 10, "taxes_id": []}
        )
        quants = env["stock.quant"]
        quants._update_available_quantity(product, store.lot_stock_id, 1)
        quants._update_available_quantity(product, other.lot_stock_id, 2)
        cls.ids = {
            record._name: record.id for record in (config, partner, product, other)
        }
        cls.store_id = store.id

    @classmethod
    def _clean(cls, env):
        product, partner = cls.ids["product.product"], cls.ids["res.partner"]
        for query, value in (
            ("DELETE FROM stock_move_line WHERE product_id = %s", product),
            ("DELETE FROM stock_move WHERE product_id = %s", product),
            ("DELETE FROM stock_picking WHERE partner_id = %s", partner),
            ("DELETE FROM stock_quant WHERE product_id = %s", product),
            ("DELETE FROM retail_deposit_entry WHERE partner_id = %s", partner),
            ("DELETE FROM sale_order WHERE partner_id = %s", partner),
        ):
            env.cr.execute(query, [value])
        env["stock.warehouse"].browse(cls.store_id).is_store = cls.was_store
        env["stock.warehouse"].browse(cls.ids["stock.warehouse"]).active = False
        for model in ("pos.config", "product.product", "res.partner"):
            env[model].browse(cls.ids[model]).unlink()

    def create_orders(self, env):
        line = {
            "product_id": self.ids["product.product"],
            "product_uom_qty": 1,
            "price_unit": 10,
            "tax_ids": [Command.clear()],
            "fulfilment": "pickup",
            "fulfilment_store_id": self.ids["stock.warehouse"],
        }
        orders = env["sale.order"].create(
            [
                {
                    "is_customer_order": True,
                    "partner_id": self.ids["res.partner"],
                    "order_line": [Command.create(line)],
                }
                for _number in range(2)
            ]
        )
        orders.action_confirm()
        return orders

    def move(self, order_id):
        """Return what the server does when a register takes an order's pickup over."""

        def run(cr):
            env = self.env_of(cr)
            order = env["sale.order"].browse(order_id)
            env["retail.order.request"].move_pickup_here_from_ui(
                self.ids["pos.config"],
                order_id,
                order.order_line.ids,
                order._get_version(),
            )
            env.flush_all()

        return run

    def test_pu_01_the_last_piece_of_a_store(self):
        """One order gets it; the other register is told, and its order stays."""
        orders = self.commit(self.create_orders)
        self.assertRetriedAndTold(*map(self.move, orders), "0 of 1 are free")
        with self.committed() as env:
            first, second = env["sale.order"].browse(orders).order_line
            elsewhere = self.ids["stock.warehouse"]
            self.assertEqual(first.fulfilment_store_id.id, self.store_id)
            self.assertEqual(first._get_ready_qty(first.fulfilment_store_id), 1)
            self.assertEqual(second.fulfilment_store_id.id, elsewhere)
            self.assertEqual(second._get_ready_qty(second.fulfilment_store_id), 1)
            (first + second).order_id._action_cancel()

    def test_pu_01_the_same_order_at_two_registers(self):
        order = self.commit(self.create_orders)[0]
        act = self.move(order)
        self.assertRetriedAndTold(act, act, "Choose goods that wait")
