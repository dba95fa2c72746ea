from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools.quiet import QUIET


class SaleOrderLine(models.Model):
    """Goods that were promised in another store are picked up in this one instead.

    The customer has come to the wrong store (PU-01). Runs with superuser rights.
    """

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_pickups_elsewhere(self, store):
        """Return the lines that wait to be picked up, in any store but this."""
        return self.filtered(
            lambda line: line.state == "sale"
            and line.fulfilment == "pickup"
            and line.fulfilment_store_id != store
            and line.fulfilment_open_qty
        )

    def _get_move_obstacles(self, store):
        """Say why goods that wait elsewhere cannot be picked up in a store.

        Goods of which several lines need more than is free are for the first of them.

        :return: {line: the end of a sentence, or False when they can}
        """
        free = {}
        for (product_id, _store_id), figures in self.product_id._get_store_availability(
            store
        ).items():
            free[product_id] = figures["free"]
        obstacles = {}
        for line in self:
            obstacles[line] = line._get_move_obstacle(store, free[line.product_id.id])
            if not obstacles[line]:
                free[line.product_id.id] -= line._to_product_unit(
                    line.fulfilment_open_qty
                )
        return obstacles

    def _get_move_obstacle(self, store, free):
        """Say why this line cannot be picked up in a store.

        :param float free: what the store has of it, in the product's unit
        """
        self.ensure_one()
        if not store.pickup_enabled:
            return self.env._("%(store)s hands out no orders", store=store.name)
        moves = self.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        )
        if any(move._is_under_way() for move in moves):
            return self.env._(
                "it was picked, or ordered for it, in %(store)s already",
                store=self.fulfilment_store_id.name,
            )
        wanted = self._to_product_unit(self.fulfilment_open_qty)
        unit = self.product_id.uom_id
        if self.product_id.is_storable and unit.compare(free, wanted) < 0:
            return self.env._(
                "%(free)s of %(wanted)s are free in %(store)s",
                free=f"{max(free, 0.0):g}",
                wanted=f"{wanted:g}",
                store=store.name,
            )
        return False

    def _move_pickup_here(self, store):
        """Promise these lines in a store today, and reserve their goods there.

        Their prices and deposits stay; what was reserved for them elsewhere is free.
        Call it with the order locked.

        :raise UserError: a line cannot be moved, or another register was quicker
        """
        # Two registers may want the last piece. Core reserves it for both: it leaves
        # stock that is locked alone, and notes the reservation beside it.
        lock_records(store)
        for line, obstacle in self._get_move_obstacles(store).items():
            line._refuse_move(store, obstacle)
        self.order_id.order_line._promise_price()
        # The customer stands here: no slot is booked, and the store itself has judged.
        lines = self.with_context(retail_delivery_judged=True, **QUIET)
        lines.write(
            {
                "fulfilment_store_id": store.id,
                "fulfilment_date": store._get_local_today(),
                "fulfilment_slot_start": False,
                "fulfilment_slot_end": False,
                "pickup_unclaimed": False,
            }
        )
        for line in lines.filtered(lambda line: not line.delivery_mode_id):
            line.delivery_mode_id = line.allowed_delivery_mode_ids[:1]
        lines._reserve_here(store)

    def _reserve_here(self, store):
        """Reserve goods at once: they are handed out now, or they are not moved."""
        moves = self.move_ids.filtered(
            lambda move: move.state in ("confirmed", "partially_available")
        )
        moves._action_assign()
        for line in self.filtered(lambda line: line.product_id.is_storable):
            ready = line._get_ready_qty(store)
            wanted = line._to_product_unit(line.fulfilment_open_qty)
            if line.product_id.uom_id.compare(ready, wanted) < 0:
                line._refuse_move(
                    store, self.env._("its goods are promised to somebody else")
                )

    def _refuse_move(self, store, obstacle):
        self.ensure_one()
        if obstacle:
            raise UserError(
                self.env._(
                    "“%(product)s” cannot be picked up in %(store)s: %(reason)s. "
                    "Nothing was changed.",
                    product=self.product_id.display_name,
                    store=store.name,
                    reason=obstacle,
                )
            )
