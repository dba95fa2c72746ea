from odoo import models
from odoo.tools.misc import format_date


class SaleOrder(models.Model):
    """How a register shows a customer order. Runs with superuser rights."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _describe_for_till(self, store):
        """Describe orders for a list at a register.

        :param store: the register's `stock.warehouse`
        :return: see `find_orders_from_ui`, in the order of these records
        """
        held = self.order_line._get_held()
        states = dict(
            self._fields["customer_order_state"]._description_selection(self.env)
        )
        return [
            {
                "id": order.id,
                "reference": order.customer_order_reference,
                "name": order.name,
                "customer": order.partner_id.display_name,
                "phone": order.partner_id.phone or "",
                "store": order.origin_store_id.name or "",
                "date": order._get_local_date(store).isoformat(),
                "state": states.get(order.customer_order_state, ""),
                "next": order._describe_next(store),
                "balance": order.amount_balance,
                "due_here": order._get_due_here(store, held),
            }
            for order in self
        ]

    def _get_local_date(self, store):
        return (self.origin_store_id or store)._localize(self.date_order).date()

    def _get_lines_here(self, store):
        return self.order_line.filtered(
            lambda line: line.fulfilment == "pickup"
            and line.fulfilment_store_id == store
            and line.fulfilment_open_qty
        )

    def _get_due_here(self, store, held):
        """Return what is to be paid for all that can be picked up in a store."""
        self.ensure_one()
        return self.currency_id.round(
            sum(
                line._get_value(line.fulfilment_open_qty) - held.get(line, 0.0)
                for line in self._get_lines_here(store)
            )
        )

    def _describe_next(self, store):
        """Say in a few words what happens next with this order."""
        self.ensure_one()
        if self.customer_order_state in ("cancel", "done", "quote"):
            states = self._fields["customer_order_state"]._description_selection(
                self.env
            )
            return dict(states)[self.customer_order_state]
        lines = self.order_line.filtered("fulfilment_open_qty")
        here = self._get_lines_here(store)
        line = min(
            here or lines,
            key=lambda line: (line.fulfilment_date or self.date_order.date(), line.id),
        )
        place = {
            "place": line.fulfilment_store_id.name,
            "day": format_date(self.env, line.fulfilment_date, date_format="d MMM"),
        }
        if line.pickup_unclaimed:
            return self.env._("Not claimed, back on the shelf in %(place)s", **place)
        if here:
            return self.env._("Pick up here, %(day)s", **place)
        if line.fulfilment == "pickup":
            return self.env._("Pick up in %(place)s, %(day)s", **place)
        return self.env._("Ships from %(place)s, %(day)s", **place)

    def _describe_in_full_for_till(self, config):
        """Describe one order, see `read_order_from_ui`."""
        self.ensure_one()
        store = config.store_id
        lines = [line._describe_for_till(store) for line in self._get_shown_lines()]
        ready = any(line["pickup_here"] for line in lines)
        why = "" if ready else self._explain_no_pickup(lines)
        return {
            **self._describe_for_till(store)[0],
            "partner_id": self.partner_id.id,
            "currency_id": self.currency_id.id,
            "note": self._get_plain_note(),
            "collector": self.collector_name or "",
            "code": self._describe_code(store),
            "total": self.amount_total,
            "deposit_held": self.deposit_held,
            "authorised": self.amount_authorised,
            "cards": self._describe_cards(),
            "awaits_payment": self.payment_link_summary or "",
            "lines": lines,
            "payments": self._describe_payments(store),
            "actions": {
                "pickup": {"enabled": ready, "why": why},
                "undo_pickup": self._describe_undo(config.current_session_id),
                "order": self._describe_order_action(),
                "payment": self._describe_deposit_actions(),
                "cancel": self._describe_cancel_action(),
            },
        }

    def _get_plain_note(self):
        return self.note.striptags() if self.note else ""

    def _get_shown_lines(self):
        return self.order_line.filtered(
            lambda line: line.fulfilment and line.product_id
        )

    def _explain_no_pickup(self, lines):
        if self.state == "cancel":
            return self.env._("The order is cancelled.")
        if self.state != "sale":
            return self.env._("This is a quote: nobody has ordered yet.")
        if self.customer_order_state == "done":
            return self.env._("Everything was handed out or shipped.")
        reasons = list(dict.fromkeys(line["why_not"] for line in lines))
        if len(reasons) == 1:
            return reasons[0]
        return self.env._("Nothing of this order is to be picked up here.")
