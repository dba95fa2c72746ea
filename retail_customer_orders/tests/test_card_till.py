from datetime import timedelta
from uuid import uuid4

from odoo.tests import tagged
from odoo.tools import mute_logger

from .card import CardCommon
from .undo import UndoCommon


class CardTillCommon(CardCommon, UndoCommon):
    """A register that charges the cards of an order."""

    def setUp(self):
        super().setUp()
        self.open_session(self.register_b)
        self.pickup_uuid = str(uuid4())

    def charge(self, order, goods, cards, uuid=None, **values):
        """Charge cards as the register does."""
        charge = {
            "uuid": uuid or str(uuid4()),
            "pickup_uuid": self.pickup_uuid,
            "quantities": {str(line.id): qty for line, qty in goods.items()},
            "card_ids": cards.ids,
            **values,
        }
        with self.enter_registry_test_mode():
            answer = self.till().charge_cards_from_ui(
                self.register_b.id, order.id, charge
            )
        order.env.invalidate_all()
        return answer

    def refuse_once(self, card):
        """Let the provider refuse to charge what was authorised, and not what will."""
        once = ["The authorisation has expired."]
        send = type(card)._send_capture_request

        def refuse(transaction):
            if once:
                return transaction._set_error(once.pop())
            return send(transaction)

        self.patch(type(card), "_send_capture_request", refuse)

    def prepare(self, order, quantities):
        return self.till().prepare_pickup_from_ui(
            self.register_b.id,
            order.id,
            {str(line.id): qty for line, qty in quantities.items()},
        )

    def tax_deposits_now(self):
        """Return a tax on goods, in a company that owes it with the deposit."""
        self.company.retail_deposit_tax = "now"
        return self.env["account.tax"].create(
            {
                "name": "Test 25 %",
                "amount": 25,
                "company_id": self.company.id,
                "price_include_override": "tax_excluded",
            }
        )


@tagged("post_install", "-at_install")
class TestCardTill(CardTillCommon):
    """A cashier charges the cards of an order for what is picked up."""

    def test_dp_12_one_card_of_two_then_all_take_only_what_is_due(self):
        order = self.make_order([self.later(self.goods_a, 2)], deposit=20)
        first, second = self.authorise(order, 60), self.authorise(order, 150)
        one = {order.order_line: 1}
        prepared = self.prepare(order, one)
        self.assertEqual(prepared["balance"], 90)
        self.assertEqual([card["amount"] for card in prepared["cards"]], [60, 150])
        answer = self.charge(order, one, first)
        self.assertEqual(answer, {"charged": 60, "message": ""})
        # What was charged is for these goods: none of it waits for the others.
        self.assertEqual(self.prepare(order, one)["balance"], 30)
        answer = self.charge(order, one, first | second)
        self.assertEqual(answer["charged"], 30)
        self.assertEqual(self.asked, [("capture", 60), ("capture", 30)])
        self.assertEqual(self.prepare(order, one)["balance"], 0)
        self.assertEqual(second._get_chargeable(), 120)
        with self.assertRefusal("Nothing is left to pay"):
            self.charge(order, one, second)
        ticket = self.pick_up(order, one)
        self.assertEqual(ticket.amount_total, 0)
        self.assertDeposits(order, received=110, applied=100)
        self.assertEqual(self.prepare(order, one)["balance"], 90)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 9)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_12_less_than_due_remains_for_another_tender(self):
        order = self.order_of_200()
        card = self.authorise(order, 100)
        everything = dict.fromkeys(order.order_line, 1)
        self.assertEqual(self.charge(order, everything, card)["charged"], 100)
        self.assertEqual(self.prepare(order, everything)["balance"], 80)
        ticket = self.pick_up(order, everything)
        self.assertEqual(ticket.amount_paid, 80)
        self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_12_charged_and_then_less_is_taken(self):
        order = self.make_order([self.later(self.goods_a, 3)], deposit=30)
        card = self.authorise(order, 270)
        self.charge(order, {order.order_line: 2}, card)
        self.assertEqual(order.deposit_held, 210)
        ticket = self.pick_up(order, {order.order_line: 1})
        self.assertEqual(ticket.amount_total, 0)
        self.assertDeposits(order, received=210, applied=100)
        self.pick_up(order, {order.order_line: 2})
        self.assertDeposits(order, received=210, applied=210)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_12_a_repeated_request_charges_once(self):
        order = self.order_of_200()
        card = self.authorise(order, 400)
        goods, uuid = {order.order_line[0]: 1}, str(uuid4())
        first = self.charge(order, goods, card, uuid=uuid)
        again = self.charge(order, goods, card, uuid=uuid)
        self.assertEqual((first, first["charged"]), (again, 90))
        self.assertEqual(self.asked, [("capture", 90)])
        self.assertEqual(order.deposit_held, 110)

    def test_dp_12_cut_off_after_asking_the_provider_nothing_is_charged_twice(self):
        order = self.order_of_200()
        card = self.authorise(order, 400)
        goods, uuid = {order.order_line[0]: 1}, str(uuid4())
        charge = {
            "uuid": uuid,
            "pickup_uuid": self.pickup_uuid,
            "quantities": {order.order_line[0].id: 1.0},
            "card_ids": card.ids,
        }
        # What stays when the process dies before the provider's answer is stored.
        planned = order.sudo()._plan_pickup_charges(self.store_b, charge)
        answer = self.charge(order, goods, card, uuid=uuid)
        self.assertRegex(answer["message"], "has not said yet whether it was charged")
        self.assertEqual((self.asked, card._get_chargeable()), ([], 310))
        # The provider tells later that it did; core's own job books it.
        planned._set_done()
        planned._post_process()
        order.invalidate_recordset()
        self.assertEqual(self.prepare(order, goods)["balance"], 0)
        self.assertEqual(self.charge(order, goods, card, uuid=uuid)["charged"], 90)
        self.pick_up(order, goods)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_12_two_registers_do_not_charge_for_the_same_goods(self):
        order = self.order_of_200()
        card = self.authorise(order, 400)
        goods = {order.order_line[0]: 1}
        charge = {
            "uuid": str(uuid4()),
            "pickup_uuid": str(uuid4()),
            "quantities": {order.order_line[0].id: 1.0},
            "card_ids": card.ids,
        }
        # The other register has written down what it is about to charge.
        order.sudo()._plan_pickup_charges(self.store_b, charge)
        with self.assertRefusal("is being charged for these goods already"):
            self.charge(order, goods, card)
        self.assertEqual(
            self.charge(order, {order.order_line[1]: 1}, card)["charged"], 90
        )

    def test_dp_12_the_last_goods_release_what_is_left(self):
        cron = self.env.ref("retail_customer_orders.ir_cron_settle_cards")
        triggers, mine = self.env["ir.cron.trigger"], [("cron_id", "=", cron.id)]
        order = self.order_of_200()
        card = self.authorise(order, 250)
        everything = dict.fromkeys(order.order_line, 1)
        self.charge(order, everything, card)
        before = triggers.search_count(mine)
        self.pick_up(order, everything)
        self.assertGreater(triggers.search_count(mine), before)
        self.settle(order)
        self.assertEqual(self.asked, [("capture", 180), ("void", 70)])
        self.assertEqual(order.amount_authorised, 0)

    def test_dp_12_only_cards_of_this_order(self):
        order, other = self.order_of_200(), self.order_of_200()
        foreign = self.authorise(other, 180)
        with self.assertRefusal("has nothing left to be charged"):
            self.charge(order, {order.order_line[0]: 1}, foreign)
        self.assertFalse(self.asked)

    def test_dp_12_what_the_register_sends_is_read_with_care(self):
        order = self.order_of_200()
        card = self.authorise(order, 180)
        goods = {order.order_line[0]: 1}
        for values in ({"card_ids": "1"}, {"pickup_uuid": 5}, {"quantities": []}):
            with self.assertRefusal("Choose a card"):
                self.charge(order, goods, card, **values)
        with self.assertRefusal("only 1 left"):
            self.charge(order, {order.order_line[0]: 2}, card)

    def test_dp_12_the_collector_says_the_code_before_the_card_is_charged(self):
        self.store_b.profile_id = self.env["retail.profile"].create(
            {"name": "Codes", "company_id": self.company.id, "pickup_code": "always"}
        )
        order = self.order_of_200()
        card = self.authorise(order, 180)
        with self.assertRefusal("code"):
            self.charge(order, {order.order_line[0]: 1}, card)

    def test_dp_13_a_refused_card_leaves_another_tender(self):
        order = self.order_of_200()
        card = self.authorise(order, 180)
        self.refusals["capture"] = "The authorisation has expired."
        goods = {order.order_line[0]: 1}
        answer = self.charge(order, goods, card)
        self.assertEqual(answer["charged"], 0)
        self.assertRegex(answer["message"], "has expired. Take another payment")
        self.assertEqual(self.prepare(order, goods)["balance"], 90)
        ticket = self.pick_up(order, goods)
        self.assertEqual(ticket.amount_paid, 90)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_13_a_saved_card_is_charged_anew(self):
        order = self.order_of_200()
        card = self.authorise(order, 180, token_id=self.save_token().id)
        self.refuse_once(card)
        goods = {order.order_line[0]: 1}
        answer = self.charge(order, goods, card)
        self.assertEqual(answer, {"charged": 90, "message": ""})
        self.assertEqual(self.prepare(order, goods)["balance"], 0)
        self.pick_up(order, goods)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_12_taxed_deposits_that_are_charged_have_their_invoice(self):
        tax = self.tax_deposits_now()
        self.goods_a.taxes_id = tax
        lines = [self.later(self.goods_a, 2, tax_ids=tax.ids)]
        payload = self.order_payload(lines, deposit=0, link_amount=250)
        order = self.make_order(lines, payload=payload)
        card = self.authorise(order, 250)
        goods = {order.order_line: 1}
        self.assertEqual(self.charge(order, goods, card)["charged"], 125)
        self.assertEqual(self.prepare(order, goods)["balance"], 0)
        ticket = self.pick_up(order, goods)
        self.assertEqual((ticket.amount_total, order.deposit_held), (0, 0))


@tagged("post_install", "-at_install")
class TestCardTillFaults(CardTillCommon):
    """What was charged is neither charged twice nor used for other goods."""

    def order_without_deposit(self, quantity):
        lines = [self.later(self.goods_a, quantity)]
        total = 100 * quantity
        payload = self.order_payload(lines, deposit=0, link_amount=total)
        return self.make_order(lines, payload=payload)

    def plan(self, order, line, cards):
        """Write down what a register is about to charge, and go no further."""
        charge = {
            "uuid": str(uuid4()),
            "pickup_uuid": self.pickup_uuid,
            "quantities": {line.id: 1.0},
            "card_ids": cards.ids,
        }
        return order.sudo()._plan_pickup_charges(self.store_b, charge)

    def break_down(self, *amounts):
        """Let the provider's module fail with what nobody expected."""
        cards = self.env.registry["payment.transaction"]
        send = cards._send_capture_request

        def fail(transaction):
            if transaction.amount in amounts:
                raise RuntimeError("An answer that cannot be read.")
            return send(transaction)

        self.patch(cards, "_send_capture_request", fail)

    def test_dp_13_a_lost_answer_is_no_refusal(self):
        order = self.order_of_200()
        card = self.authorise(order, 180, token_id=self.save_token().id)
        self.lost.add("capture")
        goods = {order.order_line[0]: 1}
        answer = self.charge(order, goods, card)
        self.assertEqual((answer["charged"], self.asked), (0, [("capture", 90)]))
        self.assertRegex(answer["message"], "has not said yet whether it was charged")
        # The provider did charge it, and says so later.
        card.child_transaction_ids._set_done()
        card.child_transaction_ids._post_process()
        order.invalidate_recordset()
        self.assertEqual((order.deposit_held, order.amount_authorised), (110, 90))
        self.assertEqual(self.prepare(order, goods)["balance"], 0)

    def test_dp_12_a_piece_that_the_back_office_handed_out(self):
        order = self.order_without_deposit(4)
        card = self.authorise(order, 400)
        self.charge(order, {order.order_line: 1}, card)
        wizard = self.hand_out(order)
        wizard.line_ids.quantity = 1
        wizard.journal_id = self.bank
        wizard.action_confirm()
        order.env.invalidate_all()
        self.assertEqual(order.deposit_held, 75)
        # It was charged for goods that left: the others share what it left.
        self.assertEqual(self.prepare(order, {order.order_line: 1})["balance"], 75)
        self.pick_up(order, {order.order_line: 3})
        self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_12_no_more_is_used_than_the_line_holds(self):
        order = self.order_without_deposit(2)
        card = self.authorise(order, 200)
        goods = {order.order_line: 1}
        self.charge(order, goods, card)
        order._refund_deposit(100, self.bank)
        order.env.invalidate_all()
        self.assertFalse(card.child_transaction_ids.pickup_waiting)
        self.assertEqual(self.prepare(order, goods)["balance"], 100)
        card.child_transaction_ids.pickup_waiting = True
        self.assertEqual(self.prepare(order, goods)["balance"], 100)

    def test_dp_12_an_open_invoice_is_not_paid_with_it(self):
        order = self.order_of_200()
        card = self.authorise(order, 180)
        first, second = order.order_line
        invoice, _pickings = order.sudo()._hand_out_with_invoice(
            {first: 1}, self.store_b
        )
        self.assertIn(invoice, card.invoice_ids)
        self.assertEqual(self.charge(order, {second: 1}, card)["charged"], 90)
        self.assertEqual((invoice.amount_residual, order.deposit_held), (90, 100))
        self.assertEqual(self.prepare(order, {second: 1})["balance"], 0)
        self.pick_up(order, {second: 1})
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_12_a_taxed_deposit_pays_its_own_invoice_only(self):
        tax = self.tax_deposits_now()
        (self.goods_a | self.goods_b).taxes_id = tax
        goods = (self.goods_a, self.goods_b)
        lines = [self.later(product, 1, tax_ids=tax.ids) for product in goods]
        payload = self.order_payload(lines, deposit=0, link_amount=250)
        order = self.make_order(lines, payload=payload)
        card = self.authorise(order, 250)
        first, second = order.order_line
        invoice, _pickings = order.sudo()._hand_out_with_invoice(
            {first: 1}, self.store_b
        )
        self.assertEqual(self.charge(order, {second: 1}, card)["charged"], 125)
        self.assertEqual((invoice.amount_residual, order.deposit_held), (125, 125))
        self.assertIn(invoice, card.invoice_ids)

    def test_dp_12_what_was_never_sent_is_forgotten(self):
        order = self.order_of_200()
        card = self.authorise(order, 180)
        first, second = order.order_line
        sent, unsent = self.plan(order, first, card), self.plan(order, second, card)
        self.assertTrue(sent._begin_pickup_charge())
        self.settle(order)
        self.assertTrue(unsent.exists())
        self.env.cr.execute(
            "UPDATE payment_transaction SET create_date = create_date - "
            "interval '1 hour' WHERE id IN %s",
            [(sent.id, unsent.id)],
        )
        self.env.invalidate_all()
        self.settle(order)
        self.assertEqual((sent.exists(), unsent.exists()), (sent, sent.browse()))
        self.assertEqual(card._get_chargeable(), 90)
        # A register that only seemed dead sends nothing any more.
        self.assertFalse(unsent._begin_pickup_charge())

    def silence(self, *charges):
        """Let hours pass since the provider was asked."""
        for charge in charges:
            charge.last_state_change -= timedelta(hours=3)

    def get_reviews(self, order):
        name = order.customer_order_reference
        return self.env["retail.review"].search([("ticket_name", "=", name)])

    def test_dp_12_what_no_provider_answers_is_looked_into(self):
        order = self.order_of_200()
        card = self.authorise(order, 180)
        self.lost.add("capture")
        self.charge(order, {order.order_line[0]: 1}, card)
        charge = card.child_transaction_ids
        self.settle(order)
        self.assertFalse(self.get_reviews(order), "providers need some time")
        self.silence(charge)
        self.settle(order)
        self.settle(order)
        review = self.get_reviews(order)
        self.assertEqual(len(review), 1)
        self.assertEqual((review.config_id, review.kind), (self.register_b, "other"))
        self.assertIn(charge.reference, review.message)
        told = (
            self.env["retail.review"]
            .with_user(self.cashier)
            .read_open_from_ui(self.register_b.id)
        )
        self.assertIn("what comes twice is paid back", told[0]["way_out"])
        # The answer comes after all: nobody need ask any more.
        charge._set_done()
        charge._post_process()
        self.assertEqual(review.state, "done")
        order.invalidate_recordset()
        self.assertEqual(order.deposit_held, 110)

    def test_dp_12_what_customers_pay_later_is_no_silence(self):
        order = self.order_of_200()
        transfer = self.pay_online(order, 50, "pending")
        self.silence(transfer)
        self.settle(order)
        self.assertFalse(self.get_reviews(order))

    def test_dp_12_a_failure_undoes_nothing_of_another_card(self):
        order = self.order_of_200()
        first, second = self.authorise(order, 60), self.authorise(order, 120)
        self.break_down(30)
        with mute_logger("odoo.addons.retail_customer_orders"):
            answer = self.charge(order, {order.order_line[0]: 1}, first | second)
        self.assertEqual((answer["charged"], self.asked), (60, [("capture", 60)]))
        self.assertRegex(answer["message"], "has not said yet whether it was charged")
        self.assertEqual(second.child_transaction_ids.state, "pending")
        self.assertEqual((order.deposit_held, second._get_chargeable()), (80, 90))

    def test_dp_13_a_release_is_no_charge(self):
        order = self.order_of_200()
        card = self.authorise(order, 180, token_id=self.save_token().id)
        self.refuse_once(card)
        answer = self.charge(order, {order.order_line[0]: 1}, card)
        self.assertEqual(answer, {"charged": 90, "message": ""})
        self.assertEqual(self.asked, [("token", 90), ("capture", 90), ("void", 180)])
        released = card._get_parts("cancel")
        self.assertTrue(released)
        self.assertFalse(released.filtered("pickup_charge_uuid"))

    def test_pu_06_undoing_a_pickup_uses_no_charge(self):
        order = self.order_without_deposit(2)
        card = self.authorise(order, 200)
        goods = {order.order_line: 1}
        self.charge(order, goods, card)
        ticket = self.pick_up(order, goods)
        self.charge(order, goods, card)
        self.undo(ticket)
        order.env.invalidate_all()
        self.assertEqual(
            order.sudo()._get_charged_for_pickup(), {order.order_line.sudo(): 100}
        )
