from uuid import uuid4

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.race import RETRIED, RaceCase


@tagged("post_install", "-at_install")
class TestConcurrency(RaceCase):
    """Two registers at the same moment."""

    @classmethod
    def _set_up(cls, env):
        company = env.company
        company._ensure_retail_deposit()
        store = env["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )
        config = env["pos.config"].create(
            {"name": "Race", "picking_type_id": store.pos_type_id.id}
        )
        session = env["pos.session"].create({"config_id": config.id, "user_id": 1})
        partner = env["res.partner"].create({"name": "Racer"})
        product = env["product.product"].create(
            {"name": "Race", "type": "service", "list_price": 10, "taxes_id": []}
        )
        cls.ids = {
            record._name: record.id
            for record in (company, config, session, partner, product, store)
        }

    @classmethod
    def _clean(cls, env):
        session = cls.ids["pos.session"]
        partner = cls.ids["res.partner"]
        tickets = env["pos.order"].search([("partner_id", "=", partner)])
        reviews = env["retail.review"].search([("pos_order_id", "in", tickets.ids)])
        reviews.activity_ids.unlink()
        reviews.flush_recordset()
        env.cr.execute("DELETE FROM retail_review WHERE id = ANY(%s)", [reviews.ids])
        for query in (
            "DELETE FROM retail_order_cancellation WHERE partner_id = %s",
            "DELETE FROM retail_deposit_entry WHERE partner_id = %s",
            "DELETE FROM retail_order_request WHERE partner_id = %s",
            "DELETE FROM pos_order WHERE partner_id = %s",
            "DELETE FROM sale_order WHERE partner_id = %s",
        ):
            env.cr.execute(query, [partner])
        env.cr.execute("DELETE FROM pos_session WHERE id = %s", [session])
        for model in ("pos.config", "product.product", "res.partner"):
            env[model].browse(cls.ids[model]).unlink()

    def browse(self, env, model):
        return env[model].browse(self.ids[model])

    # === WHAT IS RACED FOR ===#

    def create_order(self, env):
        order = env["sale.order"].create(
            {
                "is_customer_order": True,
                "partner_id": self.ids["res.partner"],
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.ids["product.product"],
                            "price_unit": 10,
                            "tax_ids": [Command.clear()],
                            "fulfilment": "pickup",
                            "fulfilment_store_id": self.ids["stock.warehouse"],
                        }
                    )
                ],
            }
        )
        order.action_confirm()
        env["retail.deposit.entry"]._book(order, "received", {order.order_line: 10})
        return order

    def create_ticket(self, env, lines, **values):
        return env["pos.order"].create(
            {
                "uuid": str(uuid4()),
                "session_id": self.ids["pos.session"],
                "company_id": self.ids["res.company"],
                "partner_id": self.ids["res.partner"],
                "amount_total": 0,
                "amount_tax": 0,
                "amount_paid": 0,
                "amount_return": 0,
                "lines": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "qty": qty,
                            "price_unit": price,
                            "price_subtotal": qty * price,
                            "price_subtotal_incl": qty * price,
                            **line,
                        }
                    )
                    for product, qty, price, line in lines
                ],
                **values,
            }
        )

    def create_pickup_ticket(self, env, order):
        """A ticket that hands out the order against its deposit: nothing to pay."""
        goods = str(uuid4())
        deposit = self.browse(env, "res.company").retail_deposit_product_id
        line = {
            "uuid": goods,
            "order_line_id": order.order_line.id,
            "qty": 1,
        }
        return self.create_ticket(
            env,
            [
                (self.browse(env, "product.product"), 1, 10, {"uuid": goods}),
                (deposit, -1, 10, {}),
            ],
            pickup_payload={
                "uuid": str(uuid4()),
                "order_id": order.id,
                "deposit": 10,
                "lines": [line],
            },
        )

    def create_order_ticket(self, env, uuid):
        line = {
            "product_id": self.ids["product.product"],
            "qty": 1,
            "price_unit": 10,
            "fulfilment": "ship",
            "store_id": self.ids["stock.warehouse"],
        }
        return self.create_ticket(
            env,
            [],
            customer_order_payload={
                "uuid": uuid,
                "type": "quote",
                "deposit": 0,
                "lines": [line],
            },
        )

    # === THE RACE ===#

    def pay(self, ticket_id):
        """Return what the server does when a register sends a paid ticket."""
        return lambda cr: (
            self.env_of(cr)["pos.order"].browse(ticket_id)._process_saved_order(False)
        )

    def cancel(self, order_id):
        """Return what the back office does with all that is open of an order."""

        def run(cr):
            order = self.env_of(cr)["sale.order"].browse(order_id)
            order._cancel_in_back_office(order._get_cancellable())

        return run

    def test_same_goods_at_two_registers(self):
        """One hands them out; the other runs again, and is told."""
        (order_id,) = self.commit(self.create_order)
        tickets = self.commit(
            lambda env: env["pos.order"].union(
                *(
                    self.create_pickup_ticket(env, env["sale.order"].browse(order_id))
                    for _register in range(2)
                )
            )
        )
        self.assertRetriedAndTold(*map(self.pay, tickets), "handed out already")
        with self.committed() as env:
            order = env["sale.order"].browse(order_id)
            self.assertEqual(order.deposit_applied, 10)
            self.assertEqual(order.order_line.qty_delivered, 1)
            self.assertEqual(len(order.customer_ticket_ids), 1)

    def test_cancelled_while_it_is_handed_out(self):
        """Whoever comes second is told, and nothing is done twice."""
        for pickup_first in (True, False):
            (order_id,) = self.commit(self.create_order)
            (ticket_id,) = self.commit(
                lambda env, order_id=order_id: self.create_pickup_ticket(
                    env, env["sale.order"].browse(order_id)
                )
            )
            acts = [self.pay(ticket_id), self.cancel(order_id)]
            refused = "left to be cancelled"
            if not pickup_first:
                acts.reverse()
                refused = "the order was cancelled"
            self.assertRetriedAndTold(*acts, refused)
            self.cursors[0].rollback()
            with self.committed() as env:
                order = env["sale.order"].browse(order_id)
                self.assertEqual(order.state, "sale" if pickup_first else "cancel")
                applied, held = (10, 0) if pickup_first else (0, 10)
                self.assertEqual(order.deposit_applied, applied)
                self.assertEqual(order.deposit_held, held)

    def test_same_request_at_two_registers(self):
        """One makes the order; the other runs again, and becomes a conflict."""
        uuid = str(uuid4())
        tickets = self.commit(
            lambda env: env["pos.order"].union(
                *(self.create_order_ticket(env, uuid) for _register in range(2))
            )
        )
        runs = [self.pay(ticket) for ticket in tickets]
        outcome = self.race(*runs, waits='INSERT INTO "retail_order_request"')
        self.assertIsInstance(outcome, RETRIED)
        runs[1](self.cursors[1])
        self.cursors[1].commit()
        with self.committed() as env:
            requests = env["retail.order.request"].search(
                [("pos_order_id", "in", tickets)]
            )
            states = {request.pos_order_id.id: request.state for request in requests}
            self.assertEqual(
                [states[ticket] for ticket in tickets], ["done", "conflict"]
            )
            self.assertEqual(len(requests.order_id), 1)

    def test_goods_are_reserved_after_the_commit(self):
        """In a transaction of its own, right after that of the ticket."""
        (order_id,) = self.commit(self.create_order)
        (request_id,) = self.commit(
            lambda env: env["retail.order.request"].create(
                {
                    "uuid": str(uuid4()),
                    "company_id": self.ids["res.company"],
                    "partner_id": self.ids["res.partner"],
                    "currency_id": env.company.currency_id.id,
                    "order_id": order_id,
                    "state": "done",
                    "to_reserve": True,
                }
            )
        )
        cr = self.cursors[0]
        requests = self.env_of(cr)["retail.order.request"]
        requests.browse(request_id)._reserve_after_commit()
        self.assertTrue(requests.browse(request_id).to_reserve)
        self.cursors[0].commit()
        cr.execute(
            "SELECT to_reserve FROM retail_order_request WHERE id = %s", [request_id]
        )
        self.assertFalse(cr.fetchone()[0])
