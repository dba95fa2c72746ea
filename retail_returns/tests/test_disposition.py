from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import RetailReturnsCommon
from .order import OrderBuilders


@tagged("post_install", "-at_install")
class TestDisposition(OrderBuilders, RetailReturnsCommon):
    """What becomes of returned goods: reason x store x category (RT-14)."""

    def setUp(self):
        super().setUp()
        self.set_up_orders()
        self.env = self.env(context={**self.env.context, "generate_pdf": False})
        self.waiting = self.add_location("Returns")
        self.quarantine = self.add_location("Quarantine")
        self.store_b.write(
            {
                "return_location_id": self.waiting.id,
                "quarantine_location_id": self.quarantine.id,
            }
        )

    def add_location(self, name):
        return self.env["stock.location"].create(
            {
                "name": name,
                "usage": "internal",
                "location_id": self.store_b.view_location_id.id,
            }
        )

    def add_rule(self, disposition, **values):
        return (
            self.env["retail.disposition.rule"]
            .with_user(self.manager)
            .create(
                {
                    "disposition": disposition,
                    "company_id": self.company_data["company"].id,
                    **values,
                }
            )
        )

    def take(self, sold, reason=None):
        refund = self.take_back(
            self.register_b, [(sold, 1)], reason=reason, note="Scratched"
        )
        return refund.picking_ids.move_ids, self.get_return(refund).line_ids

    def test_rt_14_reason_says_where_goods_go(self):
        self.add_rule("quarantine", reason_ids=[(6, 0, self.reason_with_note.ids)])
        self.add_rule("shelf")
        sold = self.sell_one(qty=2)
        move, line = self.take(sold, self.reason_with_note)
        self.assertEqual(move.location_dest_id, self.quarantine)
        self.assertEqual(line.disposition, "quarantine")
        move, line = self.take(sold)
        self.assertEqual(move.location_dest_id, self.store_b.lot_stock_id)
        self.assertEqual((move.state, line.disposition), ("done", "shelf"))

    def test_rt_14_category_and_store_say_as_well(self):
        lamps = self.env["product.category"].create({"name": "Lamps"})
        self.product.categ_id = lamps
        self.add_rule("shelf", store_ids=[(6, 0, self.store_a.ids)])
        self.add_rule("scrap", categ_ids=[(6, 0, lamps.ids)])
        move, line = self.take(self.sell_one())
        self.assertEqual(line.disposition, "scrap")
        self.assertEqual(move.location_dest_id.usage, "inventory")
        other = self.create_product("Red Lamp")
        move, line = self.take(self.sell_one(product=other))
        self.assertEqual(
            (line.disposition, move.location_dest_id), (False, self.waiting)
        )

    def test_one_ticket_to_two_locations(self):
        self.add_rule("quarantine", reason_ids=[(6, 0, self.reason_with_note.ids)])
        other = self.create_product("Red Lamp")
        ticket = self.sell(self.register_a, [(self.product, 1), (other, 1)])
        refund = self.build_return(
            self.register_b, [(line, 1) for line in ticket.lines]
        )
        first = refund["return_payload"]["lines"][0]
        first.update(reason_id=self.reason_with_note.id, note="Scratched")
        moves = self.sync_ticket(refund).picking_ids.move_ids
        found = {move.product_id: move.location_dest_id for move in moves}
        self.assertEqual(found, {self.product: self.quarantine, other: self.waiting})

    def test_goods_that_belong_elsewhere_are_sent_on(self):
        self.add_rule("home")
        move, line = self.take(self.sell_one(register=self.register_a))
        self.assertEqual(move.location_dest_id, self.waiting)
        self.assertEqual(line.destination_store_id, self.store_a)
        keeper = self.create_user("keeper", "retail_base.group_retail_user")
        action = line.with_user(keeper).action_transfer()
        transfer = self.env["stock.picking"].search(action["domain"])
        self.assertEqual(transfer, line.transfer_id)
        self.assertEqual(
            (transfer.move_ids.location_id, transfer.location_dest_id, transfer.state),
            (self.waiting, self.store_a.lot_stock_id, "assigned"),
        )
        with self.assert_refused("waits here for another store"):
            line.with_user(keeper).action_transfer()

    def test_rt_14_blocked_goods_wait_apart_and_get_a_label(self):
        self.add_rule("shelf", block_stock=True, print_label=True)
        move, line = self.take(self.sell_one())
        self.assertEqual(move.location_dest_id, self.quarantine)
        self.assertTrue(line.is_blocked and line.needs_label)
        document = self.ask_return(self.make_sold_order(1))
        with self.assert_refused("Receive the goods first"):
            document.action_print_labels()
        document.action_receive()
        moves = document.sudo().picking_ids.move_ids
        self.assertEqual(moves.location_dest_id, self.quarantine)
        self.assertTrue(document.has_label_to_print)
        action = document.action_print_labels()
        self.assertEqual(
            action["report_name"], "retail_returns.retail_return_label_template"
        )
        document.invalidate_recordset()
        self.assertFalse(document.has_label_to_print)
        self.assertTrue(document.line_ids.label_printed_at)
        content, _kind = (
            self.env["ir.actions.report"]
            .with_user(self.clerk)
            ._render_qweb_html(action["report_name"], document.line_ids.ids)
        )
        for text in ("Blue Lamp", document.name, "Not for Sale", self.reason.name):
            self.assertIn(text, content.decode())

    def test_goods_that_are_home_stay(self):
        self.add_rule("home")
        _move, line = self.take(self.sell_one(register=self.register_b))
        self.assertEqual(line.disposition, "shelf")
        self.assertFalse(line.destination_store_id)

    def test_back_office_follows_the_same_rules(self):
        self.add_rule("transfer", destination_store_id=self.store_a.id)
        line = self.make_sold_order(1)
        document = self.ask_return(line)
        document.action_receive()
        self.assertEqual(document.line_ids.destination_store_id, self.store_a)
        moves = document.sudo().picking_ids.move_ids
        self.assertEqual(moves.location_dest_id, self.waiting)

    def test_destination_is_for_another_store_only(self):
        for values in ({"disposition": "transfer"}, {"disposition": "shelf"}):
            store = self.store_a if values["disposition"] == "shelf" else None
            with self.assertRaises(ValidationError):
                self.add_rule(
                    values["disposition"],
                    destination_store_id=store and store.id,
                )
