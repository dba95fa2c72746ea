from uuid import uuid4

from .hand_out import HandOutCommon


class UndoCommon(HandOutCommon):
    """Pickups, and the tickets that undo them."""

    def build_undo(self, ticket, register=None, **payload):
        """Build the ticket that undoes a pickup, as the till does."""
        register = register or self.register_b
        prepared = self.till().undo_pickup_from_ui(register.id, ticket.uuid)
        lines, sent = [], []
        for line in prepared["lines"]:
            uuid = str(uuid4())
            product = self.env["product.product"].browse(line["product_id"])
            goods = {
                "uuid": uuid,
                "price_unit": line["price_unit"],
                "discount": line["discount"],
                "tax_ids": self.env["account.tax"].browse(line["tax_ids"]),
            }
            lines.append((product, line["qty"], goods))
            sent.append(
                {
                    "uuid": uuid,
                    "order_line_id": line["order_line_id"],
                    "qty": line["qty"],
                }
            )
        lines += self.part_use(prepared)
        undo = self.build_ticket(
            register,
            lines,
            partner=self.env["res.partner"].browse(prepared["partner_id"]),
            pickup_payload={
                "uuid": str(uuid4()),
                "order_id": prepared["order_id"],
                "undo_pickup_of": prepared["undo_pickup_of"],
                "deposit": prepared["deposit"],
                "lines": sent,
                **payload,
            },
        )
        self.round_as_prepared(undo, prepared)
        return undo

    def undo(self, ticket, silent=False, **values):
        return self.sync_ticket(self.build_undo(ticket, **values), silent=silent)

    def get_state(self, order):
        """Return all that a pickup changes of an order."""
        order.invalidate_recordset()
        order.order_line.invalidate_recordset()
        return {
            "state": order.customer_order_state,
            "invoice_status": order.invoice_status,
            "amounts": (
                order.amount_balance,
                order.amount_open,
                order.deposit_received,
                order.deposit_applied,
                order.deposit_held,
            ),
            "lines": [
                (
                    line.qty_delivered,
                    line.qty_invoiced,
                    line.fulfilment_open_qty,
                    line.deposit_held,
                    line.untaxed_amount_invoiced,
                    line.amount_invoiced,
                    line.amount_to_invoice,
                    line._get_ready_qty(line.fulfilment_store_id),
                )
                for line in order.order_line
            ],
            "stock": [
                (line.product_id, self.on_hand(line.product_id, self.store_b))
                for line in order.order_line
            ],
        }
