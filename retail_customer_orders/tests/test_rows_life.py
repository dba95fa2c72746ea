from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .cancel_ticket import CancelTicketMixin
from .delivery import DeliveryCommon


@tagged("post_install", "-at_install")
class TestRowsLife(CancelTicketMixin, DeliveryCommon):
    """Rows of quotes, changes, cancellations and charges (QT, ED, CN, CH)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_session(cls.register_a)
        cls.cancel_code = cls.company.retail_cancellation_charge_code_id
        cls.cancel_reason = cls.env.ref("retail_base.reason_code_cancellation_customer")

    def look_at(self, order, register=None):
        register = register or self.register_a
        return self.till().read_order_from_ui(register.id, order.id)

    def quote_payload(self):
        return self.order_payload([self.later(self.goods_a)], deposit=0, type="quote")

    # === QUOTES ===#

    def test_qt_03_quote_made_off_line(self):
        """The ticket comes later, twice, and without a word to anybody: one quote with
        the number that the customer has on paper, nothing reserved or taken."""
        ticket = self.build_order_ticket(
            self.register_a, [], payload=self.quote_payload()
        )
        earlier = fields.Datetime.now() - timedelta(days=2)
        ticket["date_order"] = fields.Datetime.to_string(earlier)
        ticket["customer_order_payload"]["lines"][0]["date"] = str(earlier.date())
        first = self.sync_ticket(ticket, silent=True)
        again = self.sync_ticket(ticket, silent=True)
        self.assertEqual(first, again)
        quote = first.customer_order_id
        self.assertEqual(quote.customer_order_state, "quote")
        self.assertEqual(len(first.order_request_ids), 1)
        self.assertEqual(
            quote.customer_order_reference, first.order_request_ids.reference
        )
        self.assertFalse(quote.picking_ids)
        self.assertEqual(quote.deposit_held, 0)
        self.assertFalse(
            self.env["retail.review"].search([("pos_order_id", "=", first.id)])
        )
        self.assertEqual(self.look_at(quote, self.register_a)["state"], "Quote")

    def test_qt_04_default_order_type(self):
        """The register learns the company's choice; the payload says what was made."""
        session = self.register_a.current_session_id.with_user(self.cashier)
        for default in ("quote", "customer_order"):
            self.company.retail_default_order_type = default
            (company,) = session.load_data([])["res.company"]
            self.assertEqual(company["retail_default_order_type"], default)
        self.company.retail_default_order_type = "quote"
        order = self.make_order([self.later(self.goods_a)])
        self.assertEqual(order.state, "sale", "The cashier chose another type.")
        ticket = self.take_order([], payload=self.quote_payload())
        self.assertEqual(ticket.customer_order_id.state, "draft")

    # === CHANGES ===#

    def test_ed_03_plain_sales_orders_are_not_changed_at_a_register(self):
        """Neither shown, handed out nor cancelled either, and it says where instead."""
        plain = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "warehouse_id": self.store_a.id,
                "order_line": [Command.create({"product_id": self.goods_a.id})],
            }
        )
        plain.action_confirm()
        found = self.till().find_orders_from_ui(
            self.register_a.id, {"term": plain.name}
        )
        self.assertEqual(found["total"], 0)
        line = str(plain.order_line.id)
        for name, *arguments in (
            ("read_order_from_ui",),
            ("edit_order_from_ui", {"collector": "Ola"}, "x"),
            ("prepare_pickup_from_ui", {line: 1}),
            ("prepare_cancel_from_ui",),
        ):
            with self.assertRefusal("plain sales order: .* in the back office"):
                getattr(self.till(), name)(self.register_a.id, plain.id, *arguments)
        self.assertEqual(plain.order_line.product_uom_qty, 1)

    def test_ed_03_customer_orders_of_the_back_office_are(self):
        """Made by a user of Retail without any register."""
        order = self.back_office_order([(self.goods_a, 1, {"fulfilment": "pickup"})])
        order.action_confirm()
        self.assertEqual(order.origin_store_id, self.store_a)
        self.assertFalse(order.order_request_ids)
        detail = self.look_at(order)
        self.assertEqual(detail["actions"]["edit"], {"enabled": True, "why": ""})
        change = {"lines": [{"id": order.order_line.id, "qty": 3}]}
        self.till().edit_order_from_ui(
            self.register_a.id, order.id, change, detail["version"]
        )
        self.assertEqual(order.order_line.product_uom_qty, 3)

    # === RECALL ===#

    def test_rc_05_detail_and_what_can_be_done_with_it(self):
        order = self.make_order(
            [
                self.later(self.goods_a, 2),
                self.later(self.goods_b, fulfilment="ship", store=self.store_a),
            ],
            deposit=30,
        )
        elsewhere, here = self.look_at(order), self.look_at(order, self.register_b)
        shown = {line["name"]: line for line in here["lines"]}
        pickup, ship = (
            shown[product.display_name] for product in (self.goods_a, self.goods_b)
        )
        self.assertEqual((pickup["fulfilment"], ship["fulfilment"]), ("pickup", "ship"))
        self.assertEqual((pickup["store"], pickup["qty"]), (self.store_b.name, 2))
        self.assertEqual((pickup["qty_done"], pickup["total"]), (0, 200))
        self.assertEqual((here["total"], here["deposit_held"]), (300, 30))

        def enabled(detail):
            return {name for name, one in detail["actions"].items() if one["enabled"]}

        # Picked up only where it lies; the rest at any register.
        self.assertEqual(enabled(here) - enabled(elsewhere), {"pickup"})
        self.assertIn("picked up here", elsewhere["actions"]["pickup"]["why"])
        self.assertTrue({"edit", "cancel", "payment"} <= enabled(here))
        for name, action in here["actions"].items():
            self.assertTrue(action["enabled"] or "why" in action, name)
        order._cancel_in_back_office(order._get_cancellable())
        self.assertFalse({"edit", "cancel", "pickup"} & enabled(self.look_at(order)))

    def test_rc_06_guests_are_found_by_reference_and_shown_to_cashiers(self):
        """Decision: no setting. Whoever may look orders up at a register reads the
        contacts of its company there anyway; nobody else may look."""
        guest = self.env["res.partner"].create(
            {"name": "Guest", "email": "guest@example.com", "phone": "99887766"}
        )
        order = self.make_order([self.later(self.goods_a)], partner=guest)
        self.assertFalse(guest.user_ids)
        found = self.till().find_orders_from_ui(
            self.register_a.id, {"term": order.customer_order_reference}
        )["orders"]
        self.assertEqual([row["id"] for row in found], order.ids)
        self.assertEqual(
            (found[0]["customer"], found[0]["phone"]), ("Guest", "99887766")
        )
        self.assertTrue(guest.with_user(self.cashier).has_access("read"))
        outsider = self.create_user("outsider", "base.group_user")
        with self.assertRaises(AccessError):
            self.till().with_user(outsider).find_orders_from_ui(
                self.register_a.id, {"term": order.customer_order_reference}
            )

    # === CANCELLATIONS ===#

    def test_cn_03_a_code_of_its_own(self):
        """The charge of a cancellation is not taxed as shipping is."""
        taxes = self.env["account.tax"].create(
            [
                {"name": f"{amount} %", "amount": amount, "company_id": self.company.id}
                for amount in (25, 0)
            ]
        )
        taxes.price_include_override = "tax_included"
        self.create_mode("Van", price=50, charge_code_id=self.shipping_code.id)
        self.shipping_code.product_id.taxes_id = taxes[0]
        self.cancel_code.product_id.taxes_id = taxes[1]
        self.assertNotEqual(self.cancel_code, self.shipping_code)
        order = self.back_office_order([(self.goods_a, 1, {})])
        order.action_confirm()
        ticket = self.cancel(order)
        shipping = order.order_line._get_charges("shipping")
        charge = order.order_line._get_charges("cancellation")
        self.assertEqual(shipping.charge_code_id, self.shipping_code)
        self.assertEqual(charge.charge_code_id, self.cancel_code)
        self.assertEqual((shipping.tax_ids, charge.tax_ids), (taxes[0], taxes[1]))
        line = ticket.lines.filtered(lambda one: one.customer_order_line_id == charge)
        self.assertEqual(line.tax_ids_after_fiscal_position, taxes[1])
        with self.assertRefusal("no charge code of the kind “Cancellation”"):
            self.company.retail_cancellation_charge_code_id = self.shipping_code

    def test_cn_06_abort_leaves_the_order_untouched(self):
        """Looked at, begun, parked and thrown away: as if nobody had asked."""
        order = self.make_order([self.later(self.goods_a, 2)], deposit=50)
        before = self.look_at(order)
        ticket = self.build_cancel_ticket(order)
        self.assertEqual(self.look_at(order), before)
        parked = self.sync_ticket({**ticket, "state": "draft", "payment_ids": []})
        self.assertEqual(parked.state, "draft")
        parked.with_user(self.cashier).action_pos_order_cancel()
        self.assertEqual(parked.state, "cancel")
        order.invalidate_recordset()
        self.assertEqual(self.look_at(order), before)
        self.assertEqual((order.state, order.deposit_held), ("sale", 50))
        self.assertFalse(order.cancellation_ids)
        self.assertEqual(order.picking_ids.state, "assigned")

    # === CHARGES ===#

    def test_ch_01_computed_and_never_asked_for(self):
        """Decision: advanced mode only. What shipping costs is computed, nobody is
        prompted; by hand there is any number more, of the order or of a line."""
        self.create_mode("Van", price=49)
        gift = self.create_charge_code("GIFT", price=2)
        order = self.back_office_order(
            [(self.goods_a, 2, {}), (self.goods_b, 1, {"fulfilment": "pickup"})]
        )
        order.action_confirm()
        charges = order.order_line._get_charges("shipping")
        self.assertEqual(charges.mapped("price_unit"), [49])
        for _number in range(2):
            order._add_charge(gift, 2)
        self.assertEqual(len(order.order_line.filtered("charge_code_id")), 3)
        self.assertEqual(order.amount_total, 300 + 49 + 4)
