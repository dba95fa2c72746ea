from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import RetailCommon

SET_UP = [
    "retail.store.group",
    "retail.fulfilment.group",
    "retail.fulfilment.group.member",
    "retail.profile",
    "retail.inventory.profile",
    "retail.inventory.level",
]
DAILY = ["retail.charge.code", "retail.reason.code"]
AUDIT = ["retail.approval", "retail.approval.attempt"]


@tagged("post_install", "-at_install")
class TestAccess(RetailCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            "cashier": cls.cashier,
            "user": cls.retail_user,
            "manager": cls.manager,
            "admin": cls.admin,
        }

    def _get_rights(self, model):
        return {
            role: "".join(
                operation[0]
                for operation in ("read", "write", "create", "unlink")
                if self.env[model].with_user(user).has_access(operation)
            )
            for role, user in self.users.items()
        }

    def test_who_may_do_what(self):
        read = dict.fromkeys(self.users, "r")
        nobody = dict.fromkeys(self.users, "")
        for model in SET_UP:
            self.assertEqual(self._get_rights(model), {**read, "admin": "rwcu"}, model)
        for model in DAILY:
            rights = {**read, "manager": "rwcu", "admin": "rwcu"}
            self.assertEqual(self._get_rights(model), rights, model)
        for model in AUDIT:
            self.assertEqual(
                self._get_rights(model), {**nobody, "manager": "r", "admin": "r"}, model
            )
        self.assertEqual(
            self._get_rights("retail.availability"), {**read, "cashier": ""}
        )
        self.assertEqual(self._get_rights("stock.warehouse"), {**read, "admin": "rwcu"})

    def test_groups_imply_what_they_need(self):
        self.assertTrue(self.retail_user.has_group("point_of_sale.group_pos_user"))
        self.assertFalse(self.manager.has_group("point_of_sale.group_pos_manager"))
        self.assertTrue(self.admin.has_group("point_of_sale.group_pos_manager"))
        self.assertTrue(self.admin.has_group("retail_base.group_retail_manager"))
        self.assertFalse(self.cashier.has_group("retail_base.group_retail_user"))

    def test_menu_is_for_retail_users(self):
        root = self.env.ref("retail_base.menu_root")
        configuration = self.env.ref("retail_base.menu_configuration")
        menus = self.env["ir.ui.menu"]
        visible = {
            role: menus.with_user(user)._visible_menu_ids()
            for role, user in self.users.items()
        }
        self.assertNotIn(root.id, visible["cashier"])
        for role in ("user", "manager", "admin"):
            self.assertIn(root.id, visible[role])
        self.assertNotIn(configuration.id, visible["user"])
        self.assertIn(configuration.id, visible["manager"])
        self.assertIn(configuration.id, visible["admin"])

    def _create_for(self, company):
        """Create one record of each model for a company, and return them."""
        self.env["res.company"].browse(company.id)._ensure_retail_charge_codes()
        warehouse = self.env["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )
        group = self.env["retail.fulfilment.group"].create(
            {
                "name": "Group",
                "company_id": company.id,
                "member_ids": [(0, 0, {"warehouse_id": warehouse.id})],
            }
        )
        inventory_profile = self._create("inventory.profile", company)
        return {
            "retail.inventory.profile": inventory_profile,
            "retail.inventory.level": inventory_profile.level_ids,
            "retail.store.group": self._create("store.group", company),
            "retail.fulfilment.group": group,
            "retail.fulfilment.group.member": group.member_ids,
            "retail.profile": self._create("profile", company),
            "retail.charge.code": company.retail_shipping_charge_code_id,
            "retail.reason.code": self._create("reason.code", company, kind="hold"),
            "retail.approval": self.env["retail.approval"].create(
                {
                    "kind": "other",
                    "company_id": company.id,
                    "approved_by_id": self.env.uid,
                    "expires_at": fields.Datetime.now(),
                }
            ),
        }

    def _create(self, model, company, **values):
        return self.env[f"retail.{model}"].create(
            {"name": "Something", "company_id": company.id, **values}
        )

    def test_records_of_another_company_are_out_of_reach(self):
        own = self._create_for(self.company)
        foreign = self._create_for(self.other_company)
        for model, record in foreign.items():
            with self.subTest(model):
                visible = self.env[model].with_user(self.admin)
                found = visible.search([("id", "in", (record | own[model]).ids)])
                self.assertEqual(found, own[model])
                with self.assertRaises(AccessError):
                    record.with_user(self.admin).read(["display_name"])

    def test_availability_of_another_company_is_out_of_reach(self):
        product = self._create_product("Thing")
        foreign = self.env["stock.warehouse"].search(
            [("company_id", "=", self.other_company.id)], limit=1
        )
        self._stock(product, self.store_a, 1)
        self._stock(product, foreign, 1)
        rows = (
            self.env["retail.availability"]
            .with_user(self.retail_user)
            .search([("product_id", "=", product.id)])
        )
        self.assertEqual(rows.warehouse_id, self.store_a)

    def test_shared_records_are_seen_by_all(self):
        shared = self.env["retail.store.group"].create({"name": "Everywhere"})
        self.assertEqual(shared.with_user(self.retail_user).name, "Everywhere")
        reason = self.env.ref("retail_base.reason_code_return_regret")
        self.assertTrue(reason.with_user(self.cashier).name)
