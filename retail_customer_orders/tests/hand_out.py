from .common import CustomerOrderCommon


class HandOutCommon(CustomerOrderCommon):
    """Goods handed out in the back office by a user of the store."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        cls.bank = cls.company_data["default_journal_bank"]

    def open_wizard(self, order, user=None):
        action = order.with_user(user or self.user).action_hand_out()
        return (
            self.env[action["res_model"]]
            .with_user(user or self.user)
            .browse(action["res_id"])
        )

    def hand_out(self, order, quantities=None, user=None, **values):
        """Hand out {order line: quantity}, or what is ready; return the wizard."""
        wizard = self.open_wizard(order, user)
        if quantities is not None:
            for line in wizard.line_ids:
                line.quantity = quantities.get(line.order_line_id.sudo(), 0)
        wizard.write({"journal_id": self.bank.id, **values})
        wizard.action_confirm()
        return wizard
