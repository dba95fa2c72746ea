from odoo.tests import tagged

from odoo.addons.retail_customer_orders.tests.common import CustomerOrderCommon

from .common import ReturnBuilders
from .refund import RefundBuilders


@tagged("post_install", "-at_install")
class TestCharge(RefundBuilders, ReturnBuilders, CustomerOrderCommon):
    """What of its order's charges a return gives back (CH-09 to CH-12, W-09)."""

    def setUp(self):
        super().setUp()
        self.set_up_returns()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})
        self.keeper = self.create_user("keeper", "retail_base.group_retail_user")

    def charge_code(self, kind="other", **values):
        product = self.env["product.product"].create(
            {"name": "Charge", "type": "service", "taxes_id": []}
        )
        return self.env["retail.charge.code"].create(
            {
                "name": "Charge",
                "code": f"C{product.id}",
                "kind": kind,
                "product_id": product.id,
                "company_id": self.company.id,
                **values,
            }
        )

    def sell_charged(self, code, amount=25, qty=5):
        """Order and collect goods with a charge; return the goods' ticket line."""
        order = self.make_order([self.later(self.goods_a, qty)])
        line = order.order_line
        order._add_charge(code, amount, charged_line_ids=[(6, 0, line.ids)])
        ticket = self.pick_up(order, {line: qty})
        return ticket.lines.filtered(lambda one: one.product_id == self.goods_a)

    def request(self, sold, qty):
        return (
            self.env["retail.return"]
            .with_user(self.keeper)
            .create(
                {
                    "store_id": self.store_a.id,
                    "partner_id": self.customer.id,
                    "line_ids": [
                        (
                            0,
                            0,
                            {
                                "sold_line_id": sold.id,
                                "product_id": sold.product_id.id,
                                "qty": qty,
                                "reason_id": self.reason.id,
                            },
                        )
                    ],
                }
            )
        )

    def give_back(self, sold, qty):
        document = self.request(sold, qty)
        document.action_receive()
        document.action_refund()
        return document

    def test_w_09_ch_11_charge_by_quantity_and_no_more(self):
        sold = self.sell_charged(self.charge_code())
        first = self.give_back(sold, 3)
        self.assertEqual(first.charge_ids.amount, 15)
        self.assertEqual(first.amount_total, 315)
        self.assertEqual(first.sudo().credit_note_ids.amount_total, 315)
        second = self.give_back(sold, 2)
        self.assertEqual(second.charge_ids.amount, 10)
        with self.assert_refused("only 0 of 5"):
            self.give_back(sold, 1)

    def test_ch_09_charges_that_are_kept_are_not_given_back(self):
        sold = self.sell_charged(self.charge_code(refundable=False))
        document = self.give_back(sold, 5)
        self.assertFalse(document.charge_ids)
        self.assertEqual(document.sudo().credit_note_ids.amount_total, 500)
        charge = sold.order_id.lines.filtered("customer_order_line_id.charge_code_id")
        with self.assert_refused("charge is not given back"):
            self.take_back(self.register_a, [(charge, 1)])

    def test_w_09_at_tills_of_two_stores(self):
        sold = self.sell_charged(self.charge_code())
        first = self.refund(self.register_a, [(sold, 3)])
        self.assertEqual(first.amount_total, -315)
        document = self.get_return(first)
        self.assertEqual((document.charge_ids.amount, document.amount_total), (15, 315))
        second = self.refund(self.register_b, [(sold, 2)])
        self.assertEqual(second.amount_total, -210)
        self.assertEqual(self.get_return(second).charge_ids.amount, 10)
        with self.assert_refused("only 0 of 5"):
            self.take_back(self.register_b, [(sold, 1)])

    def test_w_09_at_a_till_and_in_the_back_office(self):
        sold = self.sell_charged(self.charge_code())
        self.assertEqual(self.give_back(sold, 3).charge_ids.amount, 15)
        refund = self.refund(self.register_b, [(sold, 2)])
        self.assertEqual(refund.amount_total, -210)

    def test_ch_10_charge_of_the_order_by_the_share_of_the_goods(self):
        order = self.make_order([self.later(self.goods_a, 1), self.later(self.goods_b)])
        lines = order.order_line
        order._add_charge(self.charge_code(), 30, charged_line_ids=[(6, 0, lines.ids)])
        ticket = self.pick_up(order, dict.fromkeys(lines, 1))
        prices = {line.product_id: line.price_total for line in lines}
        sold = ticket.lines.filtered(lambda one: one.product_id == self.goods_a)
        share = 30 * prices[self.goods_a] / sum(prices.values())
        refund = self.refund(self.register_a, [(sold, 1)])
        self.assertAlmostEqual(
            -refund.amount_total, prices[self.goods_a] + share, delta=0.011
        )

    def test_ch_11_charge_is_neither_left_out_nor_raised(self):
        sold = self.sell_charged(self.charge_code())
        with self.assert_refused("15.00 of the charge .* not .*0.00"):
            self.take_back(self.register_a, [(sold, 3)])
        ticket = self.build_refund(self.register_a, [(sold, 3)])
        ticket["lines"][1][2].update(price_unit=25, price_subtotal=-25)
        ticket["lines"][1][2]["price_subtotal_incl"] = -25
        ticket.update(amount_total=-325, amount_paid=-325)
        ticket["payment_ids"][0][2]["amount"] = -325
        with self.assert_refused("15.00 of the charge .* not .*25.00"):
            self.sync_ticket(ticket)
        ticket = self.build_refund(self.register_a, [(sold, 3)])
        ticket["lines"][1][2]["product_id"] = self.goods_b.id
        with self.assert_refused("not what the sale says"):
            self.sync_ticket(ticket)

    def test_ch_09_charge_comes_back_with_its_goods_only(self):
        sold = self.sell_charged(self.charge_code())
        charge = sold.order_id.lines.filtered("customer_order_line_id.charge_code_id")
        with self.assert_refused("with its goods"):
            self.take_back(self.register_a, [(charge, 1)])

    def test_ch_09_refund_of_the_whole_ticket_in_the_back_office(self):
        sold = self.sell_charged(self.charge_code())
        refund = self.refund_in_back_office(sold.order_id)
        charge = refund.lines.filtered("return_charge_line_id")
        self.assertEqual(charge.price_subtotal_incl, -25)
        self.assertEqual(self.get_return(refund).amount_total, 525)

    def test_ch_12_much_shipping_at_a_till_needs_a_manager(self):
        self.company.write(
            {
                "retail_refund_shipping_charges": True,
                "retail_refund_shipping_limit": 20,
            }
        )
        sold = self.sell_charged(self.charge_code("shipping"))
        self.refund(self.register_a, [(sold, 3)])
        prepared = self.prepare_refund(self.register_b, [(sold, 2)])
        self.assertEqual(prepared["needs"][0]["kind"], "return_shipping")
        ticket = self.build_refund(self.register_b, [(sold, 2)])
        with self.assert_refused("shipping of .*5.00.* can be without approval"):
            self.sync_ticket(ticket)
        self.approve(self.register_b, "return_shipping", ticket["uuid"], 10)
        self.assertEqual(self.sync_ticket(ticket).amount_total, -210)

    def test_ch_12_much_shipping_needs_a_manager_all_returns_together(self):
        self.company.write(
            {
                "retail_refund_shipping_charges": True,
                "retail_refund_shipping_limit": 20,
            }
        )
        sold = self.sell_charged(self.charge_code("shipping"))
        self.assertEqual(self.give_back(sold, 3).charge_ids.amount, 15)
        document = self.request(sold, 2)
        with self.assert_refused("shipping of .*5.00.* can be without approval"):
            document.action_receive()
        document.with_user(self.manager).action_approve()
        document.action_receive()
        self.assertEqual(document.charge_ids.amount, 10)

    def test_ch_12_shipping_that_the_company_keeps(self):
        self.company.retail_refund_shipping_charges = False
        sold = self.sell_charged(self.charge_code("shipping"))
        self.assertFalse(self.give_back(sold, 5).charge_ids)

    def test_dp_09_order_shows_what_was_really_given_back(self):
        sold = self.sell_charged(self.charge_code())
        order = sold.customer_order_line_id.order_id
        self.request(sold, 1)
        rejected = self.request(sold, 1)
        rejected.with_user(self.manager).action_reject("Worn")
        document = self.request(sold, 3)
        document.action_receive()
        self.assertEqual(order._get_return_amount(), 0)
        document.sudo().line_ids.fee_amount = 20
        document.sudo().state = "refunded"
        self.assertEqual(order._get_return_amount(), 295)
        self.assertEqual(document.amount_total, 295)
