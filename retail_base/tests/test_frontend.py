from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import RetailTillHttpCommon

REFUSAL = "Red lamps are refused"
SYNC_LOGGERS = ("odoo.http", "odoo.addons.point_of_sale.models.pos_order")


@tagged("post_install", "-at_install")
class TestFrontend(RetailTillHttpCommon):
    def test_manager_dialog(self):
        self.env["retail.reason.code"].create(
            {"name": "Tour reason", "kind": "approval"}
        )
        self.start_till_tour("RetailManagerDialogTour")
        approvals = self.env["retail.approval"].search([], order="id")
        self.assertRecordValues(
            approvals,
            [
                {"ticket_uuid": "tour-ticket", "method": "pin", "amount": 100},
                {"ticket_uuid": "tour-ticket-badge", "method": "badge", "amount": 100},
                {"ticket_uuid": "tour-ticket-field", "method": "badge", "amount": 100},
            ],
        )
        self.assertEqual(approvals.approved_by_id, self.manager)
        self.assertEqual(approvals.requested_by_id, self.cashier)
        self.assertEqual(approvals[0].reason_id.name, "Tour reason")
        wrong = self.env["retail.approval.attempt"].search([("success", "=", False)])
        self.assertEqual(len(wrong), 3)
        # The server takes it once.
        model = self.env["retail.approval"].with_user(self.cashier)
        used = model._use("other", "tour-ticket", record=self.customer, amount=100)
        self.assertEqual(used, approvals[0])
        with self.assertRaisesRegex(UserError, "manager's approval"):
            model._use("other", "tour-ticket", record=self.product, amount=100)

    def test_unsent_ticket_is_counted_and_sent(self):
        self.start_till_tour("RetailUnsentTour")
        order = self.register_a.current_session_id.order_ids
        self.assertEqual(len(order), 1)
        self.assertEqual(order.state, "paid")

    def test_interactive_refusal_keeps_the_cart(self):
        self.create_product("Red Lamp", stock={self.store_a: 5})
        judged = []

        def refuse(order):
            judged.append(order.env.context.get("retail_silent"))
            raise UserError(REFUSAL)

        model = type(self.env["pos.order"])
        steps = {"_get_judge_steps": lambda order: ["_judge_x"], "_judge_x": refuse}
        with patch.multiple(model, create=True, **steps), mute_logger(*SYNC_LOGGERS):
            self.start_till_tour("RetailInteractiveRefusalTour")
        self.assertEqual(judged, [None, None])
        orders = self.register_a.current_session_id.order_ids
        self.assertNotIn("paid", orders.mapped("state"))
        self.assertFalse(self.env["retail.review"].search([]))

    def test_unsent_ticket_survives_a_change_of_settings(self):
        self.create_product("Red Lamp", stock={self.store_a: 5})
        configs = type(self.env["pos.config"])
        read_open_orders = configs.read_config_open_orders

        def refuse(orders, order, existing_order):
            raise UserError(REFUSAL)

        def change_settings(config, *args):
            # What the register asks for after a refusal.
            config.sudo().last_data_change = datetime.now() + timedelta(hours=1)
            return read_open_orders(config, *args)

        with (
            patch.object(type(self.env["pos.order"]), "_process_order", refuse),
            patch.object(configs, "read_config_open_orders", change_settings),
            mute_logger(*SYNC_LOGGERS),
        ):
            self.start_till_tour("RetailDataChangeTour")
        self.assertGreater(self.register_a.last_data_change, datetime.now())

    def test_closing_is_guarded(self):
        lamp = self.create_product("Red Lamp", stock={self.store_a: 5})
        model = type(self.env["pos.order"])
        process = model._process_order
        contexts = []

        def refuse(orders, order, existing_order):
            contexts.append(orders.env.context)
            if any(line[2].get("product_id") == lamp.id for line in order["lines"]):
                raise UserError(REFUSAL)
            return process(orders, order, existing_order)

        with (
            patch.object(model, "_process_order", refuse),
            mute_logger(*SYNC_LOGGERS),
        ):
            self.start_till_tour("RetailClosingGuardTour")
        sessions = self.env["pos.session"].search(
            [("config_id", "=", self.register_a.id)], order="id"
        )
        session = sessions[0]
        self.assertEqual(session.state, "closed")
        self.assertEqual(session.order_ids.lines.product_id, self.product)
        review = self.env["retail.review"].search([("kind", "=", "unsent")])
        self.assertEqual(review.amount_total, 100)
        self.assertEqual(review.session_id, session)
        self.assertEqual(review.user_id, self.manager)
        self.assertIn("Red Lamp", review.ticket_summary)
        # Only the ticket whose customer waited could be refused.
        interactive = [c for c in contexts if not c.get("retail_silent")]
        self.assertEqual(len(interactive), 1)
        # The manager books it in the next session, which the browser opened already.
        with mute_logger(*SYNC_LOGGERS):
            review.with_user(self.manager).action_retry()
        self.assertEqual(review.pos_order_id.lines.product_id, lamp)
        self.assertEqual(review.pos_order_id.session_id, sessions[1])
