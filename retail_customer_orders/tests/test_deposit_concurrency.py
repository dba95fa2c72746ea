from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.race import RaceCase


@tagged("post_install", "-at_install")
class TestDepositConcurrency(RaceCase):
    """Two people change the deposit of one order."""

    @classmethod
    def _set_up(cls, env):
        store = env["stock.warehouse"].search(
            [("company_id", "=", env.company.id)], limit=1
        )
        partner = env["res.partner"].create({"name": "Racer"})
        product = env["product.product"].create(
            {"name": "Race", "type": "service", "list_price": 10, "taxes_id": []}
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
                            "fulfilment": "pickup",
                            "fulfilment_store_id": store.id,
                        }
                    )
                ],
            }
        )
        order.action_confirm()
        cls.shown = order.deposit_required
        cls.records = [(one._name, one.id) for one in (order, product, partner)]

    @classmethod
    def _clean(cls, env):
        order, *others = (env[name].browse(id_) for name, id_ in cls.records)
        order.with_context(retail_cancelling=True)._action_cancel()
        for record in (order, *others):
            record.unlink()

    def change(self, amount):
        """Return what the wizard does."""

        def run(cr):
            env = self.env_of(cr)
            reason = env.ref("retail_base.reason_code_deposit_override_regular")
            order = env["sale.order"].browse(self.records[0][1])
            order._change_deposit(amount, reason, "", shown=self.shown)

        return run

    def test_dp_04_two_people_change_one_deposit(self):
        """The second waits, runs again, and is told that it has changed."""
        runs = [self.change(8), self.change(0)]
        self.assertRetriedAndTold(*runs, "changed meanwhile")
