from odoo import models

from ..tools.preparation import get_state


class StockPicking(models.Model):
    """How a register shows what its store prepares. Runs with superuser rights."""

    _inherit = "stock.picking"  # pylint: disable=consider-merging-classes-inherited

    def _get_state_labels(self):
        return {
            "pending": self.env._("To accept"),
            "to_pick": self.env._("To pick"),
            "picking": self.env._("Picking"),
            "partly_picked": self.env._("Partly picked"),
            "picked": self.env._("Picked"),
            "staged": self.env._("Staged"),
        }

    def _describe_for_till(self, store, worker=""):
        """Describe deliveries for a register, a few queries for all (FU-02).

        :param store: the register's `stock.warehouse`
        :param str worker: who uses the register
        :return: list of dicts, see `find_deliveries_from_ui`
        """
        missing = self._get_missing_payments()
        moves = self._get_moves_to_prepare()
        # Read at once: below, each delivery looks at its own.
        moves.move_line_ids.mapped("location_id.display_name")
        stock = moves.product_id._get_store_availability(store)
        return [
            picking._describe_one_for_till(
                store, worker, missing.get(picking, 0.0), stock
            )
            for picking in self
        ]

    def _describe_one_for_till(self, store, worker, missing, stock):
        order, is_pickup = self.sale_id, self._is_pickup()
        wanted, picked = self._get_wanted_totals(), self._get_picked_totals()
        lines = [
            self._describe_line(line, total, picked.get(line, 0.0), store, stock)
            for line, total in wanted.items()
        ]
        state = self._get_prepare_state(lines)
        first = next(iter(wanted), self.env["sale.order.line"])
        day = min(filter(None, (one.fulfilment_date for one in wanted)), default=None)
        ready = [line.pickup_ready_date for line in wanted]
        told = is_pickup and ready and all(ready)
        return {
            "id": self.id,
            "name": self.name,
            "order_id": order.id,
            "order": order.name,
            "reference": order.customer_order_reference,
            "customer": order.partner_id.display_name,
            "collector": (is_pickup and order.collector_name) or "",
            "phone": order.partner_id.phone or "",
            "mode": "pickup" if is_pickup else "ship",
            "carrier": first.delivery_mode_id.name or "",
            "address": "" if is_pickup else self.partner_id._get_fulfilment_address(),
            "date": day and day.isoformat(),
            "slot": first._describe_slot() if first else "",
            "overdue": bool(day) and day < store._get_local_today(),
            "expedited": self.priority == "1",
            "total": order.amount_total,
            "balance": order.amount_balance,
            "state": state,
            "state_label": self._get_state_labels()[state],
            "worker": (self.picking_since and self.picking_worker) or "",
            "mine": bool(self.picking_since) and self._is_claimed_by(worker),
            "claim_obstacle": self._get_claim_obstacle(worker) or "",
            "place": self.staged_place or "",
            "told": max(ready).isoformat() if told else "",
            "obstacle": self._describe_obstacle(),
            "payment_missing": missing,
            "lines": lines,
        }

    def _get_prepare_state(self, lines):
        return get_state(
            sum(line["qty"] for line in lines),
            sum(line["picked"] for line in lines),
            is_pending=any(line["state"] == "pending" for line in lines),
            is_claimed=bool(self.picking_since),
            is_staged=bool(self.staged_since),
        )

    def _describe_line(self, line, wanted, picked, store, stock):
        """Describe a line of this delivery, quantities in the product's unit.

        :param dict stock: see `product.product._get_store_availability`
        """
        product = line.product_id
        unit = product.uom_id
        wanted, picked = unit.round(wanted), unit.round(picked)
        moves = self.move_ids.filtered(lambda move: move.sale_line_id == line)
        state = get_state(
            wanted,
            picked,
            is_pending=line.acceptance == "pending",
            is_claimed=bool(self.picking_since),
            is_staged=bool(self.staged_since),
        )
        places = moves.move_line_ids.location_id.mapped("display_name")
        figures = stock.get((product.id, store.id), {})
        return {
            "id": line.id,
            "product_id": product.id,
            "name": product.display_name,
            "barcode": product.barcode or "",
            "unit": unit.name,
            "ordered": unit.round(line._to_product_unit(line.product_uom_qty)),
            "done": unit.round(line._to_product_unit(line._get_fulfilled_qty())),
            "qty": wanted,
            "picked": picked,
            "reserved": unit.round(
                sum(
                    move.product_uom._compute_quantity(move.quantity, unit, round=False)
                    for move in moves
                    if move.state not in ("done", "cancel")
                )
            ),
            "place": ", ".join(places),
            "lots": ", ".join(moves.move_line_ids.lot_id.mapped("name")),
            "on_hand": figures.get("on_hand", 0.0),
            "reserved_here": figures.get("reserved", 0.0),
            "incoming": figures.get("incoming", 0.0),
            "open_qty": line._to_product_unit(line.fulfilment_open_qty),
            "acceptance": line.acceptance or "",
            "state": state,
            "state_label": self._get_state_labels()[state],
        }

    def _describe_obstacle(self):
        """Say why these goods are not prepared now; empty when they may be."""
        reason = self.sale_id._get_hold_obstacle()
        return reason[:1].upper() + reason[1:] + "." if reason else ""
