from .hand_out import HandOutCommon


class PickupCodeCommon(HandOutCommon):
    """A store that asks for codes, and tickets with and without one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.email = "kari@example.com"
        cls.profile = cls.env["retail.profile"].create(
            {"name": "City", "company_id": cls.company.id, "pickup_code": "always"}
        )
        cls.store_b.profile_id = cls.profile

    def make_coded_order(self, **values):
        order = self.make_order([self.later(self.goods_a, 3)], **values)
        return order, order._make_pickup_code()

    def wrong(self, code):
        return "000000" if code != "000000" else "000001"

    def prepare(self, order, code=None, uuid=None):
        self.open_session(self.register_b)
        return self.till().prepare_pickup_from_ui(
            self.register_b.id, order.id, {str(order.order_line.id): 1}, uuid, code
        )["code"]

    def build(self, order, **payload):
        ticket = self.build_pickup_ticket(order, {order.order_line: 1})
        ticket["pickup_payload"].update(payload)
        return ticket
