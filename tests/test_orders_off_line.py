"""Orders are taken while the network is down, or fails in the middle of something."""

import json

from off_line_case import OffLineCase
from order_till import SYNC

EDIT = "**/edit_order_from_ui*"
DEPOSIT = "**/prepare_deposit_from_ui*"
WAIT = "This needs the network"


class TestOrdersOffLine(OffLineCase):
    """Plain cashiers in real browsers (AY-11)."""

    # --- the network is down ------------------------------------------------

    def test_ay_11_orders_and_quotes_taken_off_line_arrive_once_and_in_order(self):
        with self.till("A") as till:
            till.unplug()
            with self.subTest("carried out, picked up and shipped; more deposit"):
                till.begin("Mug", "Lamp", "Chair")
                till.pick_up("Lamp", "B")
                till.ship("Chair")
                till.go_to_payment()
                self.assertEqual(till.due(), 70.0)
                till.click(".edit-deposit")
                till.enter_amount("5")
                till.dismiss("A manager can only approve while the register is on line")
                till.click(".edit-deposit")
                till.enter_amount("60")
                till.see(".deposit-summary .deposit:has-text('60.00')")
                till.pay_here("Cash")
                first = till.reference()
                till.next_customer()
            with self.subTest("a quote"):
                till.begin("Chair")
                till.ship("Chair", kind="quote")
                till.go_to_payment()
                till.validate()
                second = till.reference()
                till.next_customer()
            with self.subTest("reloaded in the cart and in the payment"):
                till.begin("Lamp")
                till.pick_up("Lamp", "C")
                till.reload()
                till.see(".orderline:has-text('Pick up · Store C')")
                till.go_to_payment()
                till.reload()
                till.unsent(2)
                till.see(".deposit-summary .deposit:has-text('10.00')")
                till.pay_here("Cash")
                third = till.reference()
            with self.subTest("what is not possible says so"):
                till.click(".find-order-button")
                till.see(
                    ".needs-network:has-text('Finding an order needs the network')"
                )
                till.reload()
                till.unsent(3)
            till.plug_in()
            till.unsent(0)
            # Without a reload.
            till.see(".find-order .order-list:has-text('Nothing waits')")
        tickets = self.tickets("A", 3)
        self.assertEqual(
            [ticket["customer_order_payload"]["reference"] for ticket in tickets],
            [first, second, third],
        )
        mixed, quote, single = self.orders(first, second, third)
        self.assertEqual([mixed["amount_total"], mixed["state"]], [200.0, "sale"])
        self.assertEqual([quote["amount_total"], quote["state"]], [100.0, "draft"])
        self.assertEqual([single["amount_total"], single["state"]], [100.0, "sale"])
        self.check_order(first, 60.0)
        self.check_order(third)
        self.assertEqual(self.reviews(), 0)

    def test_ay_11_a_refused_ticket_is_told_and_blocks_nothing(self):
        with self.till("B") as till:
            till.unplug()
            references = [till.order("Lamp", letter) for letter in "BCB"]
            till.unsent(3)
            warehouse = self.chain.stores["C"]["warehouse"]
            self.set_pickup(warehouse, False)
            self.addCleanup(self.set_pickup, warehouse, True)
            till.plug_in()
            till.unsent(0)
            till.see(".retail-review-count:text-is('1')")
            till.click(".retail-review-button")
            till.see(".retail-review .retail-message:has-text('Store C')")
            till.see(".retail-review .retail-way-out:has-text('can be closed')")
            till.click(".modal .retail-discard")
            self.orders(references[0], references[2])
            self.tickets("B", 3)
            self.assertEqual(self.reviews(), 1)
            till.menu("Close Register")
            till.click(".close-pos-popup .cash-input ~ .fa-clone, .modal .fa-clone")
            till.click(".modal button.highlight:has-text('Close Register')")
            till.page.wait_for_url("**/login")
        domain = [("config_id", "=", self.chain.stores["B"]["register"])]
        # The browser has opened the next one already.
        first = self.admin.read("pos.session", domain, "state", order="id")[0]
        self.assertEqual(first["state"], "closed")
        # The manager opens the store, and has the order made.
        self.set_pickup(warehouse, True)
        review = self.admin.one("retail.review", [("state", "=", "open")], "id")
        self.admin.call("retail.review", "action_retry", [review["id"]])
        self.check_order(references[1])
        self.assertEqual(self.reviews(), 0)

    def set_pickup(self, warehouse, enabled):
        values = {"pickup_enabled": enabled}
        self.admin.call("stock.warehouse", "write", [warehouse], values)

    # --- the network fails in the middle ------------------------------------

    def test_ay_11_nothing_is_sent_twice(self):
        sent = []
        with self.till("C") as till:
            with self.subTest("cut off between payment and validation"):
                self._begin_payment(till)
                till.unplug()
                till.validate()
                first = till.reference()
                till.next_customer()
                till.plug_in()
                till.unsent(0)
            with self.subTest("back in the middle of the payment"):
                till.unplug()
                self._begin_payment(till)
                till.plug_in()
                till.see_no(".oe_status .fa-chain-broken")
                till.validate()
                second = till.reference()
                till.next_customer()
            with self.subTest("the answer is lost"):
                till.page.on("request", lambda request: self._keep(sent, request))
                self._begin_payment(till)
                till.lose_answer(SYNC)
                till.validate()
                third = till.reference()
                till.unsent(1)
                till.click(".retail-unsent-button")
                till.click(".retail-send:not([disabled])")
                till.unsent(0)
                till.next_customer()
            with self.subTest("the request is repeated"):
                for url, body in sent:
                    headers = {"Content-Type": "application/json"}
                    reply = till.context.request.post(url, data=body, headers=headers)
                    self.assertNotIn("error", reply.json())
            with self.subTest("the tab is killed between storing and sending"):
                self._begin_payment(till)
                till.die_while_sending()
                till.unsent(0)
        references = [
            ticket["customer_order_payload"]["reference"]
            for ticket in self.tickets("C", 4)
        ]
        self.assertEqual(references[:3], [first, second, third])
        for reference in references:
            self.check_order(reference)

    def _begin_payment(self, till):
        till.begin("Lamp")
        till.pick_up("Lamp", "C")
        till.go_to_payment()
        till.click(".paymentmethod:has-text('Cash')")
        till.see(".paymentline:has-text('10.00')")

    def _keep(self, sent, request):
        if "sync_from_ui" in request.url and json.loads(request.post_data):
            sent.append((request.url, request.post_data))

    # --- what needs the network ---------------------------------------------

    def test_ay_11_what_was_begun_goes_on_when_the_network_is_back(self):
        with self.till("A") as till:
            reference = till.order("Lamp", "A")
            till.open_order(reference)
            with self.subTest("the buttons say why not"):
                till.unplug()
                for name in ("pickup", "edit", "payment", "cancel"):
                    till.see(f".order-action[data-action={name}][disabled]")
                till.see(".why-not:has-text('Needs the network')")
                till.see(".order-action[data-action=print]:not([disabled])")
                till.plug_in()
            with self.subTest("a change whose answer is lost is made once"):
                till.action("edit")
                till.click(".edit-line .more")
                till.lose_answer(EDIT)
                till.click(".save-order:not([disabled])")
                till.see(".edit-error:has-text('No connection to the server')")
                till.see(".edit-line .quantity:has-text('2')")
                till.click(".save-order:not([disabled])")
                till.see_no(".edit-order-dialog")
                till.see(".order-line:has-text('Lamp'):has-text('2')")
            with self.subTest("a cancellation and a pickup wait"):
                till.action("cancel")
                till.click(".cancel-dialog .reason >> nth=0")
                self._wait_in_dialog(till, ".cancel-dialog", ".confirm-cancel")
                till.click(".cancel-dialog .discard")
                till.action("pickup")
                self._wait_in_dialog(till, ".pickup-dialog", ".confirm-pickup")
                till.click(".pickup-dialog .discard")
            with self.subTest("a payment: the amount stays, then the ticket waits"):
                till.action("payment")
                till.lose_answer(DEPOSIT)
                till.enter_amount("30")
                till.dismiss("No connection to the server")
                till.see(".modal .input-value:has-text('30')")
                till.click(".modal .modal-footer .btn-primary:not([disabled])")
                self.assertEqual(till.due(), 30.0)
                till.unplug()
                till.click(".paymentmethod:has-text('Cash')")
                till.dismiss("was taken before: this needs the network")
                till.see(".deposit-summary .needs-network")
                till.plug_in()
                till.see_no(".deposit-summary .needs-network")
                till.pay_here("Cash")
        self.check_order(reference, 40.0)
        self.assertEqual(self.orders(reference)[0]["amount_total"], 200.0)

    def _wait_in_dialog(self, till, dialog, button):
        till.see(f"{button}:not([disabled])")
        till.unplug()
        till.see(f"{dialog} .call-problem:has-text('{WAIT}')")
        till.see(f"{button}[disabled]")
        till.plug_in()
        till.see(f"{button}:not([disabled])")
