from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import RetailReturnsCommon
from .order import OrderBuilders


@tagged("post_install", "-at_install")
class TestLife(OrderBuilders, RetailReturnsCommon):
    """A return in the back office: requested, approved, received, refunded."""

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})
        self.keeper = self.create_user("keeper", "retail_base.group_retail_user")

    def take_in(self, document, qty, user=None, **values):
        """Make a return from a document with the wizard, as a user."""
        user = user or self.keeper
        action = document.with_user(user).action_take_back()
        wizard = self.env["retail.return.wizard"].with_user(user)
        wizard = wizard.browse(action["res_id"])
        wizard.write({"store_id": self.store_b.id, "reason_id": self.reason.id})
        wizard.line_ids.write({"qty": qty, **values})
        returned = self.env["retail.return"].with_user(user)
        return returned.browse(wizard.action_confirm()["res_id"])

    def returnable(self, sold):
        return sold._get_returnables()[sold]

    def test_row_l_order_comes_back_with_receipt_and_credit_note(self):
        line = self.make_sold_order(3)
        invoice = line.invoice_lines.move_id
        document = self.take_in(line.order_id, 2, user=self.clerk)
        self.assertEqual((document.state, document.amount_total), ("requested", 200))
        self.assertEqual(self.returnable(line)["returnable"], 3, "Nothing is held yet.")
        document.action_receive()
        self.assertEqual(document.state, "received")
        move = document.sudo().picking_ids.move_ids
        self.assertEqual(
            (move.state, move.quantity, move.location_dest_id),
            ("done", 2, self.store_b.lot_stock_id),
        )
        self.assertEqual(self.get_on_hand(self.product, self.store_b), 12)
        self.assertEqual(self.returnable(line)["returnable"], 1)
        document.action_refund()
        note = document.sudo().credit_note_ids
        self.assertEqual(document.state, "refunded")
        self.assertEqual((note.move_type, note.state), ("out_refund", "posted"))
        self.assertEqual(note.reversed_entry_id, invoice)
        self.assertEqual((note.amount_total, document.amount_open), (200, 200))
        self.assertEqual((line.qty_delivered, line.qty_invoiced), (3, 3))
        self.pay_invoice(note)
        self.assertFalse(document.amount_open)
        with self.assert_refused("only 1 can still be"):
            self.credit(invoice, qty=2)
        with self.assert_refused("only 1 of 3 can still be"):
            self.sync_ticket(self.give_back(self.register_a, line, 2))

    def test_row_l_credit_note_is_set_off_against_an_unpaid_invoice(self):
        line = self.make_sold_order(2, pay=False)
        invoice = line.invoice_lines.move_id
        document = self.take_in(line.order_id, 1, user=self.clerk)
        document.action_receive()
        document.action_refund()
        self.assertEqual(invoice.amount_residual, 100)
        self.assertFalse(document.amount_open)

    def test_invoice_without_order_comes_back(self):
        item = self.make_invoice(2)
        document = self.take_in(item.move_id, 1, user=self.clerk)
        self.assertEqual(document.line_ids.invoice_line_id, item)
        document.action_receive()
        document.action_refund()
        self.assertEqual(
            document.sudo().credit_note_ids.reversed_entry_id, item.move_id
        )
        self.assertEqual(self.returnable(item)["returnable"], 1)

    def test_ticket_comes_back_in_the_back_office_and_not_again_at_a_register(self):
        sold = self.sell_one(qty=2, partner=self.customer)
        document = self.take_in(sold.order_id, 2)
        document.action_receive()
        with self.assert_refused("only 0 of 2 can still be"):
            self.take_back(self.register_b, [(sold, 1)])
        self.assertIn(document.name, self.returnable(sold)["why_not"])
        document.action_refund()
        note = document.sudo().credit_note_ids
        self.assertEqual(document.origin_store_id, self.store_a)
        self.assertTrue(document.is_other_store)
        ticket = sold.order_id.with_user(self.keeper)
        self.assertEqual(ticket.retail_return_count, 1)
        self.assertFalse(note.reversed_entry_id)
        self.assertEqual(note.amount_total, 200)

    def test_invoiced_ticket_is_credited_with_its_invoice(self):
        sold = self.sell_one(partner=self.customer, to_invoice=True)
        document = self.take_in(sold.order_id, 1)
        document.action_receive()
        document.action_refund()
        note = document.sudo().credit_note_ids
        self.assertEqual(note.reversed_entry_id, sold.order_id.account_move)

    def test_discount_of_the_ticket_is_shared(self):
        other = self.create_product("Red Lamp")
        order = self.sell(
            self.register_a,
            [(self.product, 2), (other, 1, {"price_unit": -50})],
            partner=self.customer,
        )
        document = self.take_in(order, 1)
        self.assertEqual(document.amount_total, 75)
        document.action_receive()
        document.action_refund()
        self.assertEqual(document.sudo().credit_note_ids.amount_total, 75)

    def test_customer_shows_what_was_sold_on_every_road(self):
        line, item = self.make_sold_order(1), self.make_invoice(2)
        sold = self.sell_one(partner=self.customer)
        action = self.customer.with_user(self.keeper).action_take_back()
        wizard = self.env["retail.return.wizard"].browse(action["res_id"])
        self.assertEqual(wizard.line_ids.sold_line_id, sold)
        self.assertEqual(wizard.line_ids.order_line_id, line)
        self.assertEqual(wizard.line_ids.invoice_line_id, item)

    def test_two_invoices_make_two_credit_notes(self):
        line, item = self.make_sold_order(1), self.make_invoice(1)
        document = self.take_in(self.customer, 1, user=self.clerk)
        document.action_receive()
        document.action_refund()
        invoices = line.invoice_lines.move_id | item.move_id
        notes = document.sudo().credit_note_ids
        self.assertEqual(notes.reversed_entry_id, invoices)

    def test_more_than_can_come_back_is_refused(self):
        line = self.make_sold_order(1)
        first, second = (
            self.take_in(line.order_id, 1, user=self.clerk) for _i in range(2)
        )
        first.action_receive()
        with self.assert_refused("only 0 of 1 can still be"):
            second.action_receive()
        with self.assert_refused("somebody was faster"):
            first.action_receive()

    def test_ticket_that_is_not_shipped_goes_back_at_a_register(self):
        self.register_a.write({"ship_later": True, "warehouse_id": self.store_a.id})
        sold = self.sell_one(partner=self.customer, shipping_date="2099-01-01")
        document = self.take_in(sold.order_id, 1)
        with self.assert_refused("not all shipped"):
            document.action_receive()

    def test_document_of_another_company_is_not_taken_back(self):
        self.customer.company_id = self.company_data["company"]
        documents = (
            self.make_sold_order(1).order_id,
            self.make_invoice(1).move_id,
            self.sell_one().order_id,
            self.customer,
        )
        foreign = self.env["res.company"].create({"name": "Another retailer"})
        self.keeper.write({"company_ids": foreign.ids, "company_id": foreign.id})
        for document in documents:
            with self.subTest(document._name), self.assertRaises(AccessError):
                document.with_user(self.keeper).action_take_back()

    def test_goods_come_back_to_the_company_that_sold_them(self):
        line = self.make_sold_order(1)
        foreign = self.env["res.company"].create({"name": "Another retailer"})
        self.clerk.company_ids += foreign
        order = line.order_id.with_context(
            allowed_company_ids=[foreign.id, line.company_id.id]
        )
        document = self.take_in(order, 1, user=self.clerk)
        self.assertEqual(document.company_id, line.company_id)

    # === WITHOUT A SALE, AND RIGHTS ===#

    def build_untied(self, user=None, **values):
        return (
            self.env["retail.return"]
            .with_user(user or self.keeper)
            .create(
                {
                    "store_id": self.store_a.id,
                    "partner_id": self.customer.id,
                    "line_ids": [
                        Command.create(
                            {
                                "product_id": self.product.id,
                                "qty": 1,
                                "price_unit": 40,
                                "reason_id": self.reason.id,
                                **values,
                            }
                        )
                    ],
                }
            )
        )

    def test_goods_without_a_sale_need_a_manager(self):
        document = self.build_untied()
        self.assertIn("No sale is known of Blue Lamp", document.approval_note)
        with self.assert_refused("manager has to approve"):
            document.action_receive()
        with self.assertRaises(AccessError):
            document.action_approve()
        document.with_user(self.manager).action_approve()
        self.assertEqual(document.approved_by_id, self.manager)
        document.action_receive()
        document.action_refund()
        self.assertEqual(document.sudo().credit_note_ids.amount_total, 40)

    def test_rejected_with_a_reason(self):
        document = self.build_untied()
        with self.assertRaises(AccessError):
            document.action_reject("No")
        wizard = self.env["retail.return.reject"].with_user(self.manager)
        wizard.create({"return_id": document.id, "note": "Worn"}).action_confirm()
        self.assertEqual(
            (document.state, document.rejection_note), ("rejected", "Worn")
        )
        with self.assert_refused("somebody was faster"):
            document.action_receive()

    def test_user_writes_neither_state_nor_what_was_decided(self):
        document = self.build_untied()
        for vals in ({"state": "refunded"}, {"uuid": "x"}):
            with self.assert_refused("with its buttons"):
                document.write(vals)
        document.with_user(self.manager).action_approve()
        with self.assert_refused("requested return"):
            document.line_ids.qty = 5
        document.action_receive()
        with self.assert_refused("with its buttons"):
            document.partner_id = False
        with self.assertRaises(UserError):
            document.with_user(self.manager).unlink()

    def test_user_chooses_nothing_that_a_button_decides(self):
        ticket = self.sell_one().order_id
        chosen = {
            "fee_waived": True,
            "approved_by_id": self.manager.id,
            "policy_note": "Allowed",
            "pos_order_id": ticket.id,
            "origin_order_id": ticket.id,
            "user_id": self.manager.id,
        }
        returns = self.env["retail.return"].with_user(self.keeper)
        defaults = {f"default_{name}": value for name, value in chosen.items()}
        for document in (
            returns.create({"store_id": self.store_a.id, **chosen}),
            returns.with_context(**defaults).create({"store_id": self.store_a.id}),
        ):
            self.assertEqual(document.user_id, self.keeper)
            for name in chosen.keys() - {"user_id"}:
                self.assertFalse(document[name], name)
            for name, value in chosen.items():
                with self.assert_refused("with its buttons"):
                    document.write({name: value})

    def test_approved_return_stays_as_it_was_approved(self):
        document = self.build_untied()
        document.with_user(self.manager).action_approve()
        for name, value in (
            ("partner_id", self.manager.partner_id.id),
            ("store_id", self.store_b.id),
            ("line_ids", [Command.clear()]),
        ):
            with self.assert_refused("with its buttons"):
                document.write({name: value})

    def test_price_of_a_known_sale_is_not_chosen(self):
        sold = self.sell_one(values={"discount": 20})
        document = self.build_untied(sold_line_id=sold.id, price_unit=500)
        self.assertEqual(document.amount_total, 80)
        with self.assert_refused("those of the sale"):
            document.line_ids.price_unit = 500

    def test_invoice_line_of_an_order_is_counted_by_its_order_line(self):
        line = self.make_sold_order(1)
        items = line.invoice_lines
        document = self.build_untied(user=self.clerk, invoice_line_id=items.id)
        self.assertEqual(document.line_ids.order_line_id, line)
        self.assertFalse(document.line_ids.sudo().invoice_line_id)
        document.action_receive()
        self.assertEqual(self.returnable(line)["returnable"], 0)
        again = self.build_untied(user=self.clerk, invoice_line_id=items.id)
        with self.assert_refused("only 0 of 1 can still be"):
            again.action_receive()

    def test_what_is_no_goods_is_refused_before_it_is_priced(self):
        item = self.make_invoice(0, pay=False)
        with self.assert_refused("not goods"):
            self.build_untied(invoice_line_id=item.id)

    def test_ticket_line_is_named_by_the_server_alone(self):
        sold = self.sell_one()
        document = self.build_untied(
            sold_line_id=sold.id, refund_line_id=sold.id, amount=999
        )
        self.assertFalse(document.line_ids.refund_line_id)
        self.assertEqual(document.amount_total, 100)

    def test_user_brings_nothing_in_with_the_context(self):
        sold = self.sell_one()
        chosen = {
            "refund_line_id": sold.id,
            "amount": 999,
            "is_linked": True,
            "fee_amount": -999,
            "returned_before": -5,
            "disposition": "scrap",
            "destination_store_id": self.store_b.id,
        }
        defaults = {f"default_{name}": value for name, value in chosen.items()}
        returns = self.env["retail.return"].with_user(self.keeper)
        values = {"product_id": self.product.id, "reason_id": self.reason.id}
        empty = returns.create({"store_id": self.store_a.id})
        lines = self.env["retail.return.line"].with_user(self.keeper)
        lines = lines.with_context(**defaults)
        for line in (
            lines.create({"return_id": empty.id, **values}),
            lines.create({"return_id": empty.id, **values, **chosen}),
            returns.with_context(**defaults)
            .create({"store_id": self.store_a.id, "line_ids": [(0, 0, values)]})
            .line_ids,
        ):
            for name in chosen:
                self.assertFalse(line[name], name)
            for name, value in chosen.items():
                with self.assert_refused("those of the sale"):
                    line.write({name: value})

    def test_reason_quantity_and_customer_are_asked_for(self):
        for values, message in (
            ({"reason_id": False}, "Choose why"),
            ({"reason_id": self.reason_with_note.id}, "Write a note"),
            ({"qty": 0}, "how many"),
        ):
            document = self.build_untied(**values)
            with self.assert_refused(message):
                document.with_user(self.manager).action_approve()
        document = self.build_untied()
        document.partner_id = False
        document.with_user(self.manager).action_approve()
        document.action_receive()
        with self.assert_refused("Choose the customer"):
            document.action_refund()
        document.partner_id = self.customer
        document.action_refund()
        with self.assert_refused("with its buttons"):
            document.partner_id = False

    def test_serial_numbers_are_received(self):
        phone = self.create_product("Phone", tracking="serial")
        lot = self.env["stock.lot"].create({"name": "S1", "product_id": phone.id})
        document = self.build_untied(product_id=phone.id)
        with self.assert_refused("serial number"):
            document.with_user(self.manager).action_approve()
        document.line_ids.lot_id = lot
        document.with_user(self.manager).action_approve()
        document.action_receive()
        self.assertEqual(document.sudo().picking_ids.move_line_ids.lot_id, lot)

    def test_credit_note_of_a_return_stays(self):
        document = self.take_in(self.make_sold_order(1).order_id, 1, user=self.clerk)
        document.action_receive()
        document.action_refund()
        note = document.sudo().credit_note_ids
        with self.assert_refused("stays as it is"):
            note.with_user(self.clerk).button_draft()

    def test_return_prints_with_its_barcode(self):
        document = self.take_in(self.make_sold_order(1).order_id, 1, user=self.clerk)
        report = self.env["ir.actions.report"].with_user(self.keeper)
        html, kind = report._render_qweb_html(
            "retail_returns.retail_return_report", document.ids
        )
        self.assertEqual(kind, "html")
        for text in (document.name, "Blue Lamp", "Barcode", self.reason.name):
            self.assertIn(text, html.decode())
