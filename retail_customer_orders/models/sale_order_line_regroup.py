from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError


class SaleOrderLine(models.Model):
    """How goods that are to be delivered in another way change deliveries (DM-02)."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _regroup_moves(self, slot_changed=False):
        """Take the open goods of this line to the delivery of its mode and slot.

        What is reserved stays reserved. Goods that are promised elsewhere now have new
        deliveries, see `_take_back_promise`: whichever was first, they stay there.

        :param bool slot_changed: the goods must be ready at another moment
        :raise UserError: they are being packed
        """
        self.ensure_one()
        key = self._get_fulfilment_key()
        # Whoever changes an order need not work in the warehouse.
        moves = self.sudo().move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
            and move.fulfilment_key != key
        )
        if any(moves.mapped("picked")):
            raise UserError(
                self.env._(
                    "“%(product)s” of %(order)s is being packed already. Have it "
                    "unpacked first.",
                    product=self.product_id.display_name,
                    order=self.order_id.name,
                )
            )
        values = {"fulfilment_key": key}
        if slot_changed:
            deadline = self._get_fulfilment_deadline()
            values["date_deadline"] = deadline
            values["date"] = deadline - timedelta(days=self.company_id.security_lead)
        moves.write(values)
        for picking, part in moves.grouped("picking_id").items():
            part._leave_picking(picking)
