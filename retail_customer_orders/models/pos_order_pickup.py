from odoo import api, models

from ..tools.payload import take_code


class PosOrder(models.Model):
    """The collector's code in a ticket: it is judged, and stored nowhere."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def sync_from_ui(self, orders):
        """Override of `point_of_sale` to take collectors' codes out of the tickets.

        Before core logs them. The judge finds the code in the context, by the ticket's
        uuid; the call may run again, so the caller's tickets stay as they are.
        """
        codes, stripped = {}, []
        for order in orders:
            payload, code = take_code(order.get("pickup_payload"))
            if code:
                codes[order.get("uuid")] = code
                order = {**order, "pickup_payload": payload}
            stripped.append(order)
        tickets = self.with_context(retail_pickup_codes=codes) if codes else self
        return super(PosOrder, tickets).sync_from_ui(stripped)

    def _get_pickup_code(self):
        """Return the code that came with this ticket, if any."""
        self.ensure_one()
        return (self.env.context.get("retail_pickup_codes") or {}).get(self.uuid)

    @api.model
    def _without_server_fields(self, vals):
        """Override to store no code, on whatever road a ticket comes."""
        vals = super()._without_server_fields(vals)
        payload = vals.get("pickup_payload")
        if isinstance(payload, dict) and "code" in payload:
            return {**vals, "pickup_payload": take_code(payload)[0]}
        return vals
