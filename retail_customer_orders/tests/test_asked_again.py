from uuid import uuid4

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestAskedAgain(CustomerOrderCommon):
    """A register that lost the answer asks again: nothing is made twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_session(cls.register_a)
        cls.open_session(cls.register_b)

    def test_ed_06_a_change_is_made_once(self):
        order = self.make_order([self.later(self.goods_a, 2)])
        version = self.till().read_order_from_ui(self.register_b.id, order.id)[
            "version"
        ]
        changes = {
            "uuid": str(uuid4()),
            "lines": [{"id": order.order_line.id, "qty": 3, "place": None}],
            "new_lines": [self.later(self.goods_c, 1)],
        }

        def send(**values):
            answer = self.till().edit_order_from_ui(
                self.register_b.id, order.id, {**changes, **values}, version
            )
            order.invalidate_recordset()
            return answer

        first = send()
        self.assertEqual(first["total"], {"before": 200, "after": 350})
        self.assertEqual(send(), first)
        self.assertEqual(order.order_line.mapped("product_uom_qty"), [3, 1])
        # Another change is none that was made, nor is one that names nothing.
        for identifier in (str(uuid4()), None):
            with self.assertRaisesRegex(UserError, "Somebody else has changed"):
                send(uuid=identifier)
        with self.assertRaisesRegex(UserError, "cannot be read"):
            send(uuid={"no": "text"})

    def test_an_address_is_made_once(self):
        values = {"name": "Kari", "street": "Nygata 5", "street2": "", "zip": "5003"}
        values |= {"city": "Bergen", "country_id": self.env.ref("base.no").id}

        def create(**other):
            return self.till().create_address_from_ui(
                self.register_a.id, self.customer.id, {**values, **other}
            )["id"]

        address = create()
        self.assertEqual(create(), address)
        self.assertNotEqual(create(street2="2nd floor"), address)
        self.assertNotEqual(create(country_id=False), address)
