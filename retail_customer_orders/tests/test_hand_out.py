from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .hand_out import HandOutCommon


@tagged("post_install", "-at_install")
class TestHandOut(HandOutCommon):
    def test_pu_02_quantities_are_what_is_ready(self):
        """PU-02: all lines of the store, preset to what is reserved."""
        scarce = self.create_product("Scarce", list_price=10, stock={self.store_b: 1})
        order = self.make_order(
            [
                self.later(self.goods_a, 3),
                self.later(scarce, 2),
                self.later(self.goods_b, store=self.store_a),
                self.later(self.goods_c, fulfilment="ship"),
            ]
        )
        wizard = self.open_wizard(order)
        wizard.store_id = self.store_b
        self.assertEqual(
            [
                (line.product_id, line.open_qty, line.quantity)
                for line in wizard.line_ids
            ],
            [(self.goods_a, 3, 3), (scarce, 2, 1)],
        )
        self.assertEqual(wizard.line_ids.mapped("open_qty"), [3, 2])
        self.assertEqual(wizard.available_store_ids, self.store_a | self.store_b)
        self.assertEqual(wizard.amount_goods, 310)
        self.assertEqual(wizard.amount_deposit, 31)
        self.assertEqual(wizard.amount_due, 279)

    def test_handed_out_invoiced_and_paid(self):
        order = self.make_order([self.later(self.goods_a, 3), self.later(self.goods_b)])
        line = self.line(order, self.goods_a)
        wizard = self.hand_out(
            order, {line: 2}, collected_by="Ola", collector_check="Driving licence"
        )
        self.assertEqual(line.qty_delivered, 2)
        self.assertEqual((line.qty_invoiced, line.fulfilment_open_qty), (2, 1))
        invoice = order.invoice_ids
        self.assertEqual(wizard.move_id, invoice)
        self.assertEqual((invoice.state, invoice.amount_total), ("posted", 180))
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.assertDeposits(order, received=40, applied=20)
        self.assertEqual(order.amount_balance, 180)
        self.assertEqual(order.customer_order_state, "partial")
        picking = line.move_ids.picking_id.filtered(lambda one: one.state == "done")
        self.assertEqual(
            (picking.hand_out_move_id, picking.collected_by, picking.collector_check),
            (invoice, "Ola", "Driving licence"),
        )
        rest = line.move_ids.filtered(lambda move: move.state == "assigned")
        self.assertEqual(rest.quantity, 1)
        self.assertIn(invoice.name, order.message_ids[0].body)
        self.hand_out(order)
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))
        self.assertEqual(order.invoice_status, "invoiced")
        self.close_session(self.register_a)
        self.assertBooksMatch(order)

    def test_invoice_paid_later(self):
        order = self.make_order([self.later(self.goods_a)])
        wizard = self.open_wizard(order)
        wizard.write({"payment": "later", "journal_id": False})
        action = wizard.action_confirm()
        self.assertIn("still to be paid", action["params"]["message"])
        self.assertEqual(order.invoice_ids.amount_residual, 90)
        self.assertEqual(order.order_line.qty_delivered, 1)

    def test_terms_of_payment_do_not_split_what_is_paid_now(self):
        terms = self.env["account.payment.term"].create(
            {
                "name": "Half now",
                "line_ids": [
                    Command.create({"value": "percent", "value_amount": 50}),
                    Command.create(
                        {"value": "percent", "value_amount": 50, "nb_days": 30}
                    ),
                ],
            }
        )
        order = self.make_order([self.later(self.goods_a)])
        order.payment_term_id = terms
        self.hand_out(order)
        self.assertEqual(order.invoice_ids.amount_residual, 0)

    def test_confirmed_twice(self):
        """The same wizard again changes nothing and says the same."""
        order = self.make_order([self.later(self.goods_a, 3)])
        wizard = self.open_wizard(order)
        wizard.line_ids.quantity = 1
        first = wizard.action_confirm()
        self.assertEqual(wizard.action_confirm(), first)
        self.assertEqual(order.order_line.qty_delivered, 1)
        self.assertEqual(len(order.invoice_ids), 1)

    def test_two_people_at_once(self):
        """Whoever comes second is told, though there is enough for both."""
        order = self.make_order([self.later(self.goods_a, 3)])
        wizards = [self.open_wizard(order) for _person in range(2)]
        for wizard in wizards:
            wizard.line_ids.quantity = 1
        wizards[0].action_confirm()
        with self.assertRefusal("by somebody else meanwhile: 2 left"):
            wizards[1].action_confirm()
        self.assertEqual(order.order_line.qty_delivered, 1)

    def test_till_and_back_office_at_once(self):
        order = self.make_order([self.later(self.goods_a, 3)])
        wizard = self.open_wizard(order)
        self.pick_up(order, {order.order_line: 1})
        with self.assertRefusal("meanwhile: 2 left"):
            wizard.action_confirm()

    def test_pu_02_bounds(self):
        """PU-02: more than 0, no more than is open."""
        order = self.make_order([self.later(self.goods_a, 2)])
        line = order.order_line
        for quantity, message in (
            (0, "Choose what is handed out"),
            (-1, "must be more than 0"),
            (3, "only 2 left"),
        ):
            with self.assertRefusal(message):
                self.hand_out(order, {line: quantity})
        self.assertFalse(order.invoice_ids)
        self.assertEqual(line.qty_delivered, 0)

    def test_nothing_to_hand_out(self):
        order = self.make_order([self.later(self.goods_a, fulfilment="ship")])
        self.assertFalse(order.has_open_pickup)
        with self.assertRefusal("Nothing of this order is to be picked up"):
            order.with_user(self.user).action_hand_out()
        done = self.make_order([self.later(self.goods_a)])
        self.assertTrue(done.has_open_pickup)
        self.hand_out(done)
        with self.assertRefusal("Everything was handed out"):
            done.with_user(self.user).action_hand_out()

    def test_store_of_the_user(self):
        order = self.make_order(
            [self.later(self.goods_a), self.later(self.goods_b, store=self.store_a)]
        )
        for store in (self.store_a, self.store_b):
            self.user.with_company(self.company).property_warehouse_id = store
            self.assertEqual(self.open_wizard(order).store_id, store)
        with Form(self.open_wizard(order)) as form:
            form.store_id = self.store_a
            self.assertEqual(form.amount_goods, 100)
            wizard = form.save()
        wizard.action_confirm()
        self.assertEqual(self.line(order, self.goods_b).qty_delivered, 1)

    def test_deposit_larger_than_the_last_goods(self):
        """Prepaid, and the parts round: the last one gives back a cent."""
        tax = self.env["account.tax"].create(
            {
                "name": "25 % excluded",
                "amount": 25,
                "price_include_override": "tax_excluded",
                "company_id": self.company.id,
            }
        )
        rope = self.create_product(
            "Rope", list_price=33.33, taxes=tax, stock={self.store_b: 9}
        )
        order = self.make_order([self.later(rope, 3)], deposit=124.99)
        due = []
        for _time in range(3):
            wizard = self.hand_out(order, {order.order_line: 1})
            due.append(wizard.move_id.amount_total_signed)
        self.assertEqual([round(amount, 2) for amount in due], [0, 0, -0.01])
        self.assertEqual(wizard.move_id.move_type, "out_refund")
        self.assertEqual(wizard.move_id.amount_residual, 0)
        self.close_session(self.register_a)
        self.assertDeposits(order, received=124.99, applied=124.99)
        self.assertBooksMatch(order)

    def test_service_is_handed_out(self):
        service = self.env["product.product"].create(
            {
                "name": "Engraving",
                "type": "service",
                "list_price": 40,
                "taxes_id": [],
                "available_in_pos": True,
            }
        )
        order = self.make_order([self.later(self.goods_a), self.later(service)])
        self.hand_out(order)
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual(order.invoice_ids.amount_total, 126)

    def test_reserved_serial_numbers_go_out(self):
        watch = self.create_product("Watch", list_price=100, tracking="serial")
        serials = self.env["stock.lot"].create(
            [{"name": f"S{number}", "product_id": watch.id} for number in range(3)]
        )
        for serial in serials:
            self.env["stock.quant"]._update_available_quantity(
                watch, self.store_b.lot_stock_id, 1, lot_id=serial
            )
        order = self.make_order([self.later(watch, 3)])
        self.hand_out(order, {order.order_line: 2})
        self.hand_out(order)
        moves = order.order_line.move_ids.filtered(lambda move: move.state == "done")
        self.assertEqual(moves.lot_ids, serials)

    def test_unit_of_the_order(self):
        """Half a dozen ordered, a quarter handed out."""
        order = self.order_half_a_dozen()
        wizard = self.hand_out(order, {order.order_line: 0.25})
        self.assertEqual(wizard.move_id.amount_total, 300)
        self.assertEqual(self.on_hand(self.goods_a, self.store_b), 7)
        self.hand_out(order)
        self.assertEqual(order.customer_order_state, "done")

    def test_nt_03_core_mails_what_is_shipped_and_not_what_is_handed_out(self):
        """Decision: delivery mails are core's own, by the company's setting."""
        self.company.write(
            {
                "stock_move_email_validation": True,
                "stock_mail_confirmation_template_id": self.env.ref(
                    "stock.mail_template_data_delivery_confirmation"
                ).id,
            }
        )
        self.customer.email = "kari@example.com"
        ship = self.later(self.goods_b, fulfilment="ship", store=self.store_a)
        order = self.make_order([self.later(self.goods_a), ship])
        mails = self.env["mail.mail"]
        before = mails.search([])
        self.hand_out(order)
        told = mails.search([]) - before
        self.assertFalse(told.filtered(lambda mail: mail.model == "stock.picking"))
        delivery = self.line(order, self.goods_b).move_ids.picking_id
        delivery.move_ids.write({"quantity": 1, "picked": True})
        delivery.button_validate()
        told = mails.search([]) - before
        self.assertEqual(
            told.filtered(lambda mail: mail.model == "stock.picking").mapped("res_id"),
            delivery.ids,
        )

    def test_other_goods_are_not_invoiced(self):
        """What was shipped meanwhile has its own invoice."""
        order = self.make_order(
            [
                self.later(self.goods_a),
                self.later(self.goods_b, fulfilment="ship", store=self.store_a),
            ]
        )
        shipped = self.line(order, self.goods_b)
        picking = shipped.move_ids.picking_id
        picking.move_ids.picked = True
        picking._action_done()
        wizard = self.hand_out(order)
        goods = wizard.move_id.invoice_line_ids.sale_line_ids
        self.assertEqual(goods, self.line(order, self.goods_a))
        self.assertEqual(shipped.qty_to_invoice, 1)

    def test_line_of_another_order(self):
        order = self.make_order([self.later(self.goods_a)])
        other = self.make_order([self.later(self.goods_b)])
        wizard = self.open_wizard(order)
        wizard.line_ids.sudo().order_line_id = other.order_line
        with self.assertRefusal("Close this and press Hand Out again"):
            wizard.action_confirm()

    def test_rights(self):
        """A user of Retail may; a cashier and a seller may not."""
        order = self.make_order([self.later(self.goods_a)])
        seller = self.create_user("seller", "sales_team.group_sale_salesman_all_leads")
        for user in (self.cashier, seller):
            with self.assertRaises(AccessError):
                order.with_user(user).action_hand_out()
        wizard = self.open_wizard(order)
        with self.assertRaises(AccessError):
            wizard.with_user(seller).action_confirm()
        self.assertFalse(order.invoice_ids)

    def test_cash_of_registers_cannot_be_chosen(self):
        wizard = self.open_wizard(self.make_order([self.later(self.goods_a)]))
        domain = wizard._fields["journal_id"]._description_domain(self.env)
        cash = self.register_b.payment_method_ids.filtered("is_cash_count").journal_id
        self.assertIn("is_cash_count", domain)
        with self.assertRefusal("counted at its register"):
            wizard.journal_id = cash
            wizard.action_confirm()
