"""People of other departments open what the addons add to: nothing may be refused."""

from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from odoo.addons.retail_customer_orders.tests.common import CustomerOrderCommon

ROLES = {
    "salesperson": "sales_team.group_sale_salesman_all_leads",
    "seller of his own": "sales_team.group_sale_salesman",
    "stock clerk": "stock.group_stock_user",
    "stock manager": "stock.group_stock_manager",
    "invoice clerk": "account.group_account_invoice",
    "accountant": "account.group_account_manager",
    "cashier": "point_of_sale.group_pos_user",
    "till manager": "point_of_sale.group_pos_manager",
    "retail user": "retail_base.group_retail_user",
    "retail manager": "retail_base.group_retail_manager",
}


@tagged("post_install", "-at_install")
class TestRoles(CustomerOrderCommon):
    """An order taken and handed out leaves records that each role opens in its form."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            role: new_test_user(
                cls.env,
                f"retail_role_{number}",
                f"base.group_user,{group}",
                company_id=cls.company.id,
                company_ids=[(6, 0, cls.company.ids)],
            )
            for number, (role, group) in enumerate(ROLES.items())
        }

    def _left_behind(self):
        """Return records of the models whose forms the addons extend."""
        ticket = self.take_order([self.later(self.goods_a, 2)])
        order = self.order_of(ticket)
        self.pick_up(order, {order.order_line[0]: 1})
        return (
            order,
            order.picking_ids,
            ticket,
            ticket.session_id,
            ticket.config_id,
            self.goods_a,
            self.goods_a.product_tmpl_id,
            self.store_a,
            self.customer,
        )

    def test_nobody_is_refused_for_what_the_addons_add(self):
        opened = {(role, record._name) for role, record in self._open_forms()}
        self.assertGreater(len(opened), 50)
        for role in ("salesperson", "invoice clerk", "retail user"):
            self.assertIn((role, "sale.order"), opened)

    def _open_forms(self):
        """Yield (role, record) of what could be opened; core refuses some of it."""
        for records in self._left_behind():
            for role, user in self.users.items():
                record = records[:1].with_user(user)
                if not record.has_access("read"):
                    continue
                try:
                    Form(record)
                    yield role, record
                except AccessError as error:
                    self.assertNotIn("retail.", str(error), (role, record))
