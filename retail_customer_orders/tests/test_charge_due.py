from odoo import fields
from odoo.tests import tagged

from .delivery import DeliveryCommon


@tagged("post_install", "-at_install")
class TestChargeDue(DeliveryCommon):
    """When charges are paid, and what of them is given back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.van = cls.create_mode("Van", price=49)
        cls.curbside = cls.create_mode("Curbside", "pickup", price=15)
        cls.gift = cls.create_charge_code("GIFT")

    def deliver(self, order, *lines):
        for line in lines:
            move = line.sudo().move_ids
            move.picking_id.action_assign()
            move.picked = True
            move.picking_id._action_done()

    # === INVOICES ===#

    def test_charge_is_invoiced_with_the_first_of_its_goods(self):
        order = self.back_office_order(
            [
                (self.goods_a, 1, {}),
                (self.goods_b, 1, {"fulfilment_partner_id": self.cabin.id}),
            ]
        )
        order.action_confirm()
        order = order.sudo()
        first, second = order.order_line[:2]
        self.assertEqual(order.invoice_status, "no")
        self.assertEqual(set(self.charges_of(order).mapped("qty_to_invoice")), {0})
        self.deliver(order, second)
        self.assertEqual(first.charge_ids.qty_to_invoice, 0)
        self.assertEqual(second.charge_ids.qty_to_invoice, 1)
        invoice = order._create_invoices()
        self.assertEqual(
            invoice.invoice_line_ids.sale_line_ids, second | second.charge_ids
        )
        self.deliver(order, first)
        invoice = order._create_invoices()
        self.assertEqual(
            invoice.invoice_line_ids.sale_line_ids, first | first.charge_ids
        )
        self.assertEqual(order.amount_open, 0)

    def test_real_cost_of_the_carrier_is_not_added(self):
        """The charge was promised: what the carrier asks for later is not added."""
        self.van.invoice_policy = "real"
        order = self.back_office_order([(self.goods_a, 1, {})])
        order.action_confirm()
        order = order.sudo()
        picking = order.picking_ids
        picking.picking_type_id.print_label = True
        picking.move_ids.picked = True
        picking.button_validate()
        self.assertEqual(picking.carrier_price, 49)
        self.assertEqual(order.amount_total, 149)

    def test_charge_for_no_goods_is_due_at_once(self):
        order = self.back_office_order([(self.goods_a, 1, {"fulfilment": "pickup"})])
        order.action_confirm()
        fee = self.create_charge_code("FEE", kind="cancellation")
        charge = order.sudo()._add_charge(fee, 20)
        self.assertEqual(charge.qty_to_invoice, 1)
        self.assertEqual(order.sudo().invoice_status, "to invoice")

    # === TICKETS ===#

    def order_with_a_charge(self):
        lines = [self.later(self.goods_a, 2), self.later(self.goods_b)]
        return self.assertTaken(lines, deposit=31.5, charges=[self.charge(15, lines)])

    def test_charge_is_on_the_first_pickup_s_ticket(self):
        """With its share of the deposit; the second pickup has none."""
        order = self.order_with_a_charge()
        charge = self.charges_of(order)
        self.assertEqual(order.amount_total, 315)
        self.assertEqual(charge.deposit_held, 1.5)
        line = self.line(order, self.goods_a)
        found = self.till().read_order_from_ui(self.register_b.id, order.id)
        self.assertEqual(found["due_here"], 283.5)
        prepared = self.till().prepare_pickup_from_ui(
            self.register_b.id, order.id, {str(line.id): 1}
        )
        self.assertEqual((prepared["deposit"], prepared["balance"]), (11.5, 103.5))
        ticket = self.pick_up(order, {line: 1})
        self.assertEqual(ticket.lines.customer_order_line_id, line | charge)
        self.assertEqual(charge.qty_invoiced, 1)
        self.assertEqual(order.customer_order_state, "partial")
        self.pick_up(order, {line: 1, self.line(order, self.goods_b): 1})
        self.assertEqual(order.customer_order_state, "done")
        self.assertEqual((order.deposit_held, order.amount_balance), (0, 0))
        self.close_session(self.register_b)
        self.close_session(self.register_a)
        self.assertBooksMatch(order)

    def test_pickup_without_its_charge_is_refused(self):
        order = self.order_with_a_charge()
        line = self.line(order, self.goods_b)
        ticket = self.build_pickup_ticket(order, {line: 1})
        payload = ticket["pickup_payload"]
        charge = next(
            one
            for one in payload["lines"]
            if one["order_line_id"] == self.charges_of(order).id
        )
        payload["lines"].remove(charge)
        ticket["lines"] = [
            command
            for command in ticket["lines"]
            if command[2]["uuid"] != charge["uuid"]
        ]
        with self.assertRefusal("is due with these goods"):
            self.sync_ticket(ticket)

    def test_charge_alone_is_not_picked_up(self):
        order = self.order_with_a_charge()
        with self.assertRefusal("is not due with these goods"):
            self.till().prepare_pickup_from_ui(
                self.register_b.id, order.id, {str(self.charges_of(order).id): 1}
            )

    # === WHAT IS GIVEN BACK ===#

    def test_ch_09_flags_of_the_code_and_the_company(self):
        order = self.order_with_a_charge()
        charge = self.charges_of(order)
        line = self.line(order, self.goods_b)
        self.assertEqual(line._get_refundable_charge(1), {})
        self.pick_up(order, {line: 1})
        # Shipping charges only where the company gives them back.
        self.assertEqual(line._get_refundable_charge(1), {})
        self.company.retail_refund_shipping_charges = True
        self.assertEqual(line._get_refundable_charge(1), {charge: 5})
        self.shipping_code.refundable = False
        self.assertEqual(line._get_refundable_charge(1), {})

    def test_ch_11_by_returned_quantity(self):
        """25 on 5, 3 come back: 15."""
        order = self.back_office_order([(self.goods_a, 5, {"fulfilment": "pickup"})])
        line = order.order_line[:1]
        self.charges_of(order)._change_charge(0, self.reason)
        gift = order._add_charge(self.gift, 25, charged_line_ids=line)
        order.action_confirm()
        self.pick_up(order.sudo(), {line.sudo(): 5})
        line = line.sudo()
        self.assertEqual(line._get_refundable_charge(3), {gift: 15})
        self.assertEqual(line._get_refundable_charge(2, 3), {gift: 10})
        self.assertEqual(line._get_refundable_charge(1, 5), {})

    def test_ch_12_maximum_without_approval(self):
        """Counted over all credit notes; what is over needs an approval."""
        self.company.retail_refund_shipping_limit = 60
        order = self.back_office_order([(self.goods_a, 1, {})])
        order.action_confirm()
        order = order.sudo()
        self.deliver(order, order.order_line[0])
        invoice = order._create_invoices()
        invoice.action_post()
        self.assertEqual(order._get_shipping_refund_left(), 60)
        credit = invoice._reverse_moves([{"invoice_date": invoice.invoice_date}])
        self.assertEqual(order._get_shipping_refund_left(), 60)
        credit.action_post()
        self.assertEqual(order._get_shipping_refund_left(), 11)
        self.company.retail_refund_shipping_limit = 40
        self.assertEqual(order._get_shipping_refund_left(), 0)

    def test_ch_12_maximum_is_converted_at_the_rate_of_today(self):
        """What the company gives back now counts, not the day of the order."""
        self.company.retail_refund_shipping_limit = 60
        other = self.env["res.currency"].create({"name": "XRT", "symbol": "x"})
        for days, rate in ((9, 3), (1, 2)):
            self.env["res.currency.rate"].create(
                {
                    "currency_id": other.id,
                    "company_id": self.company.id,
                    "name": fields.Date.subtract(fields.Date.today(), days=days),
                    "rate": rate,
                }
            )
        order = self.back_office_order([(self.goods_a, 1, {})]).sudo()
        order.date_order = fields.Datetime.subtract(order.date_order, days=5)
        order.currency_id = other
        self.assertEqual(order._get_shipping_refund_left(), 120)
