from odoo import api, models
from odoo.exceptions import UserError

from ..tools import read
from ..tools.payload_prepare import read_text
from ..tools.read import PayloadError, is_uuid


class RetailOrderRequest(models.Model):
    """Accepting and rejecting shipments at a register (FU-03, FU-11).

    People of the store decide; for others a manager does, on their register.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _ask_to_decide(self, delivery, values, description):
        """See that the user may decide about a shipment, or that a manager agreed.

        :return: the answer that asks for the approval, or False
        """
        uuid = read_text(values, "approval")
        if self.env["sale.order.line"]._may_decide():
            return False
        if not is_uuid(uuid):
            return {
                "ok": False,
                "message": self.env._("A manager accepts or rejects shipments."),
                "approval": {
                    "kind": "shipment_decision",
                    "description": description,
                },
            }
        self.env["retail.approval"]._use(
            "shipment_decision", uuid, record=delivery, act=description
        )
        return False

    @api.model
    def accept_delivery_from_ui(self, config_id, delivery_id, values):
        """Accept all that is pending of a delivery (FU-03); see the other calls.

        :param int config_id: the register
        :param int delivery_id: the `stock.picking`
        """
        config, delivery = self._open_deliveries(config_id, [delivery_id])
        order, worker = delivery.sale_id, read_text(values, "worker")
        lines = delivery._get_moves_to_prepare().sale_line_id
        pending = lines.filtered(lambda line: line.acceptance == "pending")
        # Pressed twice, or accepted by a colleague: it is as it was wanted.
        if pending:
            answer = self._ask_to_decide(
                delivery, values, self.env._("Accept the shipment of %s", order.name)
            )
            if answer:
                return answer
            pending.action_accept()
        return self._answer_deliveries(config, order, worker)

    @api.model
    def reject_goods_from_ui(self, config_id, delivery_id, rejection, values):
        """Reject goods of a delivery, all of a line or some: another store ships them.

        :param int config_id: the register
        :param int delivery_id: the `stock.picking`
        :param dict rejection: "line_id": the order line; "quantity", and "open_qty" as
            the register showed it, both in the product's unit; "reason_id"; "note"
        :param dict values: see the other calls
        :raise UserError: it cannot be rejected, or is not what the register showed
        """
        config, delivery = self._open_deliveries(config_id, [delivery_id])
        order, worker = delivery.sale_id, read_text(values, "worker")
        rejection = rejection if isinstance(rejection, dict) else {}
        totals = {str(rejection.get("line_id")): rejection.get("quantity")}
        [(line, quantity)] = self._read_totals(delivery, totals).items()
        unit = line.product_id.uom_id
        shown = rejection.get("open_qty")
        open_qty = line._to_product_unit(line.fulfilment_open_qty)
        # A part that is rejected twice would be two parts.
        if not isinstance(shown, int | float) or unit.compare(shown, open_qty):
            raise UserError(
                self.env._("The order was changed meanwhile. Refresh the list.")
            )
        reason = self._read_reason_to_reject(rejection)
        note = read_text(rejection, "note")
        # Not after a manager was asked in vain.
        line._ensure_reason_to_reject(reason, note)
        description = self.env._(
            "Reject %(quantity)s × %(product)s of %(order)s",
            quantity=f"{quantity:g}",
            product=line.product_id.display_name,
            order=order.name,
        )
        answer = self._ask_to_decide(delivery, values, description)
        if answer:
            return answer
        line._reject(line._from_product_unit(quantity), reason, note)
        return self._answer_deliveries(config, order, worker)

    @api.model
    def _read_reason_to_reject(self, rejection):
        """Return the reason that a register names, none where it names no record."""
        reasons = self.env["retail.reason.code"].sudo()
        try:
            return reasons.browse(read.record_id(rejection.get("reason_id"))).exists()
        except PayloadError:
            return reasons
