"""Goods of the walk's orders come back, by a register or in the back office."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant

CENT = 0.005
DONE = ("received", "refunded")


class Returns:
    """What people bring back, and what stays true of it; mixed into a walk."""

    def get_returns(self):
        lines = self.env["retail.return.line"]
        return lines.search([("order_line_id.order_id", "in", self.orders.ids)])

    def get_sold_goods(self):
        """Return what came to the customer by a ticket, or was shipped and invoiced."""
        shipped = self.orders.order_line.filtered(
            lambda line: line.fulfilment == "ship" and line._get_invoice_items()
        )
        return [*self.get_sold_lines(), *shipped]

    def bring_back(self, data):
        """Goods that were picked up come back in any store."""
        sold = self.choose(data, self.get_sold_lines())
        register = self.choose(data, self.test.registers)
        quantity = data.draw(st.integers(1, int(sold.qty)))
        with self.allowed("can come back", "only "):
            self.test.take_back(register, [(sold, quantity)])

    def send_back(self, data):
        """Goods that were collected or shipped come back in the back office."""
        sold = self.choose(data, self.get_sold_goods())
        register = self.choose(data, self.test.registers)
        is_ticket = sold._name == "pos.order.line"
        line = {
            "sold_line_id" if is_ticket else "order_line_id": sold.id,
            "product_id": sold.product_id.id,
            "qty": data.draw(st.integers(1, 3)),
            "reason_id": self.test.reason.id,
        }
        is_paid_out = data.draw(st.booleans())
        with self.allowed("can still be", "cannot be returned"):
            record = (
                self.env["retail.return"]
                .with_user(self.test.manager)
                .create(
                    {
                        "store_id": register.store_id.id,
                        "partner_id": sold.order_id.partner_id.id,
                        "line_ids": [(0, 0, line)],
                    }
                )
            )
            if record.approval_note:
                record.action_approve()
            record.action_receive()
            if is_paid_out:
                record.action_refund()

    @invariant()
    def no_more_comes_back_than_was_sold(self):
        """By all roads together; what is counted is what the documents say."""
        for line in self.orders.order_line.filtered("fulfilment"):
            back = self.get_returns().filtered(
                lambda one, line=line: one.order_line_id == line
                and one.return_id.state in DONE
            )
            self.test.assertLessEqual(
                sum(back.mapped("qty")), self.get_left(line) + CENT
            )

    @invariant()
    def money_is_given_back_once(self):
        """Each return that is settled gave back what it says, and no other one did."""
        for record in self.get_returns().return_id:
            notes = record.sudo().credit_note_ids
            given = sum(notes.mapped("amount_total"))
            if record.pos_order_id:
                given = -record.pos_order_id.amount_total
            owed = record.amount_total if record.state == "refunded" else 0
            self.test.assertAlmostEqual(given, owed, msg=record.name)
