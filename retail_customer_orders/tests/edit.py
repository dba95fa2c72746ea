from .common import CustomerOrderCommon


class EditCommon(CustomerOrderCommon):
    """Orders that are changed in the back office, by a user of Retail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")

    def make_two_lines(self):
        """An order of 3 A and 1 B, picked up in store B."""
        return self.make_order([self.later(self.goods_a, 3), self.later(self.goods_b)])

    def moves_of(self, line):
        return line.move_ids.filtered(lambda move: move.state != "cancel")
