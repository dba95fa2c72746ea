from odoo import api, models
from odoo.exceptions import UserError

from ..tools.payload_prepare import parse_ids, parse_totals, read_text
from ..tools.read import PayloadError, is_uuid

MANAGER = "retail_base.group_retail_manager"


class RetailOrderRequest(models.Model):
    """What people at a register do with what their store prepares.

    Each call names deliveries of the register's store, locks them with their orders,
    judges, and writes with superuser rights. The same call again changes nothing.
    All answer {"ok", "message", "order_ids", "deliveries": what is still to be prepared
    of these orders, see `find_deliveries_from_ui`}; where only a manager's approval is
    missing: {"ok": False, "message", "approval": {"kind", "description"}}.

    "values" of all calls: "worker": who uses the register; "approval": the uuid that
    a manager approved.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _open_deliveries(self, config_id, ids):
        """Return the register and its deliveries, locked."""
        config = self.env["pos.config"]._browse_from_ui(config_id)
        try:
            ids = parse_ids(ids)
        except PayloadError as error:
            raise UserError(
                self.env._("Choose between 1 and 50 deliveries.")
            ) from error
        deliveries = self._browse_deliveries(config, ids)
        return config, deliveries._lock_to_prepare(config.store_id)

    @api.model
    def _ask_to_take_over(self, deliveries, values):
        """See that nobody else picks these deliveries, or that a manager agreed.

        :return: the answer that asks for the approval, or False
        """
        worker = read_text(values, "worker")
        uuid = read_text(values, "approval")
        if self.env.user.has_group(MANAGER):
            return False
        for picking in deliveries:
            obstacle = picking._get_claim_obstacle(worker)
            if not obstacle:
                continue
            if len(deliveries) > 1:
                raise UserError(obstacle)
            description = self.env._(
                "Take over %(order)s from %(worker)s",
                order=picking.sale_id.name,
                worker=picking.picking_worker or picking.user_id.name,
            )
            if not is_uuid(uuid):
                approval = {"kind": "picking_takeover", "description": description}
                return {"ok": False, "message": obstacle, "approval": approval}
            # A call that is sent again has the delivery already and needs none.
            self.env["retail.approval"]._use(
                "picking_takeover", uuid, record=picking, act=description
            )
        return False

    @api.model
    def _ensure_nobody_else(self, deliveries, values):
        for picking in deliveries:
            obstacle = picking._get_claim_obstacle(read_text(values, "worker"))
            if obstacle:
                raise UserError(obstacle)

    @api.model
    def claim_deliveries_from_ui(self, config_id, ids, values):
        """Take deliveries, of one order or of several, to pick them (FU-05).

        :param int config_id: the register
        :param list ids: the `stock.picking`
        :param dict values: see the class
        :raise UserError: one of them is not to be picked here now, and why
        """
        config, deliveries = self._open_deliveries(config_id, ids)
        answer = self._ask_to_take_over(deliveries, values)
        if answer:
            return answer
        worker = read_text(values, "worker")
        deliveries._claim(worker)
        return self._answer_deliveries(config, deliveries.sale_id, worker)

    @api.model
    def release_deliveries_from_ui(self, config_id, ids, values):
        """Let others pick deliveries that one has taken (FU-05).

        :raise UserError: they are not to be picked here now, and why
        """
        config, deliveries = self._open_deliveries(config_id, ids)
        answer = self._ask_to_take_over(deliveries, values)
        if answer:
            return answer
        deliveries._release_claim()
        return self._answer_deliveries(
            config, deliveries.sale_id, read_text(values, "worker")
        )

    @api.model
    def pick_delivery_from_ui(self, config_id, delivery_id, totals, values):
        """Say how much of a delivery is picked in all (FU-06).

        :param int config_id: the register
        :param int delivery_id: the `stock.picking`
        :param dict totals: {order line id: quantity in the product's unit}; lines that
            are not named stay as they are, 0 brings goods back to the shelf
        :param dict values: see the class
        :raise UserError: it is more than was ordered, somebody else picks, or nothing
            may be picked now
        """
        config, delivery = self._open_deliveries(config_id, [delivery_id])
        worker = read_text(values, "worker")
        self._ensure_nobody_else(delivery, values)
        before = delivery._get_picked_totals()
        delivery._pick(self._read_totals(delivery, totals))
        if delivery._get_picked_totals() != before:
            delivery._claim(worker)
        return self._answer_deliveries(config, delivery.sale_id, worker)

    @api.model
    def _read_totals(self, delivery, totals):
        try:
            wanted = parse_totals(totals)
        except PayloadError as error:
            raise UserError(self.env._("Enter quantities of 0 or more.")) from error
        lines = delivery._get_moves_to_prepare().sale_line_id
        lines = lines.filtered(lambda line: line.id in wanted)
        if len(lines) != len(wanted):
            raise UserError(
                self.env._("The order was changed meanwhile. Refresh the list.")
            )
        return {line: line.product_id.uom_id.round(wanted[line.id]) for line in lines}

    @api.model
    def stage_delivery_from_ui(self, config_id, delivery_id, place, values):
        """Say where the packed goods of a delivery wait; others may go on with it.

        :param str place: as people call it, or a scanned label
        :raise UserError: nothing is picked, or somebody else picks
        """
        config, delivery = self._open_deliveries(config_id, [delivery_id])
        self._ensure_nobody_else(delivery, values)
        delivery._stage(read_text({"place": place}, "place"))
        return self._answer_deliveries(
            config, delivery.sale_id, read_text(values, "worker")
        )

    @api.model
    def tell_ready_from_ui(self, config_id, delivery_id, values):
        """Tell the customer to come for a pickup, once.

        :raise UserError: not all of it is picked, or it must not be handed out yet
        """
        config, delivery = self._open_deliveries(config_id, [delivery_id])
        message = delivery._tell_ready()
        return self._answer_deliveries(
            config, delivery.sale_id, read_text(values, "worker"), message
        )

    @api.model
    def ship_delivery_from_ui(self, config_id, delivery_id, totals, values):
        """Hand goods of a delivery to the carrier (FU-09).

        :param dict totals: {order line id: quantity in the product's unit}
        :param dict values: see the class, and "tracking": the number of the parcel
        :raise UserError: they must not leave, and why
        """
        config, delivery = self._open_deliveries(config_id, [delivery_id])
        self._ensure_nobody_else(delivery, values)
        orders = delivery.sale_id
        totals = self._read_totals(delivery, totals)
        delivery._ship(totals, read_text(values, "tracking"))
        return self._answer_deliveries(config, orders, read_text(values, "worker"))
