from datetime import datetime, timedelta

from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from odoo.addons.retail_base.tests.race import RaceCase


@tagged("post_install", "-at_install")
class TestSlotRace(RaceCase):
    """Two orders for the last place in a slot."""

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
    def _clean(cls, env):
        partner = cls.ids["res.partner"]
        env.cr.execute("DELETE FROM sale_order WHERE partner_id = %s", [partner])
        env["retail.slot.template"].browse(cls.ids["retail.slot.template"]).unlink()
        store = env["stock.warehouse"].browse(cls.ids["stock.warehouse"])
        env["retail.slot"].search([("store_id", "=", store.id)]).unlink()
        store.active = False
        env["res.users"].browse(cls.ids["res.users"]).active = False
        for model in ("product.product", "res.partner"):
            env[model].browse(cls.ids[model]).unlink()

    def create_order(self, hour):
        with self.committed() as env:
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

    def confirm(self, hour):
        """Return the confirmation of a new order for the slot of an hour."""
        order_id = self.create_order(hour)

        def run(cr):
            # The superuser's orders stand whatever is wrong with them.
            env = self.env_of(cr, self.ids["res.users"])
            env["sale.order"].browse(order_id).action_confirm()

        return run

    def test_ts_03_last_place_in_a_slot(self):
        """One gets it; the other waits, runs again, and is told."""
        runs = [self.confirm(0), self.confirm(0)]
        self.assertRetriedAndTold(
            *runs, "is full. Choose another one", waits="INSERT INTO retail_slot"
        )

    def test_slots_do_not_wait_for_each_other(self):
        # On another day: the places above are taken.
        runs = [self.confirm(24), self.confirm(25)]
        self.assertIsNone(self.race(*runs, waits=False))
