from odoo import api, models
from odoo.exceptions import UserError

DELIVERY_FIELDS = {
    "fulfilment",
    "fulfilment_store_id",
    "fulfilment_partner_id",
    "fulfilment_date",
    "delivery_mode_id",
    "fulfilment_slot_start",
    "fulfilment_slot_end",
}


class SaleOrderLine(models.Model):
    """The judge of how confirmed orders are delivered: store, mode and slot.

    Registers are judged with their tickets, by `retail.order.request`.
    """

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `sale` to judge what is added to confirmed orders."""
        lines = super().create(vals_list)
        lines.filtered(lambda line: line.state == "sale")._judge_delivery()
        return lines

    def write(self, vals):
        """Override of `sale` to judge what is changed on confirmed orders, and to part
        the deliveries anew (DM-02)."""
        if DELIVERY_FIELDS.isdisjoint(vals):
            return super().write(vals)
        before = {
            line: line._get_promise()
            for line in self
            if line.state == "sale" and line.fulfilment
        }
        result = super().write(vals)
        changed = self.filtered(
            lambda line: line in before and line._get_promise() != before[line]
        )
        changed._judge_delivery()
        for line in changed:
            line._regroup_moves(slot_changed=before[line][-1] != line._get_slot())
        return result

    def _get_promise(self):
        """Return what the customer was promised, to be compared."""
        self.ensure_one()
        return (
            self.fulfilment,
            self.fulfilment_store_id,
            self._get_fulfilment_partner(),
            self.fulfilment_date,
            self.delivery_mode_id,
            self._get_slot(),
        )

    def _judge_delivery(self):
        """Judge store, mode and slot of these lines, and lock the slots they book.

        The server says in the context (`retail_delivery_judged`) what it has judged
        already, as for a register whose ticket a manager accepted.

        :raise UserError: something is not offered, or a slot is full
        """
        # A client may send any context, but never act as the server itself.
        if self.env.su and self.env.context.get("retail_delivery_judged"):
            return
        lines = self.filtered(
            lambda line: line.fulfilment
            and line.product_uom_id.compare(line.product_uom_qty, 0) > 0
        )
        lines._lock_slots()
        for line in lines:
            line._refuse_delivery(line._get_delivery_problem())
        # Lines that come together are one visit.
        for visit in lines.grouped(
            lambda line: (
                line.order_id,
                line.fulfilment_store_id,
                line.delivery_mode_id,
                line._get_slot(),
            )
        ).values():
            visit[0]._refuse_delivery(visit[0]._get_slot_problem())

    def _refuse_delivery(self, problem):
        """Refuse what is wrong with the delivery of this line.

        What the customer has signed or paid stands: somebody is asked to look into it.

        :param problem: the end of a sentence, or False
        """
        self.ensure_one()
        if not problem:
            return
        message = self.env._(
            "“%(product)s” of %(order)s cannot be delivered: %(problem)s",
            product=self.product_id.display_name,
            order=self.order_id.name,
            problem=problem,
        )
        if not self.order_id._is_settled_with_customer():
            raise UserError(message)
        self.order_id._schedule_range_activity(
            message, summary=self.env._("Delivery cannot be promised")
        )
