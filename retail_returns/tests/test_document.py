from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools.search_term import get_receipt_code
from .common import RetailReturnsCommon


@tagged("post_install", "-at_install")
class TestDocument(RetailReturnsCommon):
    """What a return leaves behind: the document, the goods and the review list."""

    def test_return_says_what_came_back_where_and_why(self):
        sold = self.sell_one(qty=2, partner=self.customer)
        refund = self.take_back(self.register_b, [(sold, 2)], note="Too blue")
        document = self.get_return(refund)
        self.assertEqual(document.state, "refunded")
        self.assertTrue(document.name.startswith("RET/"))
        self.assertEqual(document.store_id, self.store_b)
        self.assertEqual(document.origin_store_id, self.store_a)
        self.assertTrue(document.is_other_store)
        self.assertEqual(document.origin_order_id, sold.order_id)
        self.assertEqual(document.partner_id, self.customer)
        self.assertEqual(document.user_id, self.cashier)
        self.assertEqual(document.amount_total, 200)
        self.assertRecordValues(
            document.line_ids,
            [
                {
                    "product_id": self.product.id,
                    "sold_line_id": sold.id,
                    "refund_line_id": refund.lines.id,
                    "qty": 2,
                    "price_unit": 100,
                    "amount": 200,
                    "reason_id": self.reason.id,
                    "note": "Too blue",
                }
            ],
        )

    def test_every_road_makes_a_document(self):
        sold = self.sell_one(qty=2)
        core = self.sync_ticket(self.build_core_refund(self.register_a, sold, 1))
        back_office = self.refund_in_back_office(sold.order_id)
        for refund in (core, back_office):
            document = self.get_return(refund)
            self.assertEqual(document.line_ids.qty, 1)
            self.assertFalse(document.is_other_store)

    def test_same_ticket_again_makes_one_return(self):
        sold = self.sell_one(qty=2)
        ticket = self.build_return(self.register_b, [(sold, 1)])
        refund = self.sync_ticket(ticket)
        self.assertEqual(self.sync_ticket(ticket), refund)
        self.assertEqual(self.sync_ticket(ticket, silent=True), refund)
        refund._book_return()
        self.assertEqual(len(self.get_return(refund)), 1)
        self.assertEqual(sold.refunded_qty, 1)

    def test_same_return_on_another_ticket_is_refused(self):
        sold = self.sell_one(qty=2)
        first = self.build_return(self.register_b, [(sold, 1)])
        second = self.build_return(self.register_b, [(sold, 1)])
        second["return_payload"]["uuid"] = first["return_payload"]["uuid"]
        self.sync_ticket(first)
        with self.assert_refused("paid out already"):
            self.sync_ticket(second)

    def test_sale_makes_no_return(self):
        sold = self.sell_one()
        self.assertFalse(self.get_return(sold.order_id))

    def test_goods_come_back_to_the_store_that_takes_them(self):
        sold = self.sell_one(register=self.register_a)
        self.assertEqual(self.get_on_hand(self.product, self.store_a), 9)
        refund = self.take_back(self.register_b, [(sold, 1)])
        self.assertEqual(self.get_on_hand(self.product, self.store_a), 9)
        self.assertEqual(self.get_on_hand(self.product, self.store_b), 11)
        self.assertEqual(refund.picking_ids.location_dest_id, self.store_b.lot_stock_id)

    def test_goods_come_back_to_the_stores_return_location(self):
        location = self.env["stock.location"].create(
            {
                "name": "Returns",
                "usage": "internal",
                "location_id": self.store_b.view_location_id.id,
            }
        )
        self.store_b.return_location_id = location
        sold = self.sell_one(register=self.register_b)
        self.assertEqual(
            sold.order_id.picking_ids.location_id,
            self.store_b.lot_stock_id,
            "What is sold leaves the shelf.",
        )
        refund = self.take_back(self.register_b, [(sold, 1)])
        move = refund.picking_ids.move_ids
        self.assertEqual((move.state, move.location_dest_id), ("done", location))

    def test_silent_return_of_too_much_goes_to_the_review_list(self):
        sold = self.sell_one()
        self.take_back(self.register_b, [(sold, 1)])
        late = self.take_back(self.register_a, [(sold, 1)], silent=True)
        self.assertEqual(late.state, "paid", "Its money is booked.")
        review = self.get_review(late)
        self.assertIn("only 0 of 1", review.message)
        self.assertFalse(self.get_return(late))
        self.assertEqual(sold.refunded_qty, 2, "What came back is counted.")
        with self.assert_refused():
            review.action_retry()
        review.action_accept()
        self.assertEqual(self.get_return(late).amount_total, 100)

    def test_silent_return_within_the_rules_needs_no_review(self):
        sold = self.sell_one()
        refund = self.take_back(self.register_b, [(sold, 1)], silent=True)
        self.assertFalse(self.get_review(refund))
        self.assertTrue(self.get_return(refund))

    def test_cashier_neither_reads_nor_writes_returns(self):
        document = self.get_return(
            self.take_back(self.register_b, [(self.sell_one(), 1)])
        ).sudo(False)
        for access in ("read", "write", "create", "unlink"):
            with self.assertRaises(AccessError):
                document.with_user(self.cashier).check_access(access)
        manager = document.with_user(self.manager)
        self.assertTrue(manager.message_post(body="Looked at it."))
        with self.assertRaises(UserError):
            manager.unlink()

    def test_buttons_open_the_returns_of_a_ticket(self):
        sold = self.sell_one()
        refund = self.take_back(self.register_b, [(sold, 1)])
        document = self.get_return(refund)
        for order in (sold.order_id, refund):
            order = order.with_user(self.manager)
            self.assertEqual(order.retail_return_count, 1)
            domain = order.action_view_retail_returns()["domain"]
            self.assertEqual(document.search(domain), document)

    def test_store_counts_what_came_back_this_week(self):
        self.take_back(self.register_b, [(self.sell_one(), 1)])
        old = self.get_return(self.take_back(self.register_b, [(self.sell_one(), 1)]))
        old.date = fields.Datetime.subtract(old.date, days=8)
        stores = (self.store_a | self.store_b).with_user(self.manager)
        self.assertEqual(stores.mapped("retail_return_count"), [0, 1])

    def test_registers_tell_receipts_from_products(self):
        nomenclature = self.env["barcode.nomenclature"].create({"name": "Own"})
        default = self.env.ref("barcodes.default_barcode_nomenclature")
        code = get_receipt_code(self.sell_one().order_id.uuid)
        for one in (nomenclature, default):
            one._ensure_retail_receipt_rule()
            types = one.rule_ids.mapped("type")
            self.assertEqual(types.count("retail_receipt"), 1)
        self.assertEqual(default.parse_barcode(code)["type"], "retail_receipt")
        self.assertEqual(default.parse_barcode(code)["base_code"], code)
        self.assertEqual(default.parse_barcode("RT12345")["type"], "product")
