import re

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .pickup_code import PickupCodeCommon


@tagged("post_install", "-at_install")
class TestPickupCodeSecrecy(PickupCodeCommon):
    """A code is known to the customer and to nobody else."""

    def find_code(self, code):
        """List the tables that hold a code in clear."""
        tables = (
            "sale_order",
            "pos_order",
            "retail_review",
            "retail_approval",
            "retail_pickup_attempt",
            "retail_pickup_wizard",
            "mail_message",
            "mail_mail",
            "ir_logging",
        )
        self.env.flush_all()
        found = []
        for table in tables:
            self.env.cr.execute(
                f"SELECT count(*) FROM {table} AS row WHERE row::text LIKE %s",
                [f"%{code}%"],
            )
            if self.env.cr.fetchone()[0]:
                found.append(table)
        return found

    def test_code_is_stored_and_logged_nowhere(self):
        """Whatever way a ticket takes: synced, drafted, silent, uploaded, written."""
        code = "SECRET-4711"
        order, _code = self.make_coded_order()
        logger = "odoo.addons.point_of_sale.models.pos_order"
        with self.assertLogs(logger, "DEBUG") as logs:
            with self.assertRaises(UserError):
                self.sync_ticket(self.build(order, code=code))
            self.sync_ticket(self.build(order, code=code), silent=True)
            self.sync_ticket({**self.build(order, code=code), "state": "draft"})
        self.assertNotIn(code, "".join(logs.output))
        ticket = self.build(order, code=code)
        self.approve(self.register_b, "unsent_tickets", ticket["uuid"])
        reviews = self.env["retail.review"].with_user(self.cashier)
        reviews.upload_from_ui(self.register_b.id, [ticket])
        stored = self.env["pos.order"].search([], limit=1)
        stored.sudo().pickup_payload = {"uuid": "x", "code": code}
        wizard = self.open_wizard(order)
        wizard.pickup_code = code
        self.assertFalse(self.find_code(code))
        self.assertEqual(ticket["pickup_payload"]["code"], code, "Left as it was.")

    def test_mailed_code_is_not_filed_with_the_order(self):
        order = self.make_order([self.later(self.goods_a)])
        order.with_user(self.user).action_mail_pickup_code()
        bodies = "".join(order.message_ids.mapped("body"))
        self.assertIn("A pickup code was mailed to kari@example.com", bodies)
        self.assertFalse(re.findall(r"\b\d{6}\b", bodies))

    @mute_logger("odoo.addons.retail_customer_orders.models.sale_order_pickup_mail")
    def test_broken_template_stops_nothing(self):
        template = self.env.ref("retail_customer_orders.mail_template_pickup_code")
        template.body_html = "<t t-out='object.no_such_field'/>"
        order = self.make_order([self.later(self.goods_a)])
        name = "retail_customer_orders.mail_template_pickup_code"
        self.assertFalse(order._try_mail_pickup(name, "123456"))
        self.assertIn("could not be mailed", order.message_ids[0].body)
