import base64
from datetime import timedelta

from odoo import fields, http
from odoo.exceptions import AccessError
from odoo.tests import BaseCase, HttpCase, tagged

from ..tools.online_request import read_online_request, read_quantity
from ..tools.payload import PayloadError
from .common import RetailReturnsCommon
from .order import OrderBuilders

# One transparent point.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    "AABJRU5ErkJggg=="
)
PASSWORD = "portal-4711"


class TestOnlineRequestTools(BaseCase):
    def test_quantities_by_table(self):
        for text, quantity in (
            ("", 0),
            (None, 0),
            ("0", 0),
            ("2", 2),
            (" 1,5 ", 1.5),
            ("1.5", 1.5),
            (".5", 0.5),
        ):
            self.assertEqual(read_quantity(text), quantity)
        for text in ("-1", "x", "1e3", "nan", "inf", "1.2.3", ".", "²"):
            with self.subTest(text=text), self.assertRaises(PayloadError):
                read_quantity(text)

    def test_form(self):
        request = read_online_request(
            {
                "qty-order_line_id-7": "2",
                "qty-sold_line_id-8": "0",
                "qty-amount-9": "5",
                "store_id": "3",
                "reason_id": "drop",
                "note": " broken " * 200,
            }
        )
        self.assertEqual(request["asked"], {("order_line_id", 7): 2.0})
        self.assertEqual((request["store_id"], request["reason_id"]), (3, 0))
        self.assertEqual((len(request["note"]), request["condition"]), (500, False))
        with self.assertRaises(PayloadError):
            read_online_request({"condition": "eaten"})


@tagged("post_install", "-at_install")
class TestPortal(OrderBuilders, RetailReturnsCommon, HttpCase):
    """A customer asks for a return on the portal and follows it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = cls.create_user(
            "portal_kari", "base.group_portal", password=PASSWORD
        )
        cls.portal.partner_id.parent_id = cls.customer
        cls.customer.email = "kari@example.com"
        cls.stranger = cls.create_user(
            "portal_ola", "base.group_portal", password=PASSWORD
        )

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.line = self.make_sold_order(qty=3)
        self.order = self.line.order_id
        self.path = f"/my/orders/{self.order.id}/return"

    def ask(self, qty=1, user=None, files=None, line=None, **form):
        """Send the form of the page and return the page that follows."""
        user = user or self.portal
        self.authenticate(user.login, PASSWORD)
        line = line or self.line
        data = {
            "csrf_token": http.Request.csrf_token(self),
            f"qty-order_line_id-{line.id}": str(qty),
            "store_id": str(self.store_b.id),
            "reason_id": str(self.reason.id),
            **form,
        }
        return self.url_open(self.path, data=data, files=files)

    def get_asked(self):
        returns = self.env["retail.return"]
        return returns.search([("is_online", "=", True)], order="id")

    def get_mails(self):
        mails = self.env["mail.mail"].sudo()
        return mails.search(
            [("model", "=", "retail.return"), ("res_id", "in", self.get_asked().ids)],
            order="id",
        )

    def test_portal_ask_and_follow(self):
        self.authenticate(self.portal.login, PASSWORD)
        page = self.url_open(f"/my/orders/{self.order.id}")
        self.assertIn("o_portal_ask_return", page.text)
        page = self.url_open(self.path)
        self.assertIn("Blue Lamp", page.text)
        self.assertRegex(page.text, '<textarea id="note"[^>]*></textarea>')
        self.assertIn(f'name="qty-order_line_id-{self.line.id}"', page.text)
        files = [("pictures", ("broken.png", PNG, "image/png"))]
        page = self.ask(qty=2, note="<b>broken</b>", condition="damaged", files=files)
        record = self.get_asked()
        self.assertIn(f"/my/returns/{record.id}", page.url)
        self.assertIn("Show this code at the counter", page.text)
        self.assertEqual(record.state, "requested")
        self.assertEqual(record.store_id, self.store_b)
        self.assertEqual(record.partner_id, self.customer)
        self.assertEqual(record.origin_store_id, self.store_a)
        self.assertFalse(record.user_id)
        self.assertRecordValues(
            record.line_ids,
            [
                {
                    "order_line_id": self.line.id,
                    "product_id": self.product.id,
                    "qty": 2,
                    "amount": 200,
                    "condition": "damaged",
                    "note": "<b>broken</b>",
                }
            ],
        )
        [picture] = record.sudo()._get_pictures()
        image = self.url_open(
            f"/web/image/{picture.id}?access_token={picture.access_token}"
        )
        self.assertEqual(image.headers["Content-Type"], "image/png")
        self.assertIn(record.name, self.url_open("/my/returns").text)
        [mail] = self.get_mails()
        self.assertIn("Store B", mail.body_html)
        # It holds nothing back, and is judged when it is received.
        self.assertEqual(self.line._get_returnables()[self.line]["returnable"], 3)
        record.with_user(self.clerk).action_receive()
        self.assertEqual(record.user_id, self.clerk)
        self.assertIn("The goods are here", self.url_open(page.url).text)

    def test_portal_ticket_of_a_store(self):
        """What a register handed out of an order comes back against its ticket."""
        self.line.product_uom_qty = 4
        sold = self.sell_one(2, partner=self.customer)
        sold.sudo().customer_order_line_id = self.line
        sold.order_id.pickup_order_id = self.order
        offers = self.order._get_return_offers(self.store_b)
        self.assertEqual(offers["sold_line_id", sold.id]["available"], 2)

    def test_portal_asks_no_more_than_is_left(self):
        self.assertIn("at most 3", self.ask(qty=4).text)
        self.assertFalse(self.get_asked())
        self.ask(qty=2)
        page = self.ask(qty=2, note="typed text")
        self.assertIn("at most 1", page.text)
        self.assertIn("typed text", page.text)
        self.ask(qty=1)
        self.assertEqual(len(self.get_asked()), 2)
        self.assertIn("You asked for its return already", self.url_open(self.path).text)
        # The store took back what was asked for, and one that nobody asked for.
        first, second = self.get_asked()
        first.with_user(self.clerk).action_receive()
        self.ask_return(self.line, 1).action_receive()
        with self.assert_refused("came back already"):
            second.with_user(self.clerk).action_receive()

    def test_portal_refuses(self):
        virus = ("pictures", ("virus.png", b"MZ", "image/png"))
        for form, message in (
            ({"store_id": "0"}, "Choose the store"),
            ({"store_id": "abc"}, "Choose the store"),
            ({"reason_id": ""}, "Choose why"),
            ({"reason_id": str(self.reason_with_note.id)}, "Tell us more"),
            ({"qty": "x"}, "Enter quantities as numbers"),
            ({"qty": "-1"}, "Enter quantities as numbers"),
            ({"qty": ""}, "Enter how many"),
            ({"qty-order_line_id-999999": "1"}, "not known any more"),
            ({"files": [virus]}, "no picture"),
        ):
            with self.subTest(form=form):
                page = self.ask(**form)
                self.assertEqual(page.status_code, 200)
                self.assertIn(message, page.text)
        other = self.make_sold_order(qty=1)
        page = self.ask(line=other)
        self.assertIn("not known any more", page.text)
        self.assertFalse(self.get_asked())

    def test_portal_policies_say_why_not(self):
        policies = self.env["retail.return.policy"]
        policies.create({"name": "Final", "final_sale": True})
        page = self.ask()
        self.assertIn("final sale", page.text)
        self.assertFalse(self.get_asked())
        self.assertIn("final sale", self.url_open(self.path).text)
        self.assertNotIn("Ask for the return", self.url_open(self.path).text)

    def test_portal_policies_of_a_reason(self):
        """Too late for regret, but not for what is broken."""
        policies = self.env["retail.return.policy"]
        broken = self.env.ref("retail_base.reason_code_return_damaged")
        policies.create(
            [
                {"name": "Warranty", "reason_ids": broken.ids, "sequence": 1},
                {"name": "14 days", "window_days": 14, "sequence": 2},
            ]
        )
        moves = self.order.picking_ids.move_ids
        moves.date = fields.Datetime.now() - timedelta(days=30)
        self.assertIn("14 days", self.ask().text)
        self.assertFalse(self.get_asked())
        self.ask(reason_id=str(broken.id))
        self.assertEqual(self.get_asked().line_ids.reason_id, broken)

    def test_portal_approval_and_rejection_are_mailed(self):
        self.env["retail.return.policy"].create(
            {"name": "Costly", "approval_above": 50.0}
        )
        page = self.ask()
        self.assertIn("Please wait for our answer", page.text)
        self.assertNotIn("Show this code", page.text)
        first = self.get_asked()
        first.with_user(self.manager).action_approve()
        self.assertIn("Show this code", self.url_open(page.url).text)
        self.ask(qty=2)
        second = self.get_asked() - first
        second.with_user(self.manager).action_reject("too dirty")
        subjects = self.get_mails().mapped("subject")
        self.assertEqual(len(subjects), 4)
        self.assertIn("approved", subjects[1])
        self.assertIn("too dirty", self.get_mails()[-1].body_html)
        page = self.url_open(second.get_portal_url())
        self.assertIn("too dirty", page.text)
        self.assertNotIn("Cancel this return", page.text)

    def test_portal_cancel(self):
        self.ask()
        record = self.get_asked()
        path = f"/my/returns/{record.id}/cancel"
        page = self.url_open(path, data={"csrf_token": http.Request.csrf_token(self)})
        self.assertIn("You cancelled this return", page.text)
        self.assertEqual(record.state, "cancelled")
        with self.assert_refused("somebody was faster"):
            record.with_user(self.clerk).action_receive()
        page = self.url_open(path, data={"csrf_token": http.Request.csrf_token(self)})
        self.assertIn("cannot be cancelled any more", page.text)
        # Its units can be asked for again.
        self.ask(qty=3)
        self.assertEqual(len(self.get_asked()), 2)

    def test_portal_others_see_nothing(self):
        self.ask()
        record = self.get_asked()
        self.authenticate(self.stranger.login, PASSWORD)
        data = {"csrf_token": http.Request.csrf_token(self)}
        for path in (self.path, f"/my/returns/{record.id}"):
            page = self.url_open(path)
            self.assertTrue(page.url.endswith("/my"), page.url)
            self.assertNotIn(record.name, page.text)
        self.assertNotIn(record.name, self.url_open("/my/returns").text)
        self.url_open(f"/my/returns/{record.id}/cancel", data=data)
        self.ask(user=self.stranger)
        self.assertEqual(self.get_asked(), record)
        self.assertEqual(record.state, "requested")
        for user in (self.stranger, self.portal):
            with self.assertRaises(AccessError):
                record.with_user(user).read(["name"])
        # Whoever has the link of the mail needs no password.
        self.authenticate(None, None)
        url = f"/my/returns/{record.id}"
        self.assertNotIn(record.name, self.url_open(url).text)
        for token in ("x", "æ"):
            page = self.url_open(f"{url}?access_token={token}")
            self.assertEqual(page.status_code, 200)
            self.assertNotIn(record.name, page.text)
        page = self.url_open(record.get_portal_url())
        self.assertIn(record.name, page.text)

    # === AT THE COUNTER ===#

    def give_back_asked(self, record, qty=1, **values):
        """Build the ticket with which a register pays a request."""
        ticket = self.give_back(self.register_b, self.line, qty, **values)
        ticket["return_payload"]["request"] = record.uuid
        return ticket

    def test_portal_request_is_paid_at_a_register(self):
        self.ask(qty=2)
        record = self.get_asked()
        refund = self.sync_ticket(self.give_back_asked(record))
        self.assertEqual(refund.amount_total, -100)
        self.assertEqual(self.get_return(refund), record)
        self.assertEqual((record.state, record.amount_total), ("refunded", 100))
        self.assertEqual(record.line_ids.mapped("qty"), [1])
        self.assertTrue(record.is_online)
        self.assertEqual(self.line._get_returnables()[self.line]["returnable"], 2)
        with self.assert_refused("is refunded already"):
            self.sync_ticket(self.give_back_asked(record))

    def test_portal_cancelled_request_is_not_paid(self):
        self.ask()
        record = self.get_asked()
        record.sudo()._cancel_online()
        ticket = self.give_back_asked(record)
        with self.assert_refused("is cancelled already"):
            self.sync_ticket(ticket)
        # After off line the money is booked as a return of its own.
        refund = self.sync_ticket(ticket, silent=True)
        self.assertEqual(self.get_return(refund).state, "refunded")
        self.assertEqual(record.state, "cancelled")
        self.assertIn("is cancelled already", self.get_review(refund).message)

    def test_portal_approved_request_needs_no_second_approval(self):
        self.env["retail.return.policy"].create(
            {"name": "Costly", "approval_above": 50.0}
        )
        self.ask()
        record = self.get_asked()
        with self.assert_refused("above"):
            self.sync_ticket(self.give_back_asked(record))
        record.with_user(self.manager).action_approve()
        with self.assert_refused("above"):
            self.sync_ticket(self.give_back_asked(record, qty=2))
        first, second = self.give_back_asked(record), self.give_back_asked(record)
        for ticket in (first, second):
            ticket["return_payload"]["group"] = "one basket"
        self.sync_ticket(first)
        self.assertEqual(record.state, "refunded")
        self.assertIn("Costly", record.policy_note)
        # What was approved serves once.
        with self.assert_refused("above"):
            self.sync_ticket(second)

    def test_portal_request_stays_open_when_other_goods_come_back(self):
        self.ask()
        record = self.get_asked()
        other = self.make_sold_order(qty=1)
        ticket = self.give_back(self.register_b, other, 1)
        ticket["return_payload"]["request"] = record.uuid
        refund = self.sync_ticket(ticket)
        self.assertNotEqual(self.get_return(refund), record)
        self.assertEqual(record.state, "requested")
        self.assertEqual(record.line_ids.order_line_id, self.line)

    def test_portal_request_is_found_at_a_register(self):
        self.ask(qty=2, condition="opened", note="too large")
        record = self.get_asked()
        returns = self.env["retail.return"].with_user(self.cashier)
        for term in (record._get_counter_code(), record.name, record.name.lower()):
            found = returns.find_sales_from_ui(self.register_b.id, term)
            self.assertEqual(
                [sale["key"] for sale in found["sales"]], [f"order-{self.order.id}"]
            )
            self.assertEqual(found["request"]["uuid"], record.uuid)
            self.assertEqual(
                found["request"]["lines"],
                [
                    {
                        "order_line_id": self.line.id,
                        "qty": 2,
                        "reason_id": self.reason.id,
                        "note": "too large",
                        "condition": "opened",
                    }
                ],
            )
        record.sudo()._cancel_online()
        found = returns.find_sales_from_ui(self.register_b.id, record.name)
        self.assertFalse(found["sales"] or found["request"])
