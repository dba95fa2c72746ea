from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .delivery import DeliveryCommon


@tagged("post_install", "-at_install")
class TestCharge(DeliveryCommon):
    """What orders are charged beside their goods, in the back office."""

    def test_ch_04_each_delivery_of_a_mixed_order_is_charged(self):
        """Modes, stores, addresses and days of one order: all are charged."""
        van = self.create_mode("Van", price=49)
        post = self.create_mode("Post", price=20)
        free = self.create_mode("Counter", "pickup")
        order = self.back_office_order(
            [
                (self.goods_a, 1, {"delivery_mode_id": van.id}),
                (self.goods_b, 1, {"delivery_mode_id": van.id}),
                (self.goods_c, 1, {"delivery_mode_id": post.id}),
                (
                    self.goods_a,
                    1,
                    {
                        "delivery_mode_id": van.id,
                        "fulfilment_partner_id": self.cabin.id,
                    },
                ),
                (
                    self.goods_b,
                    1,
                    {
                        "delivery_mode_id": van.id,
                        "fulfilment_store_id": self.store_a.id,
                    },
                ),
                (self.goods_c, 1, {"fulfilment": "pickup"}),
            ]
        )
        charges = self.charges_of(order)
        self.assertEqual(sorted(charges.mapped("price_unit")), [20, 49, 49, 49])
        self.assertEqual(charges.charge_code_id, self.shipping_code)
        goods = order.order_line - charges
        self.assertEqual(charges.charged_line_ids, goods[:5])
        self.assertEqual(charges[0].charged_line_ids, goods[:2])
        self.assertIn("Van · Storgata 1", charges[0].name)
        self.assertEqual(goods[5].delivery_mode_id, free)
        self.assertEqual(order.amount_total, 100 + 100 + 50 + 100 + 100 + 50 + 167)

    def test_rates_of_the_carrier(self):
        """Free over an amount, rules by weight, margins: all are core's."""
        van = self.create_mode("Van", price=49, free_over=True, amount=250)
        order = self.back_office_order([(self.goods_a, 2, {})])
        self.assertEqual(self.charges_of(order).price_unit, 49)
        order.order_line = [
            Command.update(order.order_line[0].id, {"product_uom_qty": 3})
        ]
        self.assertFalse(self.charges_of(order))
        van.write(
            {
                "delivery_type": "base_on_rule",
                "margin": 0.1,
                "price_rule_ids": [
                    Command.create(
                        {
                            "variable": "weight",
                            "operator": "<=",
                            "max_value": 10,
                            "list_base_price": 10,
                            "list_price": 5,
                            "variable_factor": "weight",
                        }
                    )
                ],
            }
        )
        self.goods_a.weight = 2
        order.action_recalculate_charges()
        self.assertAlmostEqual(self.charges_of(order).price_unit, (10 + 5 * 6) * 1.1)
        with self.assertRefusal("“Van” does not take these goods: Not available"):
            order.order_line = [
                Command.update(order.order_line[0].id, {"product_uom_qty": 6})
            ]
        van.write({"delivery_type": "fixed", "max_weight": 5})
        with self.assertRefusal("“Van” does not take these goods to Kari Customer"):
            order.action_recalculate_charges()

    def test_charge_code_of_the_mode(self):
        own = self.create_charge_code("VAN", kind="shipping")
        self.create_mode("Van", price=49, charge_code_id=own.id)
        order = self.back_office_order([(self.goods_a, 1, {})])
        self.assertEqual(self.charges_of(order).charge_code_id, own)
        self.company.retail_shipping_charge_code_id = False
        post = self.create_mode("Post", price=20)
        with self.assertRefusal("There is no charge code"):
            self.back_office_order([(self.goods_a, 1, {"delivery_mode_id": post.id})])

    def test_quote_follows_its_lines(self):
        van = self.create_mode("Van", price=49)
        self.create_mode("Counter", "pickup")
        order = self.back_office_order([(self.goods_a, 1, {}), (self.goods_b, 1, {})])
        goods = order.order_line[:2]
        charge = self.charges_of(order)
        order.order_line = [
            Command.update(goods[1].id, {"fulfilment_partner_id": self.cabin.id})
        ]
        self.assertEqual(sum(self.charges_of(order).mapped("price_unit")), 98)
        self.assertEqual(charge.charged_line_ids, goods[0])
        order.order_line = [Command.delete(goods[1].id)]
        self.assertEqual(self.charges_of(order), charge)
        order.order_line = [Command.update(goods[0].id, {"fulfilment": "pickup"})]
        self.assertFalse(self.charges_of(order))
        copy = self.back_office_order([(self.goods_a, 1, {})]).copy()
        self.assertEqual(self.charges_of(copy).charged_line_ids, copy.order_line[0])
        self.assertEqual(copy.order_line[0].delivery_mode_id, van)

    def test_confirmed_order_keeps_its_charges(self):
        """What the customer agreed to holds until somebody recalculates."""
        van = self.create_mode("Van", price=49)
        order = self.back_office_order([(self.goods_a, 1, {})])
        order.action_confirm()
        van.fixed_price = 59
        order.order_line[0].product_uom_qty = 2
        self.assertEqual(self.charges_of(order).price_unit, 49)
        order.action_recalculate_charges()
        self.assertEqual(self.charges_of(order).price_unit, 59)
        van.fixed_price = 0
        order.action_recalculate_charges()
        self.assertEqual(self.charges_of(order).price_unit, 0)

    def test_ch_06_added_by_hand(self):
        """A code and an amount, for lines or the whole order; the total is shown."""
        gift = self.create_charge_code("GIFT", price=2)
        order = self.back_office_order([(self.goods_a, 2, {}), (self.goods_b, 1, {})])
        action = order.action_add_charge()
        wizards = self.env[action["res_model"]].with_user(self.user)
        form = Form(wizards.with_context(**action["context"]))
        form.charge_code_id = gift
        self.assertEqual(
            (form.amount, form.amount_total, form.new_total), (2, 300, 302)
        )
        form.amount = 3.5
        form.line_ids.add(order.order_line[0])
        self.assertEqual(form.new_total, 303.5)
        form.save().action_confirm()
        charge = self.charges_of(order)
        self.assertEqual(charge.charged_line_ids, order.order_line[0])
        self.assertEqual((charge.price_total, charge.charge_source), (3.5, False))
        self.assertEqual(order.amount_total, 303.5)
        form = Form(wizards.with_context(**action["context"]))
        form.charge_code_id = gift
        form.save().action_confirm()
        self.assertEqual(
            self.charges_of(order)[1].charged_line_ids, order.order_line[:2]
        )
        with self.assertRefusal("cannot be negative"):
            order._add_charge(gift, -1)
        order.action_recalculate_charges()
        self.assertEqual(self.charges_of(order).mapped("price_unit"), [3.5, 2])
        order.order_line = [Command.delete(charge.id)]
        self.assertEqual(order.amount_total, 302)

    def test_prices_of_the_pricelist_leave_charges_alone(self):
        gift = self.create_charge_code("GIFT", price=25)
        order = self.back_office_order([(self.goods_a, 1, {})])
        charge = order._add_charge(gift, 0)
        self.goods_a.list_price = 120
        order.action_update_prices()
        self.assertEqual(order.amount_total, 120)
        charge.product_uom_qty = 2
        self.assertEqual(order.amount_total, 120)

    def test_ch_07_changed_charge_stays_until_recalculated(self):
        van = self.create_mode("Van", price=49)
        order = self.back_office_order([(self.goods_a, 1, {})])
        charge = self.charges_of(order)
        charge._change_charge(10, self.reason)
        self.assertEqual(charge.charge_source, "changed")
        van.fixed_price = 59
        order.order_line = [
            Command.update(order.order_line[0].id, {"product_uom_qty": 2})
        ]
        self.assertEqual(charge.price_unit, 10)
        order.action_confirm()
        self.assertEqual(charge.price_unit, 10)
        order.action_recalculate_charges()
        self.assertEqual((charge.price_unit, charge.charge_source), (59, "rate"))
        changes = self.env["retail.charge.change"].search([("order_id", "=", order.id)])
        self.assertEqual(changes.mapped("new_amount"), [59, 10])

    def test_ch_08_change_asks_for_a_reason_and_is_kept(self):
        self.create_mode("Van", price=49)
        order = self.back_office_order([(self.goods_a, 1, {})])
        charge = self.charges_of(order)
        for values in ({"price_unit": 1}, {"discount": 50}, {"charge_code_id": False}):
            with self.assertRefusal("“Change Charge”"):
                charge.with_context(retail_charge_judged=True).write(values)
        with self.assertRefusal("Choose the reason"):
            charge._change_charge(10)
        other = self.env.ref("retail_base.reason_code_hold_payment")
        with self.assertRefusal("Choose the reason"):
            charge._change_charge(10, other)
        self.reason.note_required = True
        with self.assertRefusal("needs a note"):
            charge._change_charge(10, self.reason, " ")
        action = charge.action_change_details()
        wizards = self.env[action["res_model"]].with_user(self.user)
        form = Form(wizards.with_context(**action["context"]))
        self.assertEqual((form.old_amount, form.amount), (49, 49))
        form.amount = 10
        self.assertEqual((form.amount_total, form.new_total), (149, 110))
        form.reason_id = self.reason
        form.note = "Late"
        form.save().action_confirm()
        change = self.env["retail.charge.change"].with_user(self.user).search([])
        self.assertEqual((change.old_amount, change.new_amount), (49, 10))
        self.assertEqual((change.user_id, change.reason_id), (self.user, self.reason))
        self.assertEqual((change.note, change.difference), ("Late", -39))
        self.assertEqual(change.store_id, self.store_a)
        self.assertEqual(order.amount_total, 110)
        with self.assertRaises(AccessError):
            change.new_amount = 49
        with self.assertRaises(AccessError):
            change.unlink()
        with self.assertRaises(UserError):
            change.sudo().unlink()

    def test_ch_08_no_reasons_none_asked(self):
        self.env["retail.reason.code"].search(
            [("kind", "=", "charge_override")]
        ).active = False
        self.create_mode("Van", price=49)
        order = self.back_office_order([(self.goods_a, 1, {})])
        self.charges_of(order)._change_charge(0)
        self.assertEqual(order.amount_total, 100)

    def test_ch_08_quantity_is_kept_too(self):
        self.create_mode("Van", price=49)
        order = self.back_office_order([(self.goods_a, 1, {})])
        order.action_confirm()
        self.charges_of(order).product_uom_qty = 0
        change = self.env["retail.charge.change"].search([("order_id", "=", order.id)])
        self.assertEqual((change.old_amount, change.new_amount), (49, 0))

    def test_ch_08_only_charges_of_open_orders(self):
        self.create_mode("Van", price=49)
        order = self.back_office_order([(self.goods_a, 1, {})])
        charge = self.charges_of(order)
        with self.assertRefusal("Only the charges of an open order"):
            order.order_line[0]._change_charge(1, self.reason)
        with self.assertRefusal("cannot be negative"):
            charge._change_charge(-1, self.reason)
        order.action_confirm()
        order.action_lock()
        for action in (
            lambda: charge._change_charge(1, self.reason),
            order.action_add_charge,
            order.action_recalculate_charges,
        ):
            with self.assertRefusal("order"):
                action()
        stranger = self.create_user("stranger_to_orders", "base.group_user")
        with self.assertRaises(AccessError):
            charge.with_user(stranger)._change_charge(1, self.reason)

    def test_views_open(self):
        for model, views in (
            ("retail.charge.change", ("list", "form", "pivot", "search")),
            ("retail.slot.template", ("list", "form", "search")),
            ("delivery.carrier", ("list", "form", "search")),
            ("sale.order.add.charge", ("form",)),
            ("sale.order.change.charge", ("form",)),
            ("sale.order.change.mode", ("form",)),
            ("sale.order.choose.slot", ("form",)),
        ):
            for view in views:
                self.env[model].with_user(self.user).get_view(view_type=view)
