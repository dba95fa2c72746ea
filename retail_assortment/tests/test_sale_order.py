from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from .common import AssortmentCommon

SELLER_GROUP = "sales_team.group_sale_salesman_all_leads"


class SaleOrderCommon(AssortmentCommon):
    """Store A carries the spade and no pan; a seller and a manager take orders."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.profile = cls.env["retail.profile"].create(
            {"name": "City", "out_of_range_policy": "forbid"}
        )
        cls.store_a.profile_id = cls.profile
        cls._assort(cls.store_a, include=cls.spade)
        cls._assort(cls.store_b, include=[cls.spade, cls.pan])
        cls.seller = cls._create_user("retail_seller", SELLER_GROUP)
        cls.selling_manager = cls._create_user(
            "retail_selling_manager",
            f"retail_base.group_retail_manager,{SELLER_GROUP}",
        )
        cls.customer = cls.env["res.partner"].create({"name": "Kari Customer"})

    def _order(self, *products, user=None, store=None, **values):
        """Return a quotation of a user, the seller if not given, for these products."""
        return (
            self.env["sale.order"]
            .with_user(user or self.seller)
            .create(
                {
                    "partner_id": self.customer.id,
                    "warehouse_id": (store or self.store_a).id,
                    "order_line": [self._sold(product) for product in products],
                    **values,
                }
            )
        )

    def _sold(self, product, **values):
        return Command.create({"product_id": product.id, **values})

    def _messages(self, order):
        return " ".join(order.message_ids.mapped("body"))

    def _pay(self, order):
        """Let the customer pay an order online; return the transaction."""
        provider = self.env["payment.provider"].create({"name": "Card", "code": "none"})
        method = self.env["payment.method"].search([], limit=1)
        return (
            self.env["payment.transaction"]
            .sudo()
            .create(
                {
                    "provider_id": provider.id,
                    "payment_method_id": method.id,
                    "reference": order.name,
                    "amount": order.amount_total,
                    "currency_id": order.currency_id.id,
                    "partner_id": order.partner_id.id,
                    "state": "done",
                    "sale_order_ids": [Command.set(order.ids)],
                }
            )
        )


@tagged("post_install", "-at_install")
class TestSaleOrder(SaleOrderCommon):
    """Orders of the back office sell by the policy of their store."""

    # === CONFIRMING ===#

    def test_oa_03_forbidden_is_not_confirmed(self):
        for user in (self.seller, self.selling_manager):
            order = self._order(self.spade, self.pan, user=user)
            with self.refused("Store A .* must not sell it: Pan. Take it off S"):
                order.action_confirm()
            with self.refused("must not sell it: Pan"):
                order.write({"state": "sale"})
            self.assertEqual(order.state, "draft")
        with self.refused("must not sell it: Pan"):
            self._order(self.pan, state="sale")
        order.order_line[1].unlink()
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_oa_03_the_store_of_the_order_decides(self):
        for store in (self.store_b, self.depot):
            order = self._order(self.pan, store=store)
            order.action_confirm()
            self.assertEqual(order.state, "sale")

    def test_oa_03_allowed_is_confirmed(self):
        self.profile.out_of_range_policy = "allow"
        order = self._order(self.pan)
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        self.assertFalse(order.activity_ids)

    def test_oa_04_order_only_is_confirmed(self):
        self.profile.out_of_range_policy = "order_only"
        order = self._order(self.pan)
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        self.assertNotIn("Pan", self._messages(order))

    def test_oa_03_a_manager_confirms_and_it_is_logged(self):
        self.profile.out_of_range_policy = "approval"
        order = self._order(self.pan)
        with self.refused("a manager has to agree: Pan"):
            order.action_confirm()
        order.with_user(self.selling_manager).action_confirm()
        self.assertEqual(order.state, "sale")
        message = order.message_ids.filtered(lambda one: "does not carry" in one.body)
        self.assertEqual(message.author_id, self.selling_manager.partner_id)
        self.assertIn(
            f"{self.selling_manager.name} let Store A sell what it does not carry: Pan",
            message.body,
        )

    def test_as_11_a_blocked_product_is_not_confirmed(self):
        """Whatever the policy, by a manager neither; a warehouse is no store."""
        self.env["retail.sale.block"].create(
            {"product_tmpl_id": self.spade.product_tmpl_id.id, "message": "Recalled."}
        )
        for policy in ("allow", "approval", "forbid"):
            self.profile.out_of_range_policy = policy
            for user in (self.seller, self.selling_manager):
                order = self._order(self.spade, user=user)
                with self.refused("Spade may not be sold. Recalled. Take it off"):
                    order.action_confirm()
        self.spade.sale_ok = False
        order = self._order(self.spade, store=self.depot)
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_a_client_cannot_call_itself_judged(self):
        order = self._order(self.pan).with_context(
            retail_range_judged=True, retail_order_agreed=True
        )
        with self.refused("must not sell it: Pan"):
            order.action_confirm()

    # === CONFIRMED ORDERS ===#

    def test_lines_added_to_a_confirmed_order_are_judged(self):
        order = self._order(self.spade)
        order.action_confirm()
        with self.refused("must not sell it: Pan"):
            order.order_line = [self._sold(self.pan)]
        with self.refused("must not sell it: Pan"):
            order.order_line.create({"order_id": order.id, "product_id": self.pan.id})
        self.profile.out_of_range_policy = "approval"
        with self.refused("a manager has to agree: Pan"):
            order.order_line = [self._sold(self.pan)]
        order.with_user(self.selling_manager).order_line = [self._sold(self.pan)]
        self.assertIn("what it does not carry: Pan", self._messages(order))

    def test_more_of_a_line_is_judged_and_less_is_not(self):
        self.profile.out_of_range_policy = "approval"
        order = self._order(user=self.selling_manager)
        order.order_line = [self._sold(self.pan, product_uom_qty=5)]
        order.action_confirm()
        line = order.with_user(self.seller).order_line
        line.product_uom_qty = 3
        line.price_unit = 7
        with self.refused("a manager has to agree: Pan"):
            line.product_uom_qty = 4
        self.assertEqual(line.product_uom_qty, 3)

    def test_a_line_that_gets_another_product_is_judged(self):
        service = self._create_product("Sharpening", type="service", is_storable=False)
        other = self._create_product("Painting", type="service", is_storable=False)
        self._assort(self.store_a, include=service)
        order = self._order(service)
        order.action_confirm()
        with self.refused("must not sell it: Painting"):
            order.order_line.product_id = other

    def test_a_confirmed_order_is_judged_by_the_store_it_goes_to(self):
        order = self._order(self.pan, store=self.store_b)
        order.action_confirm()
        with self.refused("Store A does not carry this and must not"):
            order.warehouse_id = self.store_a

    # === WHAT IS NOT JUDGED ===#

    def test_lines_that_sell_nothing_of_a_range_are_not_judged(self):
        charge = self._create_product("Freight", type="service", is_storable=False)
        self.env["retail.charge.code"].create(
            {"name": "Freight", "code": "FR", "product_id": charge.id}
        )
        discount = self._create_product("Discount", type="service", is_storable=False)
        self.company.sale_discount_product_id = discount
        tip = self.env["pos.config"]._get_special_products()[:1]
        self.assertTrue(tip)
        order = self._order(self.spade, charge, discount, tip)
        order.order_line = [
            self._sold(self.pan, product_uom_qty=-1),
            self._sold(self.pan, product_uom_qty=0),
            self._sold(self.pan, is_downpayment=True),
            Command.create({"display_type": "line_section", "name": "Pans"}),
            Command.create({"display_type": "line_note", "name": "No pans"}),
        ]
        self.assertFalse(order.out_of_range_policy)
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_a_combo_is_judged_as_a_whole(self):
        combo = self.env["product.combo"].create(
            {
                "name": "Pans",
                "combo_item_ids": [Command.create({"product_id": self.pan.id})],
            }
        )
        head = self._create_product(
            "Set", type="combo", is_storable=False, combo_ids=[Command.set(combo.ids)]
        )
        order = self._order(head)
        order.order_line = [
            self._sold(
                self.pan,
                combo_item_id=combo.combo_item_ids.id,
                linked_line_id=order.order_line.id,
            )
        ]
        with self.refused("must not sell it: Set.? Take"):
            order.action_confirm()
        self._assort(self.store_a, include=head)
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    # === THE CUSTOMER HAS AGREED ===#

    def test_an_order_paid_online_is_confirmed_and_somebody_looks_into_it(self):
        self.store_a.manager_id = self.selling_manager
        for policy in ("forbid", "approval"):
            with self.subTest(policy):
                self.profile.out_of_range_policy = policy
                order = self._order(self.pan).sudo()
                transaction = self._pay(order).with_user(self.seller).sudo()
                transaction._check_amount_and_confirm_order()
                self.assertEqual(order.state, "sale")
                self.assertEqual(order.activity_ids.user_id, self.selling_manager)
                self.assertIn("Store A does not carry", order.activity_ids.note)

    def test_an_order_signed_by_the_customer_is_confirmed(self):
        portal = new_test_user(
            self.env, "retail_portal", "base.group_portal", partner_id=self.customer.id
        )
        for user in (portal, self.seller):
            with self.subTest(user.login):
                order = self._order(self.pan, user_id=self.seller.id)
                order.with_user(user).sudo()._validate_order()
                self.assertEqual(order.state, "sale")
                self.assertEqual(order.activity_ids.user_id, self.seller)

    def test_who_may_not_see_the_order_is_not_asked(self):
        stranger = new_test_user(
            self.env,
            "retail_stranger",
            SELLER_GROUP,
            company_id=self.other_company.id,
            company_ids=[Command.set(self.other_company.ids)],
        )
        for manager in (stranger, self.cashier):
            with self.subTest(manager.login):
                self.store_a.manager_id = manager
                order = self._order(self.pan, user_id=self.seller.id)
                order.sudo()._validate_order()
                self.assertEqual(order.activity_ids.user_id, self.seller)

    def test_nobody_to_ask_is_no_reason_to_refuse(self):
        order = self._order(self.pan).sudo()
        order.user_id = order.team_id = False
        order._validate_order()
        self.assertEqual(order.state, "sale")
        self.assertFalse(order.activity_ids)
        self.assertIn("must not sell it: Pan", self._messages(order))

    # === WHAT THE FORM SHOWS ===#

    def test_the_form_warns_while_lines_and_store_change(self):
        with Form(self.env["sale.order"].with_user(self.seller)) as form:
            form.partner_id = self.customer
            form.warehouse_id = self.store_a
            with form.order_line.new() as line:
                line.product_id = self.spade
            self.assertFalse(form.out_of_range_policy)
            with form.order_line.new() as line:
                line.product_id = self.pan
                self.assertEqual(line.out_of_range_policy, "forbid")
            self.assertEqual(form.out_of_range_policy, "forbid")
            self.assertRegex(form.out_of_range_warning, "carry this: Pan.*choose a")
            form.warehouse_id = self.store_b
            self.assertFalse(form.out_of_range_policy)
            self.assertFalse(form.out_of_range_warning)
            form.warehouse_id = self.store_a
        order = form.record
        self.assertEqual(
            order.order_line.mapped("out_of_range_policy"), [False, "forbid"]
        )

    def test_the_warning_says_what_the_policy_means(self):
        order = self._order(self.pan, self.rake)
        expected = {
            "allow": False,
            "order_only": "Store A does not carry this: Pan, Rake. It can only be",
            "approval": "Pan, Rake. A manager has to confirm",
            "forbid": "Pan, Rake. The order cannot be confirmed",
        }
        for policy, sentence in expected.items():
            with self.subTest(policy):
                self.profile.out_of_range_policy = policy
                order.invalidate_recordset()
                order.order_line.invalidate_recordset()
                self.assertIn(sentence or "False", str(order.out_of_range_warning))
                self.assertEqual(
                    order.out_of_range_policy, sentence and policy or False
                )

    def test_a_confirmed_order_warns_of_new_lines_only(self):
        self.profile.out_of_range_policy = "order_only"
        order = self._order(self.pan)
        order.action_confirm()
        self.assertFalse(order.out_of_range_warning)
        self.assertEqual(order.order_line.out_of_range_policy, "order_only")
        with Form(order) as form, form.order_line.new() as line:
            line.product_id = self.rake
            line.product_uom_qty = 1
        self.assertEqual(len(order.order_line), 2)

    def test_many_products_are_named_briefly(self):
        products = [self._create_product(f"Article {n:02}") for n in range(12)]
        order = self._order(*products)
        self.assertIn("Article 09 and 2 more.", order.out_of_range_warning)

    def test_the_catalog_finds_what_the_store_carries(self):
        order = self._order(self.pan)
        products = (
            self.env["product.product"]
            .with_user(self.seller)
            .with_context(order_id=order.id)
        )
        ours = self.spade | self.pan
        domain = [("id", "in", ours.ids), ("is_carried_by_order_store", "=", True)]
        self.assertEqual(products.search(domain), self.spade)
        self.assertTrue(products.browse(self.spade.id).is_carried_by_order_store)
        self.assertFalse(products.browse(self.pan.id).is_carried_by_order_store)
        order.warehouse_id = self.depot
        self.assertEqual(products.search(domain), ours.sorted())
        self.assertFalse(products.with_context(order_id=False).search(domain))

    # === SPEED ===#

    def _count_queries(self, size):
        """Count what the judge adds to confirming an order of `size` products."""
        counts = []
        for judged in (True, False):
            products = [self._create_product(f"Article {n}") for n in range(size)]
            order = self._order(*products).sudo()
            if judged:
                order = order.with_context(retail_range_judged=True)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            order.action_confirm()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
        return counts[1] - counts[0]

    def test_the_judge_adds_as_many_queries_for_50_lines_as_for_one(self):
        self.profile.out_of_range_policy = "order_only"
        self._count_queries(1)
        few, many = self._count_queries(1), self._count_queries(50)
        self.assertLessEqual(many, few + 2)
        self.assertLessEqual(few, 16)
