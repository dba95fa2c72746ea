from unittest.mock import patch
from uuid import uuid4

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CustomerOrderCommon

REFUSAL = "No rule delivers this."


def refuse(order):
    """Stand in for `action_confirm` where another addon finds something wrong."""
    raise UserError(REFUSAL)


@tagged("post_install", "-at_install")
class TestOrderJudged(CustomerOrderCommon):
    """The server refuses what the till should never have sent, and asks in time."""

    def assertRefused(self, message, lines=None, **values):
        """The check before payment and the ticket itself are refused alike."""
        lines = lines or [self.later(self.goods_a)]
        payload = values.pop("payload", None) or self.order_payload(lines)
        partner = values.get("partner", self.customer)
        answer = self.till().check_order_from_ui(
            self.register_a.id, payload, partner.id if partner else False
        )
        self.assertFalse(answer["ok"])
        self.assertRegex(answer["message"], message)
        with self.assertRefusal(message):
            self.take_order([], payload=payload, **values)

    def assertAccepted(self, lines, **values):
        payload = self.order_payload(lines, **values)
        answer = self.till().check_order_from_ui(
            self.register_a.id, payload, self.customer.id
        )
        self.assertTrue(answer["ok"], answer["message"])
        ticket = self.take_order([], payload=payload)
        self.assertEqual(ticket.order_request_ids.state, "done")
        return ticket.customer_order_id

    def test_customer_required(self):
        self.assertRefused("needs a customer", partner=None)

    def test_product(self):
        self.goods_a.sale_ok = False
        self.assertRefused("not sold any more")
        self.goods_a.sale_ok = True
        self.goods_a.active = False
        self.assertRefused("not sold any more")
        line = self.later(self.goods_b, product_id=2**31 - 1)
        payload = self.order_payload([line], deposit=10)
        self.assertRefused("does not exist any more", payload=payload)
        self.deposit_product.sale_ok = True
        self.assertRefused("serves the register", [self.later(self.deposit_product)])

    def test_amounts(self):
        for values in (
            {"price_unit": -1},
            {"discount": 101},
            {"discount": -5},
        ):
            line = self.later(self.goods_a, **values)
            self.assertRefused(
                "price must not be negative", payload=self.order_payload([line], 0)
            )
        line = self.later(self.goods_a, qty=-1)
        self.assertRefused("more than 0", payload=self.order_payload([line], 0))

    def test_taxes(self):
        tax = self.env["account.tax"].create(
            {"name": "25 %", "amount": 25, "company_id": self.company.id}
        )
        self.assertRefused(
            "taxes have changed", [self.later(self.goods_a, tax_ids=[1])]
        )
        self.goods_a.taxes_id = tax
        self.assertRefused("taxes have changed", [self.later(self.goods_a, tax_ids=[])])

    def test_unreadable_order(self):
        line = self.later(self.goods_a)
        for change in ({"qty": "many"}, {"product_id": None}, {"date": "soon"}):
            payload = self.order_payload([line], 10)
            payload["lines"] = [{**line, **change}]
            self.assertRefused("cannot be read", payload=payload)

    def test_place(self):
        self.store_b.pickup_enabled = False
        self.assertRefused("Store B offers no pickup")
        self.store_b.shipping_enabled = False
        self.assertRefused(
            "Store B does not ship", [self.later(self.goods_a, fulfilment="ship")]
        )
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        foreign = self.env["stock.warehouse"].search(
            [("company_id", "=", elsewhere.id)], limit=1
        )
        self.assertRefused("is closed", [self.later(self.goods_a, store=foreign)])

    def test_only_stores_of_the_fulfilment_group(self):
        self.store_a.fulfilment_group_ids = self.env["retail.fulfilment.group"].create(
            {"name": "Own stock", "company_id": self.company.id}
        )
        self.assertRefused("Store B offers no pickup")
        self.assertAccepted([self.later(self.goods_a, store=self.store_a)])

    def test_day(self):
        self.assertRefused("day is past", [self.later(self.goods_a, date="2020-02-29")])
        order = self.assertAccepted([self.later(self.goods_a, date=None)])
        self.assertEqual(
            order.order_line.fulfilment_date, self.store_b._get_local_today()
        )

    def test_address(self):
        stranger = self.env["res.partner"].create({"name": "Stranger"})
        self.assertRefused(
            "not Kari Customer's",
            [self.later(self.goods_a, fulfilment="ship", partner_id=stranger.id)],
        )
        order = self.assertAccepted(
            [self.later(self.goods_a, fulfilment="ship", partner_id=self.cabin.id)]
        )
        self.assertEqual(order.picking_ids.partner_id, self.cabin)

    def test_default_places(self):
        depot = self.create_store("Depot", is_store=False)
        self.store_a.shipping_warehouse_id = depot
        order = self.assertAccepted(
            [
                self.later(self.goods_a, fulfilment="ship", store_id=None),
                self.later(self.goods_b, store_id=None),
            ]
        )
        self.assertEqual(order.order_line[0].warehouse_id, depot)
        self.assertEqual(order.order_line[1].warehouse_id, self.store_a)

    def test_range_of_the_store(self):
        """OA-03: what the store's policy forbids is not ordered either."""
        self.env["retail.assortment"].create(
            {
                "name": "Only B and C",
                "store_ids": [(4, self.store_a.id)],
                "line_ids": [
                    (0, 0, {"product_id": product.id})
                    for product in self.goods_b + self.goods_c
                ],
            }
        ).state = "published"
        profile = self.env["retail.profile"].create(
            {
                "name": "Strict",
                "company_id": self.company.id,
                "out_of_range_policy": "forbid",
            }
        )
        self.store_a.profile_id = profile
        self.assertRefused("does not carry this: Article A")
        profile.out_of_range_policy = "order_only"
        self.assertAccepted([self.later(self.goods_a)])

    # === DEPOSIT ===#

    def test_deposit_too_low(self):
        """DP-04: a lower deposit needs a manager, who approves it for this ticket."""
        lines = [self.later(self.goods_a, 2)]
        payload = self.order_payload(lines, deposit=5)
        self.assertRefused("deposit must be .*20", payload=payload)
        self.open_session(self.register_a)
        ticket = self.build_order_ticket(self.register_a, [], payload=payload)
        payload["ticket_uuid"] = ticket["uuid"]
        self.approve(self.register_a, "deposit_override", ticket["uuid"], amount=10)
        with self.assertRefusal("covers only"):
            self.sync_ticket(ticket)
        approval = self.approve(
            self.register_a, "deposit_override", ticket["uuid"], amount=15
        )
        answer = self.till().check_order_from_ui(
            self.register_a.id, payload, self.customer.id
        )
        self.assertTrue(answer["ok"], answer["message"])
        self.assertEqual(answer["deposit_required"], 20)
        self.assertEqual(approval.state, "approved", "Asking uses nothing up.")
        order = self.sync_ticket(ticket).customer_order_id
        self.assertEqual(approval.state, "used")
        self.assertEqual((order.deposit_by_rule, order.deposit_required), (20, 5))
        self.assertDeposits(order, received=5, applied=0)

    def test_deposit_up_to_the_total(self):
        lines = [self.later(self.goods_a)]
        self.assertAccepted(lines, deposit=100)
        self.assertAccepted([self.later(self.goods_a)], deposit=55.55)
        payload = self.order_payload(lines, deposit=100.01)
        self.assertRefused("more than the order costs", payload=payload)

    def test_deposit_on_the_ticket_is_that_of_the_order(self):
        self.open_session(self.register_a)
        payload = self.order_payload([self.later(self.goods_a)], deposit=60)
        ticket = self.build_ticket(
            self.register_a,
            [(self.deposit_product, 1, {"price_unit": 10})],
            partner=self.customer,
            customer_order_payload=payload,
        )
        with self.assertRefusal("deposit on this ticket"):
            self.sync_ticket(ticket)

    def test_no_deposit_without_an_order(self):
        self.open_session(self.register_a)
        for qty, extra in ((1, []), (-1, [(self.goods_a, 1)])):
            ticket = self.build_ticket(
                self.register_a,
                [(self.deposit_product, qty, {"price_unit": 10}), *extra],
                partner=self.customer,
            )
            with self.assertRefusal("deposit on this ticket"):
                self.sync_ticket(ticket)

    def test_deposit_is_not_refunded_like_goods(self):
        taken = self.take_order([self.later(self.goods_a)])
        line = taken.lines.filtered(lambda line: line._is_deposit())
        ticket = self.build_ticket(
            self.register_a,
            [
                (
                    self.deposit_product,
                    -1,
                    {"price_unit": 10, "refunded_orderline_id": line.id},
                )
            ],
            partner=self.customer,
        )
        with self.assertRaises(UserError):
            self.sync_ticket(ticket)

    def test_no_percentage_no_deposit(self):
        self.company.retail_deposit_percent = 0
        order = self.assertAccepted([self.later(self.goods_a)], deposit=0)
        self.assertFalse(order.deposit_entry_ids)
        self.assertEqual(order.amount_balance, 100)

    # === FAILURE ===#

    def test_failed_request_keeps_ticket_and_money(self):
        """What goes wrong after the judges keeps the ticket; Retry makes the order."""
        Order = type(self.env["sale.order"])
        with patch.object(Order, "action_confirm", refuse):
            ticket = self.take_order([self.later(self.goods_a)])
        request = ticket.order_request_ids
        self.assertEqual(ticket.state, "paid")
        self.assertEqual(request.state, "failed")
        self.assertIn("No rule delivers this.", request.error)
        self.assertFalse(
            self.env["sale.order"].search([("partner_id", "=", self.customer.id)])
        )
        self.assertEqual(self.store_a.failed_request_count, 1)
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        self.assertIn("No rule", review.message)
        self.close_session(self.register_a)
        self.assertEqual(
            self.get_account_balance(), 10, "Held, for nobody's order yet."
        )
        with patch.object(Order, "action_confirm", refuse):
            request.with_user(self.manager).action_retry()
        self.assertEqual((request.state, request.attempts), ("failed", 2))
        self.assertEqual(review.state, "open")
        request.with_user(self.manager).action_retry()
        self.assertEqual(request.state, "done")
        self.assertEqual(review.state, "done")
        self.assertDeposits(request.order_id, received=10, applied=0)
        self.assertBooksMatch(request.order_id)
        request.with_user(self.manager).action_retry()
        self.assertEqual(len(request.order_id), 1)

    def test_retry_from_the_review_list(self):
        Order = type(self.env["sale.order"])
        with patch.object(Order, "action_confirm", refuse):
            ticket = self.take_order([self.later(self.goods_a)])
            review = self.env["retail.review"].search(
                [("pos_order_id", "=", ticket.id)]
            )
            with self.assertRefusal("No rule"):
                review.with_user(self.manager).action_retry()
        review.with_user(self.manager).action_retry()
        self.assertEqual(review.state, "done")
        self.assertEqual(ticket.order_request_ids.state, "done")

    def test_silent_ticket_is_never_refused(self):
        """After off line: the money is booked, the order waits on the review list."""
        self.open_session(self.register_a)
        payload = self.order_payload([self.later(self.goods_a)])
        self.goods_a.sale_ok = False
        ticket = self.take_order(
            [], payload=payload, carry_out=[(self.goods_c, 1)], silent=True
        )
        self.assertEqual(ticket.state, "paid")
        self.assertFalse(ticket.customer_order_id)
        self.assertEqual(self.on_hand(self.goods_c, self.store_a), 9)
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        self.assertEqual((review.kind, review.state), ("judge", "open"))
        self.assertIn("not sold any more", review.message)
        self.close_session(self.register_a)
        self.assertEqual(self.get_account_balance(), 10)
        self.goods_a.sale_ok = True
        review.with_user(self.manager).action_retry()
        order = ticket.customer_order_id
        self.assertDeposits(order, received=10, applied=0)
        self.assertBooksMatch(order)

    def test_manager_accepts_what_a_check_refused(self):
        payload = self.order_payload([self.later(self.goods_a)], deposit=1)
        ticket = self.take_order([], payload=payload, silent=True)
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        review.with_user(self.manager).action_accept()
        self.assertDeposits(ticket.customer_order_id, received=1, applied=0)

    def test_unreadable_silent_order_is_kept(self):
        payload = {"uuid": "nonsense", "lines": [{"qty": "many"}], "deposit": 0}
        ticket = self.take_order([], payload=payload, silent=True)
        self.assertEqual(ticket.state, "paid")
        review = self.env["retail.review"].search([("pos_order_id", "=", ticket.id)])
        self.assertTrue(review)
        review[0].with_user(self.manager).action_accept()
        self.assertEqual(ticket.order_request_ids.state, "failed")

    def test_order_taken_twice_is_refused_before_payment(self):
        payload = self.order_payload([self.later(self.goods_a)])
        ticket = self.take_order([], payload=payload)
        answer = self.till().check_order_from_ui(
            self.register_a.id,
            {**payload, "ticket_uuid": str(uuid4())},
            self.customer.id,
        )
        self.assertIn(ticket.pos_reference, answer["message"])
        answer = self.till().check_order_from_ui(
            self.register_a.id,
            {**payload, "ticket_uuid": ticket.uuid},
            self.customer.id,
        )
        self.assertTrue(answer["ok"])
