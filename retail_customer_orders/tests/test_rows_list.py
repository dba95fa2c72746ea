from odoo.exceptions import AccessError
from odoo.tests import BaseCase, tagged

from ..tools.item_list import parse_item_list
from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestItemList(BaseCase):
    """Rows of a pasted list, whatever they look like (CO-13)."""

    def test_co_13_rows(self):
        for text, code, quantity in (
            ("4711,2", "4711", 2),
            (" 4711 , 2 ", "4711", 2),
            ("4711;2,5", "4711", 2.5),
            ("4711\t2.5", "4711", 2.5),
            ("4711 2", "4711", 2),
            ("4711   2.5", "4711", 2.5),
            ("Red Chair 2", "Red Chair", 2),
            ("Red Chair, 2", "Red Chair", 2),
            ("Red Chair", "Red Chair", 1),
            ("Red Chair two", "Red Chair two", 1),
            ("A,B;3", "A,B", 3),
            ("4711", "4711", 1),
            ("4711;0,125", "4711", 0.125),
            ("4711;0", "4711", 0),
            ("4711;1,000", "4711", None),
            ("4711;1.000", "4711", None),
            ("4711;-1", "4711", None),
            ("4711;two", "4711", None),
            ("4711;", "4711", None),
            ("4711,2,5", "4711,2", 5),
            ("4711;" + "9" * 400, "4711", None),
        ):
            (row,) = parse_item_list(text)
            self.assertEqual((row["code"], row["qty"]), (code, quantity), text)

    def test_co_13_empty_rows_count_but_are_left_out(self):
        rows = parse_item_list("A,1\r\n\n  \nB,2\n")
        self.assertEqual(
            [(row["row"], row["code"]) for row in rows], [(1, "A"), (4, "B")]
        )
        self.assertEqual(parse_item_list(""), [])


@tagged("post_install", "-at_install")
class TestRowsList(CustomerOrderCommon):
    """Bulk entry, and the customer's own number and notes (CO-13)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods_a.write({"default_code": "Lamp-1", "barcode": "7012345000017"})
        cls.goods_b.default_code = "ROPE"
        dozen = cls.env.ref("uom.product_uom_dozen")
        cls.env["product.uom"].create(
            {
                "product_id": cls.goods_b.id,
                "uom_id": dozen.id,
                "barcode": "7012345000024",
            }
        )

    def find(self, text, user=None):
        products = self.env["product.product"].with_user(user or self.cashier)
        return products.find_list_from_ui(self.register_a.id, text)

    def test_co_13_list_of_items_and_quantities(self):
        """By reference, barcode and the barcode of a packaging; in the list's order."""
        answer = self.find("lamp-1,2\nROPE;3\n7012345000017\n7012345000024,2")
        self.assertEqual(answer["unknown"], [])
        self.assertEqual(
            [(row["row"], row["product_id"], row["qty"]) for row in answer["lines"]],
            [
                (1, self.goods_a.id, 2),
                (2, self.goods_b.id, 3),
                (3, self.goods_a.id, 1),
                (4, self.goods_b.id, 24),
            ],
        )
        self.assertEqual(
            answer["lines"][0]["template_id"], self.goods_a.product_tmpl_id.id
        )

    def test_co_13_what_is_unknown_is_said_and_not_lost(self):
        self.create_product("Twin 1", default_code="TWIN")
        self.create_product("Twin 2", default_code="TWIN")
        self.create_product("Not sold", default_code="GONE", sale_ok=False)
        self.create_product("Not here", default_code="OFFICE", available_in_pos=False)
        answer = self.find("item,qty\nROPE,1\nROPE,many\nROPE,0\nTWIN\nGONE\nOFFICE,2")
        self.assertEqual([row["row"] for row in answer["lines"]], [2])
        no_quantity = "This is no quantity. Write a number above 0."
        nothing = "Nothing that is sold here has this number or name."
        self.assertEqual(
            [(row["row"], row["text"], row["why"]) for row in answer["unknown"]],
            [
                (1, "item,qty", no_quantity),
                (3, "ROPE,many", no_quantity),
                (4, "ROPE,0", no_quantity),
                (5, "TWIN", "Several products may be meant. Choose one."),
                (6, "GONE", nothing),
                (7, "OFFICE,2", nothing),
            ],
        )
        candidates = [row["candidates"] for row in answer["unknown"]]
        self.assertEqual([one["product_id"] for one in candidates[1]], self.goods_b.ids)
        self.assertEqual(
            [(one["name"], one["qty"]) for one in candidates[3]],
            [("[TWIN] Twin 1", 1), ("[TWIN] Twin 2", 1)],
        )
        self.assertEqual(candidates[4], [])

    def test_co_13_names(self):
        """As they are written; one that ends with a number is not cut."""
        table = self.create_product("Oak Table")
        table_2 = self.create_product("Oak Table 2")
        answer = self.find("Oak Table 2\nOak Table;3\nOak Table 2 4\nTable")
        self.assertEqual(
            [(row["row"], row["product_id"], row["qty"]) for row in answer["lines"]],
            [(1, table_2.id, 1), (2, table.id, 3), (3, table_2.id, 4)],
        )
        self.assertEqual([row["row"] for row in answer["unknown"]], [4])

    def test_co_13_one_row_is_searched_by_words(self):
        """When a row is corrected, a part of the name in any case is enough."""
        chair = self.create_product("Dining Chair Oak", default_code="DC-1")
        self.create_product("Dining Chair Pine", default_code="DC-2")
        self.create_product("Dining Chair Ash", default_code="DC-3", sale_ok=False)
        (row,) = self.find("chair dining, 3")["unknown"]
        self.assertEqual([one["qty"] for one in row["candidates"]], [3, 3])
        (row,) = self.find("oak CHAIR 2")["lines"]
        self.assertEqual((row["product_id"], row["qty"]), (chair.id, 2))
        self.assertEqual(
            self.find("chair dining\nROPE")["unknown"][0]["candidates"], []
        )
        (row,) = self.find("Chair (Oak)")["lines"]
        self.assertEqual(row["product_id"], chair.id)
        for nothing in (",2", "%", "()", "chair dining elm"):
            (row,) = self.find(nothing)["unknown"]
            self.assertEqual(row["candidates"], [], nothing)

    def test_co_13_barcode_is_stronger_than_a_reference(self):
        self.create_product("Confusing", default_code="7012345000017")
        (row,) = self.find("7012345000017")["lines"]
        self.assertEqual(row["product_id"], self.goods_a.id)

    def test_co_13_long_lists_take_the_same_queries(self):
        def count_queries(text):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.find(text)
            return self.env.cr.sql_log_count - before

        self.find("ROPE")
        few = count_queries("ROPE\nLamp-1\nX")
        self.assertEqual(count_queries("ROPE\nLamp-1\nX\n" * 100), few)
        with self.assertRefusal("Paste 500 at a time"):
            self.find("ROPE\n" * 501)
        with self.assertRefusal("longer than 200 characters"):
            self.find("ROPE" * 51)

    def test_co_13_what_serves_the_register_is_no_item(self):
        self.deposit_product.sudo().write(
            {"default_code": "DEP", "available_in_pos": True, "sale_ok": True}
        )
        self.assertEqual(self.find("DEP")["lines"], [])

    def test_co_13_register_is_checked_first(self):
        outsider = self.create_user("outsider", "base.group_user")
        with self.assertRaises(AccessError):
            self.find("ROPE", user=outsider)
        for nonsense in (None, 5, ["ROPE"], ""):
            self.assertEqual(self.find(nonsense), {"lines": [], "unknown": []})

    def test_co_13_number_and_notes_of_the_customer(self):
        """They travel with the ticket to the order, and back to any register."""
        payload = self.order_payload(
            [self.later(self.goods_a, note="Gift wrap")],
            client_order_ref=" PO 4500012 ",
            note="Ring first",
        )
        order = self.take_order([], payload=payload).customer_order_id
        self.assertEqual(order.client_order_ref, "PO 4500012")
        self.assertIn("Ring first", order.note)
        self.assertIn("Gift wrap", order.order_line.name)
        self.open_session(self.register_b)
        detail = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertEqual(detail["client_order_ref"], "PO 4500012")
        self.assertEqual(detail["note"], "Ring first")
        payload = self.order_payload([self.later(self.goods_a)], client_order_ref=[1])
        with self.assertRefusal("cannot be read"):
            self.take_order([], payload=payload)
