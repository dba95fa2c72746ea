from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import CustomerOrderCommon


@tagged("post_install", "-at_install")
class TestPriceLock(CustomerOrderCommon):
    """What the customer was told stays, whatever becomes of pricelists and products."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.create_user("store_user", "retail_base.group_retail_user")
        cls.reason = cls.env.ref("retail_base.reason_code_approval_service")
        cls.goods_d = cls.create_product("Article D", list_price=70)
        cls.pricelist = cls.env["product.pricelist"].create({"name": "Prices"})

    def order_at_pricelist(self, *lines, **values):
        """Take an order whose register has a pricelist."""
        return self.make_order(lines, pricelist_id=self.pricelist.id, **values)

    def add_price(self, price, **values):
        """Sell everything at one price."""
        rule = {"applied_on": "3_global", "compute_price": "fixed", **values}
        self.pricelist.item_ids = [Command.create({"fixed_price": price, **rule})]

    def unlock(self, order, lines=None, user=None, **values):
        """Go through the wizard that unlocks prices, as the manager if not said."""
        order = order.with_user(user or self.manager)
        action = order.action_unlock_prices()
        form = Form(order.env["retail.price.unlock"].with_context(**action["context"]))
        form.reason_id = self.reason
        for name, value in values.items():
            form[name] = value
        wizard = form.save()
        if lines:
            wizard.line_ids = lines
        wizard.action_confirm()
        return wizard

    def test_ed_04_price_stays_when_the_quantity_changes(self):
        """A cheaper price above a quantity, and a dearer product, change nothing."""
        order = self.order_at_pricelist(self.later(self.goods_a, price_unit=90))
        line = order.order_line
        self.assertTrue(line.price_locked)
        self.goods_a.list_price = 140
        self.add_price(1, min_quantity=5)
        line.with_user(self.user).product_uom_qty = 6
        self.assertEqual((line.price_unit, line.discount), (90, 0))
        self.assertEqual(order.amount_total, 540)
        line.with_user(self.user).product_uom_qty = 1
        self.assertEqual(line.price_unit, 90)

    def test_ed_04_discount_stays(self):
        self.env.ref("base.group_user").sudo().implied_ids += self.env.ref(
            "sale.group_discount_per_so_line"
        )
        order = self.order_at_pricelist(self.later(self.goods_a, discount=15))
        line = order.order_line
        order.action_update_prices()
        line.with_user(self.user).product_uom_qty = 3
        self.assertEqual((line.price_unit, line.discount), (100, 15))

    def test_ed_04_price_stays_whatever_core_recomputes(self):
        order = self.order_at_pricelist(self.later(self.goods_a, price_unit=90))
        line = order.order_line
        self.add_price(140)
        order.action_update_prices()
        self.assertEqual(line.price_unit, 90)
        tax = self.env["account.tax"].create({"name": "Export", "amount": 0})
        order.fiscal_position_id = self.env["account.fiscal.position"].create(
            {"name": "Export", "tax_ids": [Command.link(tax.id)]}
        )
        order.action_update_taxes()
        self.assertEqual(line.price_unit, 90)
        with Form(order.with_user(self.user)) as form:
            with form.order_line.edit(0) as edited:
                edited.product_uom_qty = 4
                self.assertEqual(edited.price_unit, 90)
        self.assertEqual(line.price_unit, 90)

    def test_ed_04_new_line_has_the_price_of_today(self):
        """Not the price of the day of the order, which a promotion made lower."""
        order = self.order_at_pricelist(self.later(self.goods_a, price_unit=90))
        now = fields.Datetime.now()
        order.date_order = now - timedelta(days=10)
        self.add_price(
            5, date_start=now - timedelta(days=20), date_end=now - timedelta(days=5)
        )
        with Form(order.with_user(self.user)) as form:
            with form.order_line.new() as line:
                line.product_id = self.goods_d
                line.product_uom_qty = 1
        added = self.line(order, self.goods_d)
        self.assertEqual(added.price_unit, 70)
        self.assertTrue(added.price_locked)
        self.assertEqual(
            (added.fulfilment, added.fulfilment_store_id), ("pickup", self.store_b)
        )
        self.assertEqual(self.line(order, self.goods_a).price_unit, 90)

    def test_ed_05_discount_on_a_locked_line_is_refused(self):
        order = self.make_order([self.later(self.goods_a)])
        line = order.order_line.with_user(self.user)
        for vals in ({"discount": 10}, {"price_unit": 1}):
            with self.assertRefusal("Let a manager unlock the price"):
                line.write(vals)
            with self.assertRefusal("Let a manager unlock the price"):
                line.with_user(self.manager).write(vals)
            with self.assertRefusal("Let a manager unlock the price"):
                order.with_user(self.user).write(
                    {"order_line": [Command.update(line.id, vals)]}
                )
        with self.assertRefusal("Unlock Prices"):
            line.price_locked = False
        with self.assertRefusal("Let a manager unlock the price"):
            self.env["sale.order.discount"].with_user(self.user).create(
                {
                    "sale_order_id": order.id,
                    "discount_type": "sol_discount",
                    "discount_percentage": 0.1,
                }
            ).action_apply_discount()
        line.write({"discount": 0, "price_unit": 100})
        with self.assertRaises(UserError):
            line.product_id = self.goods_b
        self.assertEqual(order.amount_total, 100)

    def test_ed_05_unit_of_a_locked_line_stays(self):
        self.goods_a.uom_ids = self.env.ref("uom.product_uom_dozen")
        order = self.make_order([self.later(self.goods_a)])
        with self.assertRefusal("its unit"):
            order.order_line.product_uom_id = self.env.ref("uom.product_uom_dozen")

    def test_ed_05_only_managers_unlock(self):
        order = self.make_order([self.later(self.goods_a)])
        for action in (
            order.with_user(self.user).action_unlock_prices,
            order.order_line.with_user(self.user).action_unlock_price,
        ):
            with self.assertRefusal("manager"):
                action()
        with self.assertRaises(AccessError):
            self.env["retail.price.unlock"].with_user(self.user).create(
                {"order_id": order.id, "reason_id": self.reason.id}
            )

    def test_ed_05_unlock_one_line_and_enter_a_price(self):
        order = self.make_order([self.later(self.goods_a), self.later(self.goods_b)])
        line, other = self.line(order, self.goods_a), self.line(order, self.goods_b)
        action = line.with_user(self.manager).action_unlock_price()
        self.assertEqual(action["context"]["default_line_ids"], line.ids)
        self.unlock(order, line, method="manual")
        self.assertFalse(line.price_locked)
        self.assertTrue(other.price_locked)
        self.assertTrue(order.has_unlocked_prices)
        with Form(order.with_user(self.user)) as form:
            with form.order_line.edit(order.order_line.ids.index(line.id)) as edited:
                edited.price_unit = 80
        self.assertEqual(line.price_unit, 80)
        self.assertTrue(line.price_locked)
        self.assertFalse(order.has_unlocked_prices)
        self.assertIn("Customer service", order.message_ids[:2].mapped("body")[-1])
        with self.assertRefusal("Let a manager unlock the price"):
            line.with_user(self.user).price_unit = 70

    def test_ed_05_reason_with_a_note(self):
        order = self.make_order([self.later(self.goods_a)])
        self.reason = self.env.ref("retail_base.reason_code_approval_other")
        wizard = self.env["retail.price.unlock"].with_user(self.manager)
        with self.assertRefusal("needs a note"):
            wizard.create(
                {"order_id": order.id, "reason_id": self.reason.id}
            ).action_confirm()
        self.unlock(order, note="Agreed by phone")
        bodies = " ".join(order.message_ids.mapped("body"))
        self.assertIn("Agreed by phone", bodies)
        self.assertIn("Article A", bodies)

    def test_ed_05_handed_out_never_unlocks(self):
        order = self.make_order([self.later(self.goods_a, 3), self.later(self.goods_b)])
        line, other = self.line(order, self.goods_a), self.line(order, self.goods_b)
        self.pick_up(order, {line: 1})
        with self.assertRefusal("handed out, at least in part"):
            line.with_user(self.manager).action_unlock_price()
        with self.assertRefusal("handed out, at least in part"):
            self.unlock(order, line)
        self.goods_a.list_price = self.goods_b.list_price = 130
        self.unlock(order)
        self.assertEqual((line.price_unit, other.price_unit), (100, 130))
        self.assertTrue(line.price_locked and other.price_locked)

    def test_ed_05_invoiced_never_unlocks(self):
        order = self.make_order(
            [self.later(self.goods_a, 2, fulfilment="ship")], deposit=20
        )
        move = order.picking_ids.move_ids
        move.write({"quantity": 1, "picked": True})
        order.picking_ids._action_done()
        order._create_invoices()
        with self.assertRefusal("Nothing can be unlocked"):
            order.with_user(self.manager).action_unlock_prices()

    def test_ed_05_wizard_shows_the_money(self):
        order = self.make_order([self.later(self.goods_a, 2), self.later(self.goods_b)])
        self.goods_a.list_price, self.goods_b.list_price = 120, 130
        wizard = self.env["retail.price.unlock"].with_user(self.manager)
        form = Form(wizard.with_context(default_order_id=order.id))
        self.assertEqual(form.amount_total, 300)
        self.assertEqual(form.amount_today, 370)
        self.assertEqual(form.amount_difference, 70)
        form.line_ids.remove(id=self.line(order, self.goods_b).id)
        self.assertEqual(form.amount_today, 340)
        self.assertEqual(order.amount_total, 300)
        self.assertTrue(all(order.order_line.mapped("price_locked")))

    def test_ed_05_price_is_not_below_the_deposit(self):
        order = self.make_order([self.later(self.goods_a)], deposit=100)
        self.goods_a.list_price = 60
        with self.assertRefusal("holds a deposit of"):
            self.unlock(order)
        self.assertEqual(order.amount_total, 100)
        self.unlock(order, method="manual")
        with self.assertRefusal("holds a deposit of"):
            order.write(
                {"order_line": [Command.update(order.order_line.id, {"price_unit": 9})]}
            )

    def test_w_04_edited_after_a_promotion_ended(self):
        """W-02, then: old lines keep prices, D has today's, recalculated all do."""
        self.add_price(50)
        order = self.order_at_pricelist(
            self.later(self.goods_a, price_unit=50),
            self.later(self.goods_b, price_unit=50, fulfilment="ship"),
            carry_out=[(self.goods_c, 1)],
        )
        self.pricelist.item_ids.unlink()
        form = Form(order.with_user(self.user))
        with form.order_line.new() as line:
            line.product_id = self.goods_d
        form.save()
        prices = {line.product_id: line.price_unit for line in order.order_line}
        self.assertEqual(prices, {self.goods_a: 50, self.goods_b: 50, self.goods_d: 70})
        self.pick_up(order, {self.line(order, self.goods_a): 1})
        self.unlock(order)
        prices = {line.product_id: line.price_unit for line in order.order_line}
        self.assertEqual(
            prices, {self.goods_a: 50, self.goods_b: 100, self.goods_d: 70}
        )
        self.assertTrue(all(order.order_line.mapped("price_locked")))

    def test_charges_are_not_repriced(self):
        quote = self.env["sale.order"].create(
            {"is_customer_order": True, "partner_id": self.customer.id}
        )
        self.company._ensure_retail_charge_codes()
        charge = quote._add_charge(self.company.retail_shipping_charge_code_id, 25)
        quote.action_update_prices()
        self.assertEqual(charge.price_unit, 25)
        quote.action_confirm()
        self.assertFalse(charge.price_locked)

    def test_orders_of_sales_alone_stay_as_they_are(self):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "order_line": [Command.create({"product_id": self.goods_a.id})],
            }
        )
        order.action_confirm()
        self.assertFalse(order.order_line.price_locked)
        order.order_line.price_unit = 5
        self.assertEqual(order.amount_total, 5)
