from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .card import CardCommon


@tagged("post_install", "-at_install")
class TestCard(CardCommon):
    """Cards that are authorised when ordering, and charged when the goods leave."""

    def test_dp_05_what_is_authorised_is_no_deposit(self):
        order = self.order_of_200()
        self.authorise(order, 180)
        self.settle(order)
        self.assertEqual((order.deposit_held, order.amount_authorised), (20, 180))
        self.assertEqual(order.amount_balance, 180)
        self.assertFalse(self.asked)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_06_a_card_lets_goods_go_that_must_be_paid_first(self):
        profile = self.env["retail.profile"].create(
            {"name": "Card Required", "payment_before_delivery": "full"}
        )
        self.store_b.profile_id = profile
        line = self.later(self.goods_a, 1, fulfilment="ship", partner_id=self.cabin.id)
        order = self.make_order([line], deposit=10)
        self.assertEqual(order.payment_missing, 90)
        self.authorise(order, 60)
        self.assertEqual(order.payment_missing, 30)
        self.authorise(order, 30)
        self.assertEqual(order.payment_missing, 0)
        picking = order.picking_ids
        picking.move_ids.picked = True
        picking.with_context(cancel_backorder=False)._action_done()
        self.assertEqual(picking.state, "done")

    def test_dp_05_a_card_is_charged_when_shipped_goods_are_invoiced(self):
        line = self.later(self.goods_a, 2, fulfilment="ship", partner_id=self.cabin.id)
        order = self.make_order([line], deposit=20)
        card = self.authorise(order, 180)
        picking = order.picking_ids
        picking.move_ids.quantity = 1
        picking.move_ids.picked = True
        picking.with_context(cancel_backorder=False)._action_done()
        invoice = order._create_invoices()
        invoice.action_post()
        self.assertEqual(invoice.amount_residual, 90)
        self.settle(order)
        self.assertEqual(invoice.amount_residual, 0)
        self.assertEqual(self.asked, [("capture", 90)])
        self.assertEqual((order.amount_authorised, card.state), (90, "authorized"))
        self.settle(order)
        self.assertEqual(len(self.asked), 1)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_07_one_payment_pays_the_deposit_and_secures_the_rest(self):
        order = self.order_of_200()
        order.sudo().deposit_required = 50
        self.authorise(order, 180)
        self.settle(order)
        self.assertEqual(self.asked, [("capture", 30)])
        self.assertEqual((order.deposit_held, order.amount_authorised), (50, 150))
        self.settle(order)
        self.assertEqual(len(self.asked), 1)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_13_an_answer_that_is_lost_charges_nothing_anew(self):
        order = self.order_of_200()
        order.sudo().deposit_required = 50
        self.authorise(order, 180, token_id=self.save_token().id)
        self.lost.add("capture")
        self.settle(order)
        order.transaction_ids.deposit_to_charge = True
        self.settle(order)
        self.assertEqual(self.asked, [("capture", 30)])
        capture = order.transaction_ids.child_transaction_ids
        self.assertEqual(capture.state, "pending")

    def test_dp_07_a_deposit_of_all_is_charged_at_once(self):
        order = self.order_of_200()
        order.sudo().deposit_required = 200
        card = self.authorise(order, 180)
        self.settle(order)
        self.assertEqual((order.deposit_held, order.amount_authorised), (200, 0))
        self.assertEqual(card.state, "done")
        card._post_process()
        self.assertEqual(order.deposit_held, 200)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_07_a_card_that_cannot_be_split_stays_whole(self):
        self.support = "full_only"
        self.provider.invalidate_recordset()
        order = self.order_of_200()
        order.sudo().deposit_required = 50
        self.authorise(order, 180)
        self.settle(order)
        self.assertFalse(self.asked)
        self.assertEqual((order.deposit_held, order.amount_authorised), (20, 180))

    def test_a_taxed_deposit_that_is_charged_has_its_invoice(self):
        self.company.retail_deposit_tax = "now"
        tax = self.env["account.tax"].create(
            {
                "name": "Test 25 %",
                "amount": 25,
                "company_id": self.company.id,
                "price_include_override": "tax_excluded",
            }
        )
        lines = [self.later(self.goods_a, 2, tax_ids=tax.ids)]
        self.goods_a.taxes_id = tax
        payload = self.order_payload(lines, deposit=0, link_amount=250)
        order = self.make_order(lines, payload=payload)
        order.sudo().deposit_required = 75
        self.authorise(order, 250)
        self.settle(order)
        self.assertEqual(order.deposit_held, 75)
        invoice = order.transaction_ids.child_transaction_ids.invoice_ids
        self.assertEqual((invoice.amount_total, invoice.amount_residual), (75, 0))

    def test_dp_12_cards_are_listed_and_charged_up_to_what_is_due(self):
        order = self.make_order([self.later(self.goods_a, 2)], deposit=20)
        first = self.authorise(order, 60)
        second = self.authorise(order, 120)
        wizard = self.hand_out(order)
        self.assertEqual(wizard.card_ids.mapped("amount"), [60, 120])
        self.assertIn(first.reference, wizard.card_ids[0].name)
        wizard.line_ids.quantity = 1
        self.assertEqual(wizard.amount_due, 90)
        wizard.card_ids[0].action_charge()
        self.assertEqual((wizard.amount_due, wizard.amount_charged), (30, 60))
        wizard.action_charge_cards()
        self.assertEqual((wizard.amount_due, wizard.amount_charged), (0, 90))
        self.assertEqual(second._get_chargeable(), 90)
        with self.assertRaisesRegex(UserError, "Nothing is left to pay"):
            wizard.action_charge_cards()
        wizard.action_confirm()
        order.invalidate_recordset()
        self.assertEqual(wizard.move_id.sudo().amount_residual, 0)
        self.assertEqual((order.deposit_held, order.amount_balance), (10, 90))
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 9)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_12_only_cards_of_the_order_are_charged(self):
        order, other = self.order_of_200(), self.order_of_200()
        foreign = self.authorise(other, 180)
        wizard = self.hand_out(order)
        wizard.card_ids = [Command.create({"transaction_id": foreign.id})]
        wizard.action_charge_cards()
        self.assertEqual((wizard.amount_charged, foreign._get_chargeable()), (0, 180))
        self.assertFalse(self.asked)

    def test_dp_12_the_last_goods_release_what_is_left(self):
        order = self.order_of_200()
        card = self.authorise(order, 250)
        wizard = self.hand_out(order)
        wizard.action_charge_cards()
        wizard.action_confirm()
        self.assertEqual(order.customer_order_state, "done")
        self.settle(order)
        self.assertEqual(self.asked, [("capture", 180), ("void", 70)])
        self.assertEqual((order.amount_authorised, card.state), (0, "done"))
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_12_a_register_sees_the_cards_of_an_order(self):
        order = self.order_of_200()
        card = self.authorise(order, 180)
        self.open_session(self.register_b)
        answer = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertEqual(answer["authorised"], 180)
        self.assertEqual(answer["cards"][0]["amount"], 180)
        self.assertIn(card.reference, answer["cards"][0]["label"])

    def test_dp_13_a_refused_card_keeps_the_goods_here(self):
        order = self.order_of_200()
        self.authorise(order, 180)
        self.refusals["capture"] = "The authorisation has expired."
        wizard = self.hand_out(order)
        wizard.action_charge_cards()
        self.assertRegex(wizard.card_message, "has expired")
        self.assertRegex(wizard.card_message, "Take another payment of .*180.00")
        self.assertEqual((wizard.amount_due, order.deposit_held), (180, 20))
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 10)
        wizard.journal_id = self.bank
        wizard.action_confirm()
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 9)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_13_a_saved_card_is_tried_again(self):
        order = self.order_of_200()
        card = self.authorise(order, 180, token_id=self.save_token().id)
        refuse = self.refusals

        class Once(dict):
            def __contains__(self, kind):
                return bool(refuse.pop(kind, None))

            def __getitem__(self, kind):
                return "The authorisation has expired."

        refuse["capture"] = True
        self.refusals = Once()
        wizard = self.hand_out(order)
        wizard.action_charge_cards()
        self.assertFalse(wizard.card_message)
        self.assertEqual((wizard.amount_due, wizard.amount_charged), (0, 180))
        kinds = [kind for kind, _amount in self.asked]
        self.assertEqual(kinds, ["capture", "token", "capture", "void"])
        self.assertEqual(card._get_authorised(), 0)
        order.invalidate_recordset()
        self.assertEqual((order.deposit_held, order.amount_authorised), (200, 0))
        wizard.action_confirm()
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_16_what_a_provider_says_twice_is_booked_once(self):
        order = self.order_of_200()
        paid = self.pay_online(order, 180)
        for _call in range(2):
            paid._set_done()
            paid._post_process()
        order.invalidate_recordset()
        self.assertEqual(order.deposit_held, 200)
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_17_a_card_counts_in_each_store_and_says_when_it_cannot(self):
        """Taken in store A, charged in store B; no set-up per store is needed."""
        order = self.order_of_200(register=self.register_a)
        self.authorise(order, 180)
        self.provider.state = "disabled"
        wizard = self.hand_out(order)
        self.assertEqual(wizard.store_id, self.store_b)
        wizard.action_charge_cards()
        self.assertRegex(wizard.card_message, "provider is disabled")
        self.provider.state = "test"
        wizard.action_charge_cards()
        self.assertFalse(wizard.card_message)
        self.assertEqual(wizard.amount_due, 0)

    def test_automatic_invoices_leave_deposits_alone(self):
        self.env["ir.config_parameter"].sudo().set_param("sale.automatic_invoice", True)
        order = self.order_of_200()
        self.pay_online(order, 180)._post_process()
        order.invalidate_recordset()
        self.assertEqual((order.deposit_held, len(order.invoice_ids)), (200, 0))

    def test_captured_by_hand_is_a_deposit_too(self):
        order = self.order_of_200()
        card = self.authorise(order, 180)
        wizard = self.env["payment.capture.wizard"].create(
            {"transaction_ids": card.ids, "amount_to_capture": 100}
        )
        wizard.action_capture()
        card.child_transaction_ids._post_process()
        order.invalidate_recordset()
        self.assertEqual((order.deposit_held, order.amount_authorised), (120, 80))
        self.close_all()
        self.assertBooksMatch(order)

    def test_dp_05_a_posted_invoice_has_its_cards_charged_soon(self):
        cron = self.env.ref("retail_customer_orders.ir_cron_settle_cards")
        triggers, mine = self.env["ir.cron.trigger"], [("cron_id", "=", cron.id)]
        order = self.order_of_200()
        self.authorise(order, 180)
        before = triggers.search_count(mine)
        wizard = self.hand_out(order)
        wizard.payment = "later"
        wizard.action_confirm()
        self.assertGreater(triggers.search_count(mine), before)
        self.settle(order)
        self.assertEqual(wizard.move_id.sudo().amount_residual, 0)
        self.assertEqual((order.amount_authorised, order.deposit_held), (0, 0))
        self.close_all()
        self.assertBooksMatch(order)
