from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import RetailReturnsCommon
from .order import OrderBuilders


@tagged("post_install", "-at_install")
class TestRoads(OrderBuilders, RetailReturnsCommon):
    """One returnable quantity for a sold unit, whatever road it comes back by."""

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})

    def returnable(self, sold):
        return sold._get_returnables()[sold]

    # === SHIPPED AND INVOICED ORDER LINES ===#

    def test_rt_01_order_line_comes_back_at_a_register(self):
        line = self.make_sold_order(3)
        invoice = line.invoice_lines.move_id
        self.assertEqual(self.returnable(line)["returnable"], 3)
        refund = self.sync_ticket(self.give_back(self.register_b, line, 2))
        self.assertEqual((refund.state, refund.amount_total), ("done", -200))
        self.assertEqual(refund.account_move.move_type, "out_refund")
        self.assertEqual(refund.account_move.reversed_entry_id, invoice)
        self.assertFalse(refund.account_move.amount_residual)
        self.assertEqual(self.get_on_hand(self.product, self.store_b), 12)
        document = self.get_return(refund)
        self.assertEqual(document.line_ids.order_line_id, line)
        self.assertFalse(document.line_ids.sold_line_id)
        values = self.returnable(line)
        self.assertEqual((values["returned"], values["returnable"]), (2, 1))
        with self.assert_refused("only 1 of 3 can still be"):
            self.sync_ticket(self.give_back(self.register_a, line, 2))
        self.assertEqual((line.qty_delivered, line.qty_invoiced), (3, 3))

    def test_rt_02_credit_note_and_register_share_one_quantity(self):
        line = self.make_sold_order(3)
        invoice = line.invoice_lines.move_id
        self.credit(invoice, qty=1)
        self.assertEqual(self.returnable(line)["returnable"], 2)
        self.sync_ticket(self.give_back(self.register_b, line, 2))
        with self.assert_refused("only 0 can still be"):
            self.credit(invoice, qty=1)
        self.assertIn("Returned already in Store B", self.returnable(line)["why_not"])

    def test_rt_02_stock_return_and_register_share_one_quantity(self):
        line = self.make_sold_order(3)
        picking, invoice = line.order_id.picking_ids, line.invoice_lines.move_id
        self.receive_in_stock(picking, 2)._action_done()
        self.assertEqual(self.returnable(line)["returnable"], 1)
        with self.assert_refused("only 1 of 3 can still be"):
            self.sync_ticket(self.give_back(self.register_b, line, 2))
        self.sync_ticket(self.give_back(self.register_b, line, 1))
        with self.assert_refused("the customer has only 0"):
            self.receive_in_stock(picking, 1)
        # The money of the two that only came to the stock is still to be given back.
        self.credit(invoice, qty=2)
        with self.assert_refused("only 0 can still be"):
            self.credit(invoice, qty=1)

    def test_open_stock_return_is_judged_again_when_it_is_done(self):
        line = self.make_sold_order(1)
        receipt = self.receive_in_stock(line.order_id.picking_ids, 1)
        self.sync_ticket(self.give_back(self.register_b, line, 1))
        with self.assert_refused("the customer has only 0"):
            receipt.with_user(self.clerk)._action_done()

    def test_goods_that_only_came_to_the_stock_are_named(self):
        line = self.make_sold_order(1)
        self.receive_in_stock(line.order_id.picking_ids, 1)._action_done()
        self.assertIn("came back to stock", self.returnable(line)["why_not"])

    def test_undelivered_order_line_is_cancelled_not_received(self):
        self.product.invoice_policy = "order"
        line = self.make_shipped_order(2, ship=False)
        self.invoice(line)
        self.assertIn("Not delivered yet", self.returnable(line)["why_not"])
        with self.assert_refused("Not delivered yet"):
            self.sync_ticket(self.give_back(self.register_b, line, 1))

    def test_delivered_but_not_invoiced_goes_back_by_its_delivery(self):
        line = self.make_shipped_order(2)
        self.assertIn("Not invoiced yet", self.returnable(line)["why_not"])
        self.receive_in_stock(line.order_id.picking_ids, 1)._action_done()
        self.assertEqual(line.qty_delivered, 1)

    def test_register_pays_nothing_out_for_an_unpaid_invoice(self):
        line = self.make_sold_order(1, pay=False)
        with self.assert_refused("is not paid"):
            self.sync_ticket(self.give_back(self.register_b, line, 1))

    def test_order_line_gives_back_what_was_invoiced_and_no_more(self):
        line = self.make_sold_order(2, discount=20)
        with self.assert_refused("only .*80.* was paid"):
            self.sync_ticket(self.give_back(self.register_b, line, 1))
        refund = self.sync_ticket(self.give_back(self.register_b, line, 1, price=80))
        self.assertEqual(refund.amount_total, -80)

    def test_order_of_one_customer_is_not_given_back_to_another(self):
        line = self.make_sold_order(1)
        stranger = self.env["res.partner"].create({"name": "Stranger"})
        with self.assert_refused("is of Kari Customer"):
            self.sync_ticket(self.give_back(self.register_b, line, 1, partner=stranger))

    def test_two_sales_in_one_return_are_refused(self):
        line, other = self.make_sold_order(1), self.make_sold_order(1)
        ticket = self.give_back(self.register_b, line, 1)
        more = self.give_back(self.register_b, other, 1)
        for key in ("lines", "payment_ids"):
            ticket[key] += more[key]
        ticket["return_payload"]["lines"] += more["return_payload"]["lines"]
        for key in ("amount_total", "amount_paid"):
            ticket[key] += more[key]
        with self.assert_refused("one sale at a time"):
            self.sync_ticket(ticket)

    def test_silent_return_of_an_order_line_is_counted(self):
        line = self.make_sold_order(1)
        self.sync_ticket(self.give_back(self.register_b, line, 1))
        late = self.sync_ticket(self.give_back(self.register_a, line, 1), silent=True)
        self.assertIn("only 0 of 1", self.get_review(late).message)
        self.assertEqual(self.returnable(line)["returned"], 2)

    # === INVOICES WITHOUT ORDER ===#

    def test_rt_01_invoice_line_comes_back_at_a_register(self):
        item = self.make_invoice(2)
        refund = self.sync_ticket(self.give_back(self.register_a, item, 1))
        self.assertEqual(refund.amount_total, -50)
        self.assertEqual(refund.account_move.reversed_entry_id, item.move_id)
        self.assertEqual(self.get_return(refund).line_ids.invoice_line_id, item)
        with self.assert_refused("only 1 can still be"):
            self.credit(item.move_id, qty=2)
        self.credit(item.move_id, qty=1)
        with self.assert_refused("only 0 of 2 can still be"):
            self.sync_ticket(self.give_back(self.register_b, item, 1))

    def test_invoice_line_of_an_order_counts_for_its_order_line(self):
        line = self.make_sold_order(2)
        ticket = self.give_back(self.register_b, line.invoice_lines, 1)
        self.assertEqual(self.sync_ticket(ticket).lines.return_order_line_id, line)
        self.assertEqual(self.returnable(line)["returnable"], 1)

    def test_invoice_of_which_something_came_back_stays_posted(self):
        item = self.make_invoice(2)
        self.sync_ticket(self.give_back(self.register_a, item, 1))
        with self.assert_refused("the invoice stays as it is"):
            item.move_id.with_user(self.clerk).button_draft()

    def test_credit_notes_posted_together_give_back_together(self):
        item = self.make_invoice(2)
        notes = self.draft_credit(item.move_id) | self.draft_credit(item.move_id)
        with self.assert_refused("only 2 can still be"):
            notes.action_post()
        notes.invoice_line_ids.quantity = 1
        notes.action_post()
        self.assertEqual(self.returnable(item)["returnable"], 0)

    def test_price_of_a_service_is_lowered_more_than_once(self):
        self.product = self.create_product("Repair", type="service", is_storable=False)
        invoice = self.make_invoice(1, price=10000).move_id
        for price in (500, 300):
            self.assertEqual(self.credit(invoice, price_unit=price).state, "posted")

    def test_company_without_stores_credits_as_core_does(self):
        item = self.make_invoice(1)
        self.credit(item.move_id)
        with self.assert_refused("only 0 can still be"):
            self.credit(item.move_id)
        (self.store_a | self.store_b).is_store = False
        self.assertEqual(self.credit(item.move_id).state, "posted")

    # === SOLD AT A REGISTER ===#

    def test_goods_of_a_ticket_are_not_received_by_their_transfer(self):
        sold = self.sell_one(qty=2)
        with self.assert_refused("were sold at a register"):
            self.receive_in_stock(sold.order_id.picking_ids, 1)
        self.assertEqual(self.returnable(sold)["returnable"], 2)

    def test_invoice_of_a_ticket_is_not_credited_without_a_return(self):
        sold = self.sell_one(partner=self.customer, to_invoice=True)
        with self.assert_refused("Give it back with a return"):
            self.credit(sold.order_id.account_move)

    def test_rt_16_credit_before_the_goods_scrap_or_back_to_the_customer(self):
        line = self.make_sold_order(3)
        picking, invoice = line.order_id.picking_ids, line.invoice_lines.move_id
        self.credit(invoice, qty=1)
        self.assertEqual(self.returnable(line)["returnable"], 2)
        self.receive_in_stock(picking, 1)._action_done()
        self.assertEqual(self.returnable(line)["returnable"], 2)
        refused = self.ask_return(line, 2)
        refused.with_user(self.manager).action_reject("Worn")
        self.assertEqual(self.returnable(line)["returnable"], 2)
        self.env["retail.disposition.rule"].create(
            {"disposition": "scrap", "company_id": line.company_id.id}
        )
        scrapped = self.ask_return(line, 1)
        scrapped.action_receive()
        scrapped.action_refund()
        self.assertEqual(
            scrapped.picking_ids.move_ids.location_dest_id.usage, "inventory"
        )
        self.assertEqual(scrapped.credit_note_ids.amount_total, 100)
        values = self.returnable(line)
        self.assertEqual((values["returned"], values["returnable"]), (2, 1))

    def test_rt_02_credit_note_names_no_return_by_hand(self):
        line = self.make_invoice(2)
        record = self.ask_return(line, 1, order_line_id=False, invoice_line_id=line.id)
        self.credit(line.move_id, qty=2)
        note = self.draft_credit(line.move_id, qty=1)
        note.retail_return_id = record
        copy = note.with_context(default_retail_return_id=record.id).copy(
            {"reversed_entry_id": line.move_id.id, "retail_return_id": record.id}
        )
        for one in (note, copy):
            self.assertFalse(one.retail_return_id)
            with self.assert_refused("only 0 can still be"):
                one.action_post()

    def test_free_credit_note_names_no_sale_and_passes(self):
        note = self.env["account.move"].create(
            {
                "move_type": "out_refund",
                "partner_id": self.customer.id,
                "invoice_line_ids": [(0, 0, {"name": "Goodwill", "price_unit": 10})],
            }
        )
        note.with_user(self.clerk).action_post()
        self.assertEqual(note.state, "posted")

    # === NEVER SHIPPED ===#

    def ship_later(self, qty):
        self.register_a.write({"ship_later": True, "warehouse_id": self.store_a.id})
        tomorrow = str(self.env.cr.now().date().replace(year=2099))
        return self.sell_one(qty=qty, partner=self.customer, shipping_date=tomorrow)

    def test_never_shipped_goods_are_cancelled_and_not_received(self):
        sold = self.ship_later(2)
        picking = sold.order_id.picking_ids
        before = self.get_on_hand(self.product, self.store_b)
        refund = self.take_back(self.register_b, [(sold, 1)])
        self.assertEqual(refund.amount_total, -100)
        self.assertEqual(refund.lines.return_cancelled_qty, 1)
        self.assertFalse(refund.picking_ids)
        self.assertEqual(picking.move_ids.product_uom_qty, 1)
        self.take_back(self.register_b, [(sold, 1)])
        self.assertEqual(picking.state, "cancel")
        self.assertEqual(self.get_on_hand(self.product, self.store_b), before)
        with self.assert_refused("only 0 of 2"):
            self.take_back(self.register_b, [(sold, 1)])

    def test_what_was_shipped_of_a_ticket_is_received(self):
        sold = self.ship_later(3)
        picking = sold.order_id.picking_ids
        picking.move_ids.write({"quantity": 1, "picked": True})
        picking.with_context(skip_sms=True)._action_done()
        before = self.get_on_hand(self.product, self.store_b)
        refund = self.take_back(self.register_b, [(sold, 3)])
        self.assertEqual(refund.lines.return_cancelled_qty, 2)
        self.assertEqual(self.get_on_hand(self.product, self.store_b), before + 1)

    def test_delivery_that_was_cancelled_by_hand_makes_no_stock(self):
        sold = self.ship_later(1)
        sold.order_id.picking_ids.action_cancel()
        refund = self.take_back(self.register_b, [(sold, 1)])
        self.assertFalse(refund.picking_ids)
        self.assertIsInstance(refund.amount_total, float)
        self.assertRaises(UserError, self.take_back, self.register_b, [(sold, 1)])
