from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestDepositAccounting(CustomerOrderCommon):
    """Money received = applied + refunded + forfeited + held, per order and account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax_included = cls.create_tax("25 % included", 25, "tax_included")
        cls.tax_excluded = cls.create_tax("25 % excluded", 25, "tax_excluded")
        stock = {cls.store_a: 20, cls.store_b: 20}
        cls.lamp = cls.create_product(
            "Lamp", list_price=250, taxes=cls.tax_included, stock=stock
        )
        cls.rope = cls.create_product(
            "Rope", list_price=33.33, taxes=cls.tax_excluded, stock=stock
        )

    @classmethod
    def create_tax(cls, name, amount, included):
        return cls.env["account.tax"].create(
            {
                "name": name,
                "amount": amount,
                "price_include_override": included,
                "company_id": cls.company.id,
            }
        )

    def close_all(self, *registers):
        sessions = [
            self.close_session(register)
            for register in registers or (self.register_a, self.register_b)
            if register.current_session_id
        ]
        self.assertBalanced(*sessions)

    def get_items(self, order):
        return self.env["account.move.line"].search(
            [
                ("customer_order_id", "=", order.id),
                ("account_id", "=", self.deposit_account.id),
            ]
        )

    # === SESSIONS ===#

    def test_sessions_close_in_any_order(self):
        for first, second in (
            (self.register_a, self.register_b),
            (self.register_b, self.register_a),
        ):
            order = self.make_order([self.later(self.lamp, 2)])
            self.pick_up(order, {order.order_line: 2})
            self.close_all(first)
            self.close_all(second)
            self.assertDeposits(order, received=50, applied=50)
            self.assertBooksMatch(order)

    def test_one_item_per_customer_and_order(self):
        other = self.env["res.partner"].create({"name": "Ola", "is_company": True})
        contact = self.env["res.partner"].create({"name": "Per", "parent_id": other.id})
        orders = [
            self.make_order([self.later(self.lamp)]),
            self.make_order([self.later(self.lamp), self.later(self.rope)]),
            self.make_order([self.later(self.rope)], partner=contact),
        ]
        self.close_all()
        for order in orders:
            item = self.get_items(order)
            self.assertEqual(len(item), 1)
            self.assertIn(order.customer_order_reference, item.name)
        self.assertBooksMatch(*orders)

    def test_taken_and_picked_up_in_one_session(self):
        order = self.make_order([self.later(self.lamp, store=self.store_a)])
        self.pick_up(order, {order.order_line: 1}, register=self.register_a)
        self.close_all()
        self.assertBooksMatch(order)
        revenue = self.register_a.session_ids.move_id.line_ids.filtered(
            lambda item: item.account_id.account_type == "income"
            and not item.tax_line_id
        )
        self.assertAlmostEqual(-sum(revenue.mapped("balance")), 200)

    def test_revenue_and_tax_only_when_goods_leave(self):
        order = self.make_order([self.later(self.lamp)])
        self.close_all()
        move = self.register_a.session_ids[:1].move_id
        types = set(move.line_ids.account_id.mapped("account_type"))
        self.assertNotIn("income", types)
        self.assertFalse(move.line_ids.tax_ids)
        self.pick_up(order, {order.order_line: 1})
        self.close_all()
        move = self.register_b.session_ids[:1].move_id
        tax = move.line_ids.filtered("tax_line_id")
        self.assertAlmostEqual(-sum(tax.mapped("balance")), 50)
        self.assertBooksMatch(order)

    # === ROUNDING ===#

    def collect_one_by_one(self, order, expected):
        line = order.order_line
        for amount in expected:
            ticket = self.pick_up(order, {line: 1})
            used = ticket.lines.filtered(lambda line: line._is_deposit())
            self.assertAlmostEqual(-used._get_subtotals()[1], amount)
        self.close_all()
        order.invalidate_recordset()
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))
        self.assertBooksMatch(order)

    def test_three_pickups_tax_excluded(self):
        order = self.make_order([self.later(self.rope, 3)], deposit=100)
        self.assertAlmostEqual(order.amount_total, 124.99)
        self.collect_one_by_one(order, [33.33, 33.34, 33.33])

    def test_three_pickups_tax_included(self):
        order = self.make_order([self.later(self.lamp, 3)], deposit=99.99)
        self.collect_one_by_one(order, [33.33, 33.33, 33.33])

    def test_three_pickups_of_a_cent(self):
        order = self.make_order([self.later(self.lamp, 3)], deposit=75)
        self.assertEqual(order.deposit_held, 75)
        self.collect_one_by_one(order, [25, 25, 25])
        order = self.make_order([self.later(self.rope, 3)], deposit=12.5)
        self.collect_one_by_one(order, [4.17, 4.17, 4.16])

    def test_prepaid_order_whose_parts_round(self):
        """124.99 paid; the parts cost 41.66 each: the last one gives back a cent."""
        order = self.make_order([self.later(self.rope, 3)], deposit=124.99)
        self.assertEqual(order.amount_balance, 0)
        self.collect_one_by_one(order, [41.66, 41.66, 41.67])

    def test_deposit_is_spread_by_value(self):
        order = self.make_order(
            [self.later(self.lamp), self.later(self.rope), self.later(self.goods_c)],
            deposit=50,
        )
        held = order.order_line._get_held()
        self.assertAlmostEqual(sum(held.values()), 50)
        # 50 * 250 / (250 + 41.66 + 50)
        self.assertAlmostEqual(held[self.line(order, self.lamp)], 36.59)
        self.pick_up(order, {self.line(order, self.lamp): 1})
        self.assertDeposits(order, received=50, applied=36.59)
        self.pick_up(
            order, {self.line(order, self.rope): 1, self.line(order, self.goods_c): 1}
        )
        self.close_all()
        self.assertDeposits(order, received=50, applied=50)
        self.assertBooksMatch(order)

    # === INVOICED TICKETS ===#

    def test_invoiced_tickets(self):
        order = self.make_order([self.later(self.lamp, 2)], to_invoice=True)
        self.assertBooksMatch(order)
        ticket = self.pick_up(order, {order.order_line: 1}, to_invoice=True)
        invoice = ticket.account_move
        self.assertEqual(invoice.move_type, "out_invoice")
        self.assertAlmostEqual(invoice.amount_total, 225)
        self.assertAlmostEqual(invoice.amount_tax, 50)
        self.assertIn(invoice.payment_state, ("paid", "in_payment"))
        self.pick_up(order, {order.order_line: 1})
        self.close_all()
        self.assertDeposits(order, received=50, applied=50)
        self.assertBooksMatch(order)

    def test_late_invoices(self):
        """Both tickets are invoiced after their sessions closed."""
        taken = self.take_order([self.later(self.lamp)])
        order = self.order_of(taken)
        collected = self.pick_up(order, {order.order_line: 1})
        self.close_all()
        for ticket in (collected, taken):
            ticket.action_pos_order_invoice()
            self.assertIn(ticket.account_move.payment_state, ("paid", "in_payment"))
            self.assertBooksMatch(order)
        self.assertEqual(len(self.get_items(order)), 6)

    def test_late_invoice_before_the_pickup(self):
        taken = self.take_order([self.later(self.lamp)])
        order = self.order_of(taken)
        self.close_all()
        taken.action_pos_order_invoice()
        self.assertBooksMatch(order)
        self.pick_up(order, {order.order_line: 1})
        self.close_all()
        self.assertBooksMatch(order)

    def test_invoiced_order_that_failed(self):
        """The item of an invoiced ticket finds its order when the order is made."""
        self.goods_a.sale_ok = False
        ticket = self.take_order(
            [self.later(self.goods_a)], to_invoice=True, silent=True
        )
        self.assertEqual(self.get_account_balance(), 10)
        self.goods_a.sale_ok = True
        self.env["retail.review"].search(
            [("pos_order_id", "=", ticket.id)]
        ).action_retry()
        self.assertBooksMatch(ticket.customer_order_id)

    # === INVOICES OF THE ORDER ===#

    def ship(self, order, quantity=None):
        picking = order.picking_ids.filtered(lambda picking: picking.state != "done")
        for move in picking.move_ids:
            move.quantity = quantity or move.product_uom_qty
            move.picked = True
        picking._action_done()

    def test_shipped_and_invoiced(self):
        order = self.make_order(
            [self.later(self.lamp, 2, fulfilment="ship", store=self.store_a)]
        )
        self.close_all()
        self.ship(order, 1)
        line = order.order_line
        self.assertEqual((line.qty_delivered, line.fulfilment_open_qty), (1, 1))
        invoice = order._create_invoices()
        self.assertAlmostEqual(invoice.amount_total, 225)
        self.assertAlmostEqual(invoice.amount_tax, 50)
        self.assertDeposits(order, received=50, applied=0)
        invoice.action_post()
        self.assertDeposits(order, received=50, applied=25)
        self.assertEqual(order.amount_balance, 225)
        self.assertBooksMatch(order)
        self.ship(order)
        final = order._create_invoices()
        final.action_post()
        self.assertDeposits(order, received=50, applied=50)
        self.assertEqual(order.amount_balance, 0)
        self.assertBooksMatch(order)

    def test_credit_note_gives_the_deposit_back(self):
        order = self.make_order(
            [
                self.later(self.lamp, fulfilment="ship", store=self.store_a),
                self.later(self.rope, fulfilment="ship", store=self.store_a),
            ]
        )
        self.close_all()
        self.ship(order)
        invoice = order._create_invoices()
        invoice.action_post()
        self.assertEqual(order.deposit_held, 0)
        by_line = {
            entry.order_line_id: entry.amount
            for entry in order.deposit_entry_ids.filtered("move_line_id")
        }
        note = invoice._reverse_moves(cancel=True)
        self.assertEqual(note.state, "posted")
        order.invalidate_recordset()
        self.assertEqual(order.deposit_held, order.deposit_received)
        held = order.order_line._get_held()
        self.assertEqual(held, {line: -amount for line, amount in by_line.items()})
        self.assertBooksMatch(order)

    def test_invoice_set_back_to_draft(self):
        order = self.make_order(
            [self.later(self.lamp, fulfilment="ship", store=self.store_a)]
        )
        self.close_all()
        self.ship(order)
        invoice = order._create_invoices()
        invoice.action_post()
        self.assertDeposits(order, received=25, applied=25)
        invoice.button_draft()
        self.assertDeposits(order, received=25, applied=0)
        self.assertBooksMatch(order)
        invoice.action_post()
        self.assertDeposits(order, received=25, applied=25)
        self.assertBooksMatch(order)

    def test_invoice_cannot_use_more_than_is_held(self):
        order = self.make_order(
            [self.later(self.lamp, fulfilment="ship", store=self.store_a)]
        )
        self.ship(order)
        invoice = order._create_invoices()
        item = invoice.invoice_line_ids.filtered("customer_order_id")
        self.assertEqual(item.price_unit, 25)
        item.price_unit = 26
        with self.assertRefusal("holds a deposit of"):
            invoice.action_post()
        item.price_unit = 20
        invoice.action_post()
        self.assertDeposits(order, received=25, applied=20)

    def test_nothing_to_invoice_before_the_goods_leave(self):
        order = self.make_order([self.later(self.lamp)])
        self.assertEqual(order.invoice_status, "no")
        with self.assertRaises(UserError):
            order._create_invoices()

    def test_invoiced_goods_are_not_sold_again(self):
        """Delivered by hand and invoiced: the till has nothing left to sell."""
        order = self.make_order([self.later(self.lamp, 2)])
        line = order.order_line
        self.ship(order, 1)
        order._create_invoices().action_post()
        # As after a return without a credit note.
        line.qty_delivered = 0
        self.assertEqual((line.fulfilment_open_qty, line.qty_invoiced), (2, 1))
        with self.assertRefusal("only 1 left"):
            self.build_pickup_ticket(order, {line: 2})
        self.pick_up(order, {line: 1})
        self.close_all()
        self.assertDeposits(order, received=50, applied=50)
        self.assertBooksMatch(order)

    def test_pickup_then_invoice_of_the_rest(self):
        """One line collected at a till, the other shipped and invoiced."""
        order = self.make_order(
            [
                self.later(self.lamp),
                self.later(self.rope, fulfilment="ship", store=self.store_a),
            ]
        )
        self.pick_up(order, {self.line(order, self.lamp): 1})
        self.ship(order)
        invoice = order._create_invoices()
        goods = invoice.invoice_line_ids.filtered(
            lambda item: not item.customer_order_id
        )
        self.assertEqual(goods.product_id, self.rope)
        invoice.action_post()
        self.close_all()
        order.invalidate_recordset()
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))
        self.assertEqual(order.invoice_status, "invoiced")
        self.assertBooksMatch(order)

    # === COST OF GOODS ===#

    def test_cost_of_goods_is_booked_at_the_pickup(self):
        self.company.inventory_valuation = "real_time"
        category = self.env["product.category"].create(
            {
                "name": "Valued",
                "property_valuation": "real_time",
                "property_cost_method": "standard",
            }
        )
        expense = self.company_data["default_account_expense"]
        self.lamp.write({"categ_id": category.id, "standard_price": 80})
        category.property_account_expense_categ_id = expense
        order = self.make_order([self.later(self.lamp, 3)])
        self.pick_up(order, {order.order_line: 1})
        self.close_all()
        items = self.register_b.session_ids[:1].move_id.line_ids
        cost = items.filtered(lambda item: item.account_id == expense)
        self.assertAlmostEqual(sum(cost.mapped("balance")), 80)

    # === SET-UP ===#

    def test_ledger_is_append_only(self):
        order = self.make_order([self.later(self.lamp)])
        entry = order.deposit_entry_ids
        with self.assertRefusal("cannot be changed"):
            entry.sudo().amount = 5
        with self.assertRefusal("cannot be deleted"):
            entry.sudo().unlink()

    def test_ensure_is_idempotent(self):
        before = (self.deposit_account, self.deposit_product)
        self.company._ensure_retail_deposit()
        self.assertEqual(
            (
                self.company.retail_deposit_account_id,
                self.company.retail_deposit_product_id,
            ),
            before,
        )
        self.assertEqual(self.deposit_account.account_type, "liability_current")
        self.assertTrue(self.deposit_account.reconcile)
        product = self.deposit_product.with_company(self.company)
        self.assertEqual(product.property_account_income_id, self.deposit_account)
        self.assertFalse(product.taxes_id)

    def test_opening_a_session_makes_what_is_missing(self):
        self.company.write(
            {"retail_deposit_account_id": False, "retail_deposit_product_id": False}
        )
        self.open_session(self.register_a)
        self.assertTrue(self.company.retail_deposit_account_id)
        self.assertTrue(self.company.retail_deposit_product_id)

    def test_another_account(self):
        account = self.deposit_account.copy({"code": "299998", "reconcile": True})
        self.company.retail_deposit_account_id = account
        product = self.deposit_product.with_company(self.company)
        self.assertEqual(product.property_account_income_id, account)
        with self.assertRaises(ValidationError):
            self.company.retail_deposit_account_id = self.company_data[
                "default_account_revenue"
            ]
        with self.assertRaises(ValidationError):
            self.company.retail_deposit_product_id = self.lamp

    def test_fiscal_position_cannot_map_the_account_away(self):
        position = self.env["account.fiscal.position"].create({"name": "Abroad"})
        with self.assertRaises(UserError):
            position.account_ids = [
                (
                    0,
                    0,
                    {
                        "account_src_id": self.deposit_account.id,
                        "account_dest_id": self.company_data[
                            "default_account_revenue"
                        ].id,
                    },
                )
            ]
