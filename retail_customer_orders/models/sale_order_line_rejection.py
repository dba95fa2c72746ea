from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

# What another line of the same goods has, too, and is not copied by itself.
SHARED_FIELDS = (
    "fulfilment",
    "fulfilment_store_id",
    "fulfilment_date",
    "fulfilment_partner_id",
    "delivery_mode_id",
    "fulfilment_slot_start",
    "fulfilment_slot_end",
    "price_unit",
    "discount",
    "product_uom_id",
)


class SaleOrderLine(models.Model):
    """Rejecting what a store is to ship, whole or in part (FU-11)."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _reject(self, quantity, reason, note=""):
        """Reject a quantity of this line: another store is to ship it.

        Less than all becomes a line of its own, with its share of the deposit.

        :param float quantity: in the line's unit
        :param reason: `retail.reason.code` of the kind "rejection"
        :param str note: what else there is to say
        :return: the rejected `sale.order.line`, this one or the new one
        :raise UserError: it cannot be rejected, and why
        """
        self.ensure_one()
        self._ensure_reason_to_reject(reason, note)
        line = self._lock_to_accept({"pending", "accepted"})
        line._ensure_may_reject(quantity)
        unit = line.product_uom_id
        if unit.compare(quantity, line.product_uom_qty) < 0:
            line = line._split(quantity)
        line.write(
            {
                "acceptance": "rejected",
                "rejection_reason_id": reason.id,
                "rejection_note": note,
                "rejected_by_store_id": line.fulfilment_store_id.id,
            }
        )
        line._get_moves_to_do()._do_unreserve()
        line._log_rejection(quantity, reason, note)
        return line

    def _ensure_reason_to_reject(self, reason, note):
        """See that a reason to reject goods is in use in the company of this line."""
        company = reason.company_id or self.company_id
        if (
            reason.kind != "rejection"
            or not reason.active
            or company != self.company_id
        ):
            raise UserError(self.env._("Choose a reason to reject goods."))
        if reason.note_required and not (note or "").strip():
            raise UserError(self.env._("“%s” needs a note. Write why.", reason.name))

    def _ensure_may_reject(self, quantity):
        if any(move._is_under_way() for move in self._get_moves_to_do()):
            raise UserError(
                self.env._(
                    "“%(product)s” of %(order)s was picked already. Undo that in its "
                    "delivery first.",
                    product=self.product_id.display_name,
                    order=self.order_id.name,
                )
            )
        unit = self.product_uom_id
        if unit.compare(quantity, 0) <= 0 or (
            unit.compare(quantity, self.fulfilment_open_qty) > 0
        ):
            raise UserError(
                self.env._(
                    "Between 0 and %(quantity)s of “%(product)s” can be rejected.",
                    quantity=f"{self.fulfilment_open_qty:g}",
                    product=self.product_id.display_name,
                )
            )

    def _get_moves_to_do(self):
        return self.move_ids.filtered(lambda move: move.state not in ("done", "cancel"))

    def _split(self, quantity):
        """Take a quantity of this line to a new one that is the same otherwise.

        Deposit and charges go with it. Needs superuser rights.

        :return: the new `sale.order.line`
        """
        self.ensure_one()
        order = self.order_id
        share = order._get_deposit_shares({self: quantity})
        tax = sum(part["tax"] for part in order._split_held_deposit(share))
        # What is left is planned anew, in all steps of the warehouse.
        self._take_back_promise()
        left = self.product_uom_id.round(self.product_uom_qty - quantity)
        self.with_context(retail_cancelling=True).write({"product_uom_qty": left})
        self._action_launch_stock_rule()
        [values] = self.copy_data(
            {
                name: self._fields[name].convert_to_write(self[name], self)
                for name in SHARED_FIELDS
            }
        )
        new = self.with_context(
            retail_delivery_judged=True, retail_defer_reservation=True
        ).create({**values, "order_id": order.id, "product_uom_qty": quantity})
        self.env["retail.deposit.entry"]._book(
            order,
            "moved",
            {self: -share[self], new: share[self]},
            {self: -tax, new: tax},
            store_id=order.origin_store_id.id,
        )
        # Not to lose the goods that charges are for.
        self.charge_ids.charged_line_ids = [Command.link(new.id)]
        return self.browse(new.id)

    def _log_rejection(self, quantity, reason, note):
        order = self.order_id
        body = self.env._(
            "%(store)s rejects %(quantity)s × %(product)s: %(reason)s. %(note)s",
            store=self.fulfilment_store_id.name,
            quantity=f"{quantity:g}",
            product=self.product_id.display_name,
            reason=reason.name,
            note=note or "",
        )
        order.message_post(body=body.strip())
