from uuid import uuid4

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.retail_base.tests.race import RETRIED

from .pickup_race import PickupRaceCase


@tagged("post_install", "-at_install")
class TestPickupRace(PickupRaceCase):
    """Hand-outs, undos, cancellations and codes, each by two people at once."""

    def test_two_people_hand_out_in_the_back_office(self):
        (order_id,) = self.commit(lambda env: self.create_order(env, qty=3))
        wizards = self.commit(
            lambda env: env["retail.pickup.wizard"].create(
                [{"order_id": order_id, "payment": "later"} for _person in range(2)]
            )
        )
        runs = [
            self.call("retail.pickup.wizard", wizard, "action_confirm")
            for wizard in wizards
        ]
        self.assertRetriedAndTold(*runs, "by somebody else meanwhile")
        self.assertEqual(len(self.look_at(order_id, "invoice_ids.id")), 1)

    def test_wizard_pressed_twice(self):
        (order_id,) = self.commit(self.create_order)
        (wizard,) = self.commit(
            lambda env: env["retail.pickup.wizard"].create({"order_id": order_id})
        )
        run = self.call("retail.pickup.wizard", wizard, "action_confirm")
        self.assertIsInstance(self.race(run, run), RETRIED)
        run(self.cursors[1])
        self.cursors[1].commit()
        self.assertEqual(len(self.look_at(order_id, "invoice_ids.id")), 1)
        self.assertEqual(self.look_at(order_id, "order_line.qty_delivered"), [1])

    def test_till_and_back_office(self):
        (order_id,) = self.commit(self.create_order)
        (wizard,) = self.commit(
            lambda env: env["retail.pickup.wizard"].create({"order_id": order_id})
        )
        runs = [
            self.pay(self.commit_ticket(order_id)),
            self.call("retail.pickup.wizard", wizard, "action_confirm"),
        ]
        self.assertRetriedAndTold(*runs, "by somebody else meanwhile")

    def test_cancelled_while_it_is_picked_up(self):
        (order_id,) = self.commit(lambda env: self.create_order(env, deposit=0))
        ticket = self.commit_ticket(order_id, deposit=0)
        self.commit(lambda env: self.add_payment(env, ticket))
        runs = [
            self.call("sale.order", order_id, "_action_cancel"),
            self.pay(ticket),
        ]
        self.assertRetriedAndTold(*runs, "the order was cancelled")
        self.assertEqual(self.look_at(order_id, "order_line.qty_delivered"), [0])

    def cancel_open(self, order_id):
        def run(cr):
            order = self.env_of(cr)["sale.order"].browse(order_id)
            order._cancel_in_back_office(order._get_cancellable())

        return run

    def test_picked_up_while_it_is_cancelled(self):
        """What was cancelled is what is left: nothing of what the customer has."""
        (order_id,) = self.commit(lambda env: self.create_order(env, qty=2))
        runs = [
            self.pay(self.commit_ticket(order_id, deposit=5)),
            self.cancel_open(order_id),
        ]
        self.assertIsInstance(self.race(*runs), RETRIED)
        self.assertEqual(self.look_at(order_id, "order_line.qty_delivered"), [1])
        self.assertEqual(self.look_at(order_id, "state"), ["sale"])

    def test_undone_at_two_registers(self):
        (order_id,) = self.commit(self.create_order)
        ticket = self.commit_ticket(order_id)
        self.pay(ticket)(self.cursors[0])
        self.cursors[0].commit()
        with self.committed() as env:
            uuid = env["pos.order"].browse(ticket).uuid
        undos = [
            self.commit_ticket(order_id, sign=-1, undo_pickup_of=uuid)
            for _register in range(2)
        ]
        runs = [self.pay(undo) for undo in undos]
        self.assertRetriedAndTold(*runs, "undone already")
        self.assertEqual(self.look_at(order_id, "order_line.qty_delivered"), [0])
        self.assertEqual(self.look_at(order_id, "deposit_held"), [10])

    def test_two_workers_give_up(self):
        """What two crons find is done by one of them."""
        (order_id,) = self.commit(self.create_order)
        line_ids = self.look_at(order_id, "order_line.id")

        def give_up(cr):
            env = self.env_of(cr)
            lines = env["sale.order.line"].browse(line_ids)
            env["sale.order"].browse(order_id)._give_up(lines)

        self.assertIsInstance(self.race(give_up, give_up), RETRIED)
        give_up(self.cursors[1])
        self.cursors[1].commit()
        with self.committed() as env:
            kind = "retail_customer_orders.mail_activity_type_unclaimed"
            activities = env["sale.order"].browse(order_id).activity_ids
            found = activities.filtered_domain(
                [("activity_type_id", "=", env.ref(kind).id)]
            )
            self.assertEqual(len(found), 1)

    # === CODES ===#

    def test_wrong_code_counts_though_the_ticket_is_refused(self):
        """And once, whether the ticket is refused at the till or sent to review."""
        self.ask_for_codes("always")
        (order_id,) = self.commit(self.create_order)
        self.commit(
            lambda env: env["sale.order"].browse(order_id)._make_pickup_code()
            and env["sale.order"]
        )
        cashier = self.commit(self.create_cashier)[0]
        self.addCleanup(self.remove_cashier, cashier)
        ticket = self.commit_ticket(order_id)
        with self.committed() as env:
            uuid = env["pos.order"].browse(ticket).uuid

        def pay(cr, **context):
            context.update(retail_pickup_codes={uuid: "wrong"})
            env = self.env_of(cr, cashier)(context=context)
            env["pos.order"].browse(ticket).sudo()._process_saved_order(False)

        with self.assertRaisesRegex(UserError, "Wrong code. Attempts left: 4"):
            pay(self.cursors[0])
        self.cursors[0].rollback()
        self.assertEqual(self.look_at(order_id, "pickup_attempt_ids.success"), [False])
        pay(self.cursors[1], retail_silent=True)
        self.cursors[1].commit()
        attempts = self.look_at(order_id, "pickup_attempt_ids.success")
        self.assertEqual(attempts, [False, False])

    def create_cashier(self, env):
        groups = env.ref("base.group_user") + env.ref("point_of_sale.group_pos_user")
        return env["res.users"].create(
            {
                "name": "Race",
                "login": str(uuid4()),
                "group_ids": [Command.set(groups.ids)],
            }
        )

    def remove_cashier(self, user_id):
        with self.committed() as env:
            env.cr.execute(
                "DELETE FROM retail_pickup_attempt WHERE requested_by_id = %s",
                [user_id],
            )
            env["res.users"].browse(user_id).active = False
