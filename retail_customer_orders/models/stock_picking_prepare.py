from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

NO_PLACE = {"staged_place": False, "staged_since": False}


class StockPicking(models.Model):
    """What a store prepares is picked, packed, and put at a place (FU-06).

    Runs with superuser rights for registers, which have asked what their user may.
    """

    _inherit = "stock.picking"  # pylint: disable=consider-merging-classes-inherited

    _to_prepare_idx = models.Index(
        "(picking_type_id, priority DESC, scheduled_date) "
        "WHERE fulfilment_key IS NOT NULL "
        "AND state IN ('waiting', 'confirmed', 'assigned')"
    )

    staged_place = fields.Char(
        readonly=True,
        copy=False,
        help="Where the packed goods wait: a shelf, a box, a label.",
    )
    staged_since = fields.Datetime(readonly=True, copy=False)

    # === WHAT IS THERE ===#

    def _get_moves_to_prepare(self):
        """Return the open moves of what these deliveries prepare.

        Not what the store has rejected, nor what nobody claimed.
        """
        return self.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
            and move.sale_line_id
            and move.sale_line_id.acceptance != "rejected"
            and not move.sale_line_id.pickup_unclaimed
        )

    def _get_picked_totals(self):
        """Return {`sale.order.line`: what of it is picked, in the product's unit}."""
        totals = defaultdict(float)
        for move in self._get_moves_to_prepare():
            totals[move.sale_line_id] += move.product_uom._compute_quantity(
                move._get_picked_qty(), move.product_id.uom_id, round=False
            )
        return totals

    def _get_wanted_totals(self):
        """Return {`sale.order.line`: what is wanted of it, in the product's unit}."""
        totals = defaultdict(float)
        for move in self._get_moves_to_prepare():
            totals[move.sale_line_id] += move.product_qty
        return totals

    # === JUDGING ===#

    def _lock_to_prepare(self, store):
        """Lock these deliveries and their orders, and see that they wait in a store.

        :raise UserError: one of them does not, and why
        """
        lock_records(self.sale_id)
        for picking in lock_records(self):
            picking._ensure_is_open(store)
            obstacle = picking.sale_id._get_hold_obstacle()
            if obstacle:
                raise UserError(
                    self.env._(
                        "%(order)s is not prepared now: %(reason)s.",
                        order=picking.sale_id.name,
                        reason=obstacle,
                    )
                )
        return self

    def _ensure_is_open(self, store):
        order, place = self.sale_id.name, self.picking_type_id.warehouse_id
        if place != store:
            raise UserError(
                self.env._(
                    "%(order)s is prepared in %(store)s, not here.",
                    order=order,
                    store=place.name,
                )
            )
        if self.state == "cancel":
            raise UserError(
                self.env._(
                    "%s was cancelled meanwhile. Put the goods back on the shelf.",
                    order,
                )
            )
        if self.state == "done":
            raise UserError(
                self.env._(
                    "These goods of %s have left already. What is left of the order is "
                    "in the list.",
                    order,
                )
            )

    def _ensure_totals(self, totals):
        """See that so much of these lines can be picked or shipped.

        :param dict totals: {`sale.order.line`: quantity in the product's unit}
        """
        wanted = self._get_wanted_totals()
        self._ensure_accepted(self.env["sale.order.line"].union(*totals))
        for line, total in totals.items():
            product = line.product_id
            if product.uom_id.compare(total, wanted.get(line, 0.0)) > 0:
                raise UserError(
                    self.env._(
                        "Only %(wanted)s of “%(product)s” are to be prepared for "
                        "%(order)s.",
                        wanted=f"{wanted.get(line, 0.0):g}",
                        product=product.display_name,
                        order=self.sale_id.name,
                    )
                )

    # === STEPS ===#

    def _pick(self, totals):
        """Let so much of these lines be picked, no less and no more (FU-06).

        :param dict totals: {`sale.order.line`: quantity in the product's unit}
        """
        self.ensure_one()
        self._ensure_totals(totals)
        before = self._get_picked_totals()
        for move, quantity in self._spread(totals).items():
            move._pick(quantity)
        if self._get_picked_totals() != before:
            # What was added has to be put to the rest.
            self.staged_since = False
        self._forget_place()

    def _spread(self, totals):
        """Spread quantities of lines over the moves of this delivery.

        :param dict totals: {`sale.order.line`: quantity in the product's unit}
        :return: {`stock.move`: quantity in its unit}, zero included
        """
        spread, left = {}, dict(totals)
        for move in self._get_moves_to_prepare().sorted("id"):
            line, unit = move.sale_line_id, move.product_id.uom_id
            if line in left:
                part = min(left[line], move.product_qty)
                spread[move] = unit._compute_quantity(part, move.product_uom)
                left[line] -= part
        return spread

    def _forget_place(self):
        """Nothing waits any more at the place of a delivery of which none is picked."""
        for picking in self.filtered("staged_place"):
            if not any(move.picked for move in picking.move_ids):
                picking.write(NO_PLACE)

    def _stage(self, place):
        """Say where the picked goods wait; the next one may go on with them.

        :param str place: as people call it, or the barcode of a location of the store
        :raise UserError: nothing is picked, or no place was said
        """
        self.ensure_one()
        if not place:
            raise UserError(self.env._("Scan or type the place of the goods."))
        if not any(self._get_picked_totals().values()):
            raise UserError(
                self.env._("Nothing of %s is picked yet.", self.sale_id.name)
            )
        location = self.env["stock.location"].search(
            [
                ("barcode", "=", place),
                ("warehouse_id", "=", self.picking_type_id.warehouse_id.id),
            ],
            limit=1,
        )
        place = location.name or place
        if place != self.staged_place:
            self._message_log(body=self.env._("Staged: %s", place))
        since = self.staged_since or fields.Datetime.now()
        self.write({"staged_place": place, "staged_since": since})
        self._release_claim()

    def _tell_ready(self):
        """Tell the customer that all of this pickup waits in the store; once.

        :return: a sentence for whoever told it
        :raise UserError: it is no pickup, not all picked, or must not be handed out
        """
        self.ensure_one()
        order = self.sale_id
        if not self._is_pickup():
            raise UserError(self.env._("This is shipped: nobody comes for it."))
        picked, wanted = self._get_picked_totals(), self._get_wanted_totals()
        for line, total in wanted.items():
            product = line.product_id
            if product.uom_id.compare(picked.get(line, 0.0), total) < 0:
                raise UserError(
                    self.env._(
                        "“%(product)s” is not all picked: %(picked)s of %(wanted)s.",
                        product=product.display_name,
                        picked=f"{picked.get(line, 0.0):g}",
                        wanted=f"{total:g}",
                    )
                )
        obstacle = order._get_hand_over_obstacle()
        if obstacle:
            raise UserError(
                self.env._(
                    "The customer is not called yet: %(reason)s.", reason=obstacle
                )
            )
        lines = self.env["sale.order.line"].union(*wanted)
        if all(lines.mapped("pickup_ready_date")):
            return self.env._("The customer was told already.")
        order._mark_ready(lines)
        email = self.company_id.retail_pickup_ready_mail and order.partner_id.email
        if email:
            return self.env._("%s is told by mail.", order.partner_id.display_name)
        return self.env._(
            "No mail is sent. Call %(customer)s: %(phone)s",
            customer=order.partner_id.display_name,
            phone=order.partner_id.phone or self.env._("no phone number"),
        )
