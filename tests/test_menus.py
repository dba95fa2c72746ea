"""Who finds what in the Retail application, and can open it."""

from ast import literal_eval

from odoo.tests import Form, new_test_user, tagged

from odoo.addons.retail_customer_orders.tests.common import CustomerOrderCommon

# Who sees a menu that not every user of Retail sees.
MANAGER = {
    "retail_base.menu_configuration",
    "retail_base.menu_charge_codes",
    "retail_base.menu_reason_codes",
    "retail_base.menu_approvals",
    "retail_customer_orders.menu_deposit_rules",
    "retail_customer_orders.menu_slot_templates",
}
ADMIN = {
    "retail_base.menu_store_groups",
    "retail_base.menu_fulfilment_groups",
    "retail_base.menu_profiles",
    "retail_customer_orders.menu_delivery_modes",
}
USER = {
    "retail_base.menu_root",
    "retail_base.menu_orders",
    "retail_base.menu_reporting",
    "retail_customer_orders.menu_orders_to_do",
    "retail_customer_orders.menu_customer_orders",
    "retail_customer_orders.menu_orders_to_pick_up",
    "retail_customer_orders.menu_orders_to_ship",
    "retail_customer_orders.menu_orders_overdue",
    "retail_customer_orders.menu_unpaid_deliveries",
    "retail_customer_orders.menu_order_requests",
    "retail_customer_orders.menu_deposits_held",
    "retail_customer_orders.menu_cancellations",
}
DAILY = (
    "retail.deposit.rule",
    "retail.slot.template",
    "retail.charge.code",
    "retail.reason.code",
)


@tagged("post_install", "-at_install")
class TestMenus(CustomerOrderCommon):
    """Users work, managers look after rules, administrators set the company up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._new_user("user", "retail_base.group_retail_user")
        cls.manager = cls._new_user("manager", "retail_base.group_retail_manager")
        cls.admin = cls._new_user("admin", "retail_base.group_retail_admin")
        cls.seller = cls._new_user("seller", "sales_team.group_sale_salesman")
        cls.clerk = cls._new_user("clerk", "stock.group_stock_user")
        cls.root = cls.env.ref("retail_base.menu_root")

    @classmethod
    def _new_user(cls, name, group):
        return new_test_user(
            cls.env,
            f"retail_menu_{name}",
            f"base.group_user,{group}",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def _get_menus(self, user):
        """Return the menus of Retail that the user can reach."""
        menus = self.env["ir.ui.menu"].with_user(user)
        loaded = menus.load_menus(False)
        reached, left = [], [self.root.id] if self.root.id in loaded else []
        while left:
            reached.append(left.pop())
            left += loaded[reached[-1]]["children"]
        return menus.browse(reached)

    def _get_names(self, user):
        return set(self._get_menus(user).get_external_id().values())

    def test_who_sees_which_menu(self):
        self.assertFalse(self._get_names(self.seller))
        self.assertFalse(self._get_names(self.clerk))
        user = self._get_names(self.user)
        self.assertLessEqual(USER, user)
        self.assertFalse(user & (MANAGER | ADMIN))
        manager = self._get_names(self.manager)
        self.assertLessEqual(USER | MANAGER, manager)
        self.assertFalse(manager & ADMIN)
        self.assertLessEqual(USER | MANAGER | ADMIN, self._get_names(self.admin))

    def test_whoever_sees_a_menu_can_open_it(self):
        """Its views load, its list can be read, a record's form opens."""
        order = self.make_order([self.later(self.goods_a)])
        self.assertTrue(order.deposit_entry_ids)
        for user in (self.user, self.manager, self.admin):
            for menu in self._get_menus(user).filtered("action"):
                action = menu.sudo().action
                if action._name != "ir.actions.act_window":
                    continue
                with self.subTest(user=user.login, menu=menu.complete_name):
                    self._open(action, user)

    def _open(self, action, user):
        records = self.env[action.res_model].with_user(user)
        records.get_views([view for view in action.views if view[1] != "qweb"])
        if records._transient:
            return
        domain = literal_eval(action.domain) if self._is_literal(action.domain) else []
        found = records.search(domain, limit=1)
        if found and found.has_access("write"):
            Form(found)

    def _is_literal(self, domain):
        try:
            return isinstance(literal_eval(domain or "0"), list)
        except (SyntaxError, ValueError):
            return False

    def test_managers_look_after_rules(self):
        for model in DAILY:
            for operation in ("read", "write", "create", "unlink"):
                records = self.env[model]
                self.assertTrue(records.with_user(self.manager).has_access(operation))
                may = records.with_user(self.user).has_access(operation)
                self.assertEqual(may, operation == "read", (model, operation))

    def test_a_manager_makes_a_rule_a_reason_a_charge_and_slots(self):
        env = self.env(user=self.manager)
        with Form(env["retail.deposit.rule"]) as rule:
            rule.name = "Half of it"
            rule.percent = 50
        with Form(env["retail.reason.code"]) as reason:
            reason.name = "Moved abroad"
            reason.kind = "cancellation"
        with Form(env["retail.charge.code"]) as charge:
            charge.name = "Gift wrapping"
            charge.code = "GIFT"
            charge.kind = "other"
            charge.product_id = self.goods_c
        with Form(env["retail.slot.template"]) as template:
            template.name = "Mornings"
            template.store_ids.add(self.store_b)
        self.assertEqual(self.store_b.slot_template_ids, template.record)

    def test_a_seller_opens_an_order_without_the_buttons_of_a_store(self):
        order = self.make_order([self.later(self.goods_a)])
        order.user_id = self.seller
        mine = order.with_user(self.seller)
        arch = mine.get_view(view_type="form")["arch"]
        self.assertNotIn('name="action_hand_out"', arch)
        self.assertNotIn('name="action_take_payment"', arch)
        Form(mine)
