from datetime import timedelta
from uuid import uuid4

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common import RetailReturnsCommon
from .order import OrderBuilders


@tagged("post_install", "-at_install")
class TestTillSales(OrderBuilders, RetailReturnsCommon):
    """Tickets, orders and invoices at the page Returns, as a cashier and no more."""

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.till = self.env["retail.return"].with_user(self.cashier)

    def find_keys(self, term, **page):
        found = self.till.find_sales_from_ui(self.register_b.id, term, **page)
        return [sale["key"] for sale in found["sales"]]

    def read_sale(self, key):
        return self.till.read_sale_from_ui(self.register_b.id, key)

    def check(self, *lines):
        return self.till.check_return_from_ui(self.register_b.id, list(lines))

    def add_policy(self, **values):
        values = {"name": "All", "company_id": self.env.company.id, **values}
        return self.env["retail.return.policy"].create(values)

    def get_keys(self, line):
        kinds = {
            "pos.order.line": "ticket",
            "sale.order.line": "order",
            "account.move.line": "invoice",
        }
        return f"{kinds[line._name]}-{line._get_sale().id}"

    def sell_all_ways(self):
        """Sell on a ticket, an order and an invoice, in this order."""
        with freeze_time(fields.Datetime.now() - timedelta(days=3)):
            ticket = self.sell_one(partner=self.customer)
        order_line = self.make_sold_order()
        order_line.order_id.date_order = fields.Datetime.now() - timedelta(days=2)
        return ticket, order_line, self.make_invoice()

    def make_serial(self, *names, **values):
        """Create a product with serial numbers, each one piece in store A."""
        product = self.create_product("Watch", tracking="serial", **values)
        for name in names:
            lot = self.env["stock.lot"].create({"name": name, "product_id": product.id})
            self.env["stock.quant"]._update_available_quantity(
                product, self.store_a.lot_stock_id, 1, lot_id=lot
            )
        return product

    def sell_serials(self, *names):
        """Sell serial numbers on a ticket; return the sold line and who sold it."""
        groups = "point_of_sale.group_pos_user,stock.group_stock_user"
        seller = self.create_user(f"seller {uuid4()}", groups)
        lots = [(0, 0, {"lot_name": name}) for name in names]
        sold = self.sell_one(
            qty=len(names),
            product=self.create_product("Watch", tracking="serial"),
            values={"pack_lot_ids": lots},
            user=seller,
        )
        return sold, seller

    def take_serials(self, sold, seller, *names, qty=None):
        lots = [(0, 0, {"lot_name": name}) for name in names]
        choice = (sold, qty or len(names), {"pack_lot_ids": lots})
        return self.take_back(self.register_b, [choice], user=seller)

    def test_rt_01_every_kind_of_sale_is_found_by_all_its_names(self):
        ticket, order_line, invoice_line = self.sell_all_ways()
        order, invoice = order_line.order_id, invoice_line.move_id
        order.client_order_ref = "PO 4711"
        ticket.order_id.payment_ids.card_no = "4242"
        keys = [self.get_keys(line) for line in (invoice_line, order_line, ticket)]
        self.assertEqual(self.find_keys("kari cust"), keys)
        self.product.barcode = "7090001112223"
        self.assertEqual(self.find_keys("7090001112223"), keys)
        day = ticket.order_id.date_order.strftime("%d.%m")
        for term, expected in (
            (order.name, keys[1:2]),
            (order.name.lower(), keys[1:2]),
            ("PO 4711", keys[1:2]),
            (order.order_line.invoice_lines.move_id.name, keys[1:2]),
            (invoice.name, keys[:1]),
            ("4242", keys[2:]),
            (f"{day} 100", keys[2:]),
            (f"{day} 101", []),
            ("%", []),
            ("S%", []),
        ):
            with self.subTest(term=term):
                self.assertEqual(self.find_keys(term), expected)

    def test_rt_01_pages_go_on_over_all_kinds(self):
        keys = [self.get_keys(line) for line in reversed(self.sell_all_ways())]
        pages = [self.find_keys("Kari", offset=n, limit=1) for n in range(4)]
        self.assertEqual(pages, [[key] for key in keys] + [[]])

    def test_rt_01_more_sales_need_no_more_queries(self):
        self.sell_all_ways()
        self.count_queries("Kari")
        few = self.count_queries("Kari")
        for _number in range(3):
            self.sell_all_ways()
        self.assertEqual(len(self.find_keys("Kari")), 12)
        self.assertLessEqual(self.count_queries("Kari"), few + 2)

    def count_queries(self, term):
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.find_keys(term)
        return self.env.cr.sql_log_count - before

    def test_rt_01_what_is_not_sold_is_not_found(self):
        draft = self.make_shipped_order()
        self.assertEqual(self.find_keys(draft.order_id.name), [])
        with self.assert_refused("not known"):
            self.read_sale(f"order-{draft.order_id.id}")
        order_line = self.make_sold_order()
        moves = order_line.invoice_lines.move_id
        with self.assert_refused("not known"):
            self.read_sale(f"invoice-{moves.id}")

    def test_rt_02_lines_say_what_was_sold_returned_and_is_left(self):
        for sold in (self.make_sold_order(), self.make_invoice(qty=3, price=100)):
            with self.subTest(model=sold._name):
                self.sync_ticket(self.give_back(self.register_b, sold, 1))
                sale = self.read_sale(self.get_keys(sold))
                (line,) = sale["lines"]
                self.assertEqual(
                    (line["sold"], line["returned"], line["returnable"]), (3, 1, 2)
                )
                self.assertEqual(line["unit_amount"], 100)
                self.assertTrue(sale["invoiced"])
                self.assertEqual(sale["partner_id"], self.customer.id)
                source = line["key"].rpartition("-")[0]
                asked = {source: line[source], "qty": 3}
                self.assertIn("only 2 of 3", self.check(asked)["message"])
                self.assertTrue(self.check({**asked, "qty": 2})["ok"])

    def test_rt_02_price_of_several_invoices_is_their_average(self):
        line = self.make_shipped_order(3, price=90)
        first = line.order_id._create_invoices()
        first.invoice_line_ids.write({"quantity": 1, "price_unit": 120})
        second = line.order_id._create_invoices()
        for invoice in first, second:
            invoice.action_post()
            self.pay_invoice(invoice)
        (sold,) = self.read_sale(self.get_keys(line))["lines"]
        self.assertEqual(sold["unit_amount"], 100)
        ticket = self.give_back(self.register_b, line, 3, price=sold["price_unit"])
        self.assertEqual(self.sync_ticket(ticket).amount_total, -300)

    def test_rt_05_unpaid_invoices_are_sent_to_the_back_office(self):
        line = self.make_sold_order(pay=False)
        sale = self.read_sale(self.get_keys(line))
        self.assertIn("is not paid", sale["why_not"])
        answer = self.check({"order_line_id": line.id, "qty": 1})
        self.assertIn("is not paid", answer["message"])

    def test_rt_06_order_with_several_invoices_is_one_list(self):
        line = self.make_shipped_order(2)
        order = line.order_id
        self.invoice(line)
        other = self.create_product("Red Lamp", list_price=40)
        order.write({"order_line": [(0, 0, {"product_id": other.id, "tax_ids": []})]})
        self.ship(order.picking_ids.filtered(lambda one: one.state != "done"))
        self.invoice(order.order_line[1])
        self.assertEqual(len(order.invoice_ids), 2)
        sale = self.read_sale(f"order-{order.id}")
        self.assertEqual([one["returnable"] for one in sale["lines"]], [2, 1])
        self.assertEqual(set(sale["orders"]), set(order.invoice_ids.mapped("name")))
        self.assertEqual(sale["total"], 240)
        for invoice in order.invoice_ids:
            self.assertEqual(self.find_keys(invoice.name), [f"order-{order.id}"])

    def test_rt_07_one_return_of_several_sales_is_paid_ticket_by_ticket(self):
        group = str(uuid4())
        sold = self.sell_one(partner=self.customer)
        order_line = self.make_sold_order()
        tickets = [
            self.build_return(self.register_b, [(sold, 1)], partner=self.customer),
            self.give_back(self.register_b, order_line, 1),
        ]
        for ticket in tickets:
            ticket["return_payload"]["group"] = group
        refunds = [self.sync_ticket(ticket) for ticket in tickets]
        self.assertEqual([one.amount_total for one in refunds], [-100, -100])
        returns = [self.get_return(one) for one in refunds]
        self.assertEqual(len({one.uuid for one in returns}), 2)
        self.assertEqual(returns[1].line_ids.order_line_id, order_line)

    def test_rt_04_condition_is_asked_where_a_policy_does(self):
        self.add_policy(condition="undamaged")
        sold = self.sell_one()
        (line,) = self.read_sale(self.get_keys(sold))["lines"]
        self.assertTrue(line["asks_condition"])
        asked = {"sold_line_id": sold.id, "qty": 1}
        self.assertTrue(self.check(asked)["asks_condition"])
        self.assertFalse(self.check({**asked, "condition": "opened"})["asks_condition"])
        ticket = self.build_return(self.register_b, [(sold, 1)])
        with self.assert_refused("Choose how Blue Lamp looks"):
            self.sync_ticket(ticket)
        ticket["return_payload"]["lines"][0]["condition"] = "opened"
        self.assertEqual(self.sync_ticket(ticket).state, "paid")

    def test_rt_18_register_is_told_what_a_manager_must_approve(self):
        self.add_policy(final_sale=True)
        sold, other = self.sell_one(qty=2), self.sell_one()
        answer = self.check(
            {"sold_line_id": sold.id, "qty": 2}, {"sold_line_id": other.id, "qty": 1}
        )
        self.assertTrue(answer["ok"])
        self.assertEqual(
            [(fault["sale"], fault["amount"]) for fault in answer["faults"]],
            [(self.get_keys(sold), 200), (self.get_keys(other), 100)],
        )
        self.assertIn("final sale", answer["faults"][0]["text"])
        manager = self.till.with_user(self.manager)
        lines = [{"sold_line_id": sold.id, "qty": 1}]
        answer = manager.check_return_from_ui(self.register_b.id, lines)
        self.assertEqual(answer["faults"], [])

    def test_rt_13_serial_numbers_of_a_ticket_are_checked(self):
        sold, seller = self.sell_serials("S1", "S2", "S3")
        self.assertEqual(self.find_keys("S2"), [self.get_keys(sold)])
        asked = {"sold_line_id": sold.id, "qty": 1, "lots": ["X9"]}
        self.assertIn("X9 was not sold", self.check(asked)["message"])
        self.assertTrue(self.check({**asked, "lots": ["S1"]})["ok"])
        with self.assert_refused("X9 was not sold on .*, but S1, S2, S3"):
            self.take_serials(sold, seller, "X9")
        with self.assert_refused("choose a serial number for each piece"):
            self.take_serials(sold, seller, "S1", qty=2)
        self.take_serials(sold, seller, "S1", "S3")
        (line,) = self.read_sale(self.get_keys(sold))["lines"]
        self.assertEqual(line["lots"], ["S2"])
        with self.assert_refused("S1 came back already"):
            self.take_serials(sold, seller, "S1")
        self.take_serials(sold, seller, "S2")

    def test_rt_13_policy_lets_other_serial_numbers_come_back(self):
        policy = self.add_policy(lot_check="warn")
        sold, seller = self.sell_serials("S1", "S2")
        refund = self.take_serials(sold, seller, "X8")
        self.assertIn("X8 was not sold", self.get_return(refund).policy_note)
        policy.lot_check = "approve"
        answer = self.check({"sold_line_id": sold.id, "qty": 1, "lots": ["X9"]})
        self.assertIn("X9 was not sold", answer["faults"][0]["text"])
        with self.assert_refused("X9 was not sold.*manager"):
            self.take_serials(sold, seller, "X9")
        lots = [(0, 0, {"lot_name": "X9"})]
        choices = [(sold, 1, {"pack_lot_ids": lots})]
        ticket = self.build_return(self.register_b, choices)
        self.approve(self.register_b, "return_policy", ticket["uuid"], 100)
        refund = self.sync_ticket(ticket, user=seller)
        self.assertIn("X9 was not sold", self.get_return(refund).policy_note)

    def test_rt_13_serial_numbers_of_an_order_are_checked(self):
        product = self.make_serial("S1", "S2")
        line = self.make_sold_order(2, product=product)
        names = line._get_returnable_lots()
        self.assertEqual(sorted(names), ["S1", "S2"])
        self.assertEqual(self.find_keys("S1"), [self.get_keys(line)])
        ticket = self.give_back(self.register_b, line, 1)
        commands = ticket["lines"][0][2]
        commands["pack_lot_ids"] = [(0, 0, {"lot_name": "X9"})]
        with self.assert_refused("X9 was not sold"):
            self.sync_ticket(ticket, user=self.clerk_at_till())
        commands["pack_lot_ids"] = [(0, 0, {"lot_name": "S2"})]
        self.sync_ticket(ticket, user=self.clerk_at_till())
        self.assertEqual(line._get_returnable_lots(), ["S1"])

    def clerk_at_till(self):
        groups = "point_of_sale.group_pos_user,stock.group_stock_user"
        return self.create_user(f"clerk {uuid4()}", groups)

    def test_rt_13_back_office_takes_back_what_was_sold_alone(self):
        product = self.make_serial("S1", "S2")
        line = self.make_sold_order(1, product=product)
        (name,) = line._get_returnable_lots()
        lots = self.env["stock.lot"].search([("product_id", "=", product.id)])
        sold, other = lots.sorted(lambda lot: lot.name != name)
        values = {"product_id": product.id, "lot_id": other.id}
        document = self.ask_return(line, **values)
        with self.assert_refused(f"{other.name} was not sold on"):
            document.action_receive()
        document.line_ids.lot_id = sold
        document.action_receive()
        self.assertEqual(document.state, "received")
        self.assertEqual(line._get_returnable_lots(), [])
