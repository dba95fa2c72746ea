from odoo import models
from odoo.exceptions import UserError

# A dialog shows no more; others are scanned.
MOST_LOTS = 200


class SaleOrderLine(models.Model):
    """Lots and serial numbers that a register hands out (PU-02).

    Runs with superuser rights: a cashier sees no lots.
    """

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_lot_moves(self, store):
        """Return the moves that hand out this line by its lots, none without lots."""
        self.ensure_one()
        if self.product_id.tracking == "none":
            return self.env["stock.move"]
        return self._get_store_moves(store).filtered(
            "picking_type_id.use_existing_lots"
        )

    def _get_store_lots(self, store):
        """Return what each lot has in a store for this line, in the product's unit.

        Kept for this line, or free. What is kept for other orders stays theirs.

        :return: {`stock.lot`: quantity}
        """
        moves = self._get_lot_moves(store)
        groups = self.env["stock.quant"]._read_group(
            [
                ("product_id", "=", self.product_id.id),
                ("location_id", "child_of", moves.location_id.ids),
                ("lot_id", "!=", False),
                ("quantity", ">", 0),
            ],
            ["lot_id"],
            ["quantity:sum", "reserved_quantity:sum"],
            order="lot_id",
        )
        own = self._get_kept_lots(store)
        unit = self.product_id.uom_id
        lots = {
            lot: unit.round(quantity - reserved + own.get(lot, 0.0))
            for lot, quantity, reserved in groups
        }
        return {lot: free for lot, free in lots.items() if unit.compare(free, 0) > 0}

    def _get_kept_lots(self, store):
        """Return {`stock.lot`: what of it a store keeps for this line}."""
        kept = {}
        for item in self._get_lot_moves(store).move_line_ids:
            kept[item.lot_id] = kept.get(item.lot_id, 0.0) + item.quantity_product_uom
        return kept

    def _propose_lots(self, quantity, store):
        """Propose lots to hand out: those that are kept for this line.

        :param float quantity: in the product's unit
        :return: {`stock.lot`: quantity}
        """
        unit, proposed, left = self.product_id.uom_id, {}, quantity
        for item in self._get_lot_moves(store).move_line_ids.filtered("lot_id"):
            part = unit.round(min(left, item.quantity_product_uom))
            if unit.compare(part, 0) > 0:
                proposed[item.lot_id] = proposed.get(item.lot_id, 0.0) + part
                left -= part
        return proposed

    def _describe_lots(self, quantity, store):
        """Describe the lots of this line to a register.

        :param float quantity: to be handed out, in the product's unit
        :return: {"tracking": "lot" or "serial", "lots": [{"id", "name", "qty":
            proposed, "free": at most}]}, nothing for what has no lots
        """
        if not self._get_lot_moves(store):
            return {}
        proposed = self._propose_lots(quantity, store)
        lots = self._get_store_lots(store)
        chosen = sorted(lots, key=lambda lot: (lot not in proposed, lot.name, lot.id))
        return {
            "tracking": self.product_id.tracking,
            "lots": [
                {
                    "id": lot.id,
                    "name": lot.name,
                    "qty": proposed.get(lot, 0.0),
                    "free": lots[lot],
                }
                for lot in chosen[:MOST_LOTS]
            ],
        }

    # === THE JUDGE ===#

    def _ensure_lots(self, ticket_line, lots, store, taken):
        """See that the lots of a ticket's line are here, its own, and as many as said.

        :param ticket_line: the `pos.order.line` that hands out
        :param dict lots: {lot id: quantity in the product's unit}
        :param dict taken: {`sale.order.line`: {`stock.lot`: quantity}} of the lines of
            the ticket that were judged before; this one's are added
        :raise UserError: what is wrong with them
        """
        unit, product = self.product_id.uom_id, self.product_id
        known = {
            lot.id: (lot, free) for lot, free in self._get_store_lots(store).items()
        }
        names = []
        for lot_id, quantity in lots.items():
            lot, free = known.get(lot_id, (None, 0.0))
            if not lot:
                raise UserError(self._explain_strange_lot(lot_id, store))
            if product.tracking == "serial":
                free = min(free, 1.0)
            free = unit.round(max(free - self._get_lot_taken(lot, store, taken), 0.0))
            if unit.compare(quantity, free) > 0 or unit.compare(quantity, 0) <= 0:
                raise UserError(
                    self.env._(
                        "Only %(free)s of %(lot)s of “%(product)s” can be handed out "
                        "here. Choose the lots again.",
                        free=f"{free:g}",
                        lot=lot.name,
                        product=product.display_name,
                    )
                )
            mine = taken.setdefault(self, {})
            mine[lot] = mine.get(lot, 0.0) + quantity
            names.append(lot.name)
        is_whole = not unit.compare(sum(lots.values()), ticket_line.qty)
        if not is_whole or sorted(names) != sorted(
            ticket_line.pack_lot_ids.mapped("lot_name")
        ):
            raise UserError(
                self.env._(
                    "The lots of “%s” are not those of the quantity handed out. Choose "
                    "them again.",
                    product.display_name,
                )
            )

    def _get_lot_taken(self, lot, store, taken):
        """Return what other lines of a ticket left this line less of a lot.

        What is kept for another line of the order was never there for this one.
        """
        total = 0.0
        for line, lots in taken.items():
            kept = 0.0 if line == self else line._get_kept_lots(store).get(lot, 0.0)
            total += max(lots.get(lot, 0.0) - kept, 0.0)
        return total

    def _explain_strange_lot(self, lot_id, store):
        lot = self.env["stock.lot"].browse(lot_id).exists()
        values = {"product": self.product_id.display_name, "store": store.name}
        if lot.product_id != self.product_id:
            return self.env._(
                "This lot or serial number is none of “%(product)s”. Choose it again.",
                **values,
            )
        return self.env._(
            "%(lot)s of “%(product)s” is not in %(store)s, or kept for another order. "
            "Choose another.",
            lot=lot.name,
            **values,
        )

    # === GOODS ===#

    def _take_lots(self, moves, lots):
        """Let moves hand out these lots instead of those that they kept.

        :param dict moves: {`stock.move`: quantity in its unit}, see `_choose_moves`
        :param dict lots: {lot id: quantity in the product's unit}
        """
        unit, left = self.product_id.uom_id, dict(lots)
        chosen = self.env["stock.move"].union(*moves)
        chosen.picked = False
        chosen._do_unreserve()
        for move, quantity in moves.items():
            needed = move.product_uom._compute_quantity(quantity, unit)
            for lot in self.env["stock.lot"].browse(left):
                part = unit.round(min(needed, left[lot.id]))
                if unit.compare(part, 0) > 0:
                    move._update_reserved_quantity(
                        part, move.location_id, lot_id=lot, strict=False
                    )
                    needed, left[lot.id] = needed - part, left[lot.id] - part
