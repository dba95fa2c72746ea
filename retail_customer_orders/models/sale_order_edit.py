import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from .sale_order_line import FULFILMENT_FIELDS


class SaleOrder(models.Model):
    """Which orders may be changed, and whether somebody else did (ED-01, ED-02)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    edit_obstacle = fields.Char(
        string="Cannot Be Changed Because", compute="_compute_edit_obstacle"
    )

    @api.depends(
        "customer_order_state", "is_customer_order", "is_expired", "locked", "state"
    )
    def _compute_edit_obstacle(self):
        for order in self:
            order.edit_obstacle = order.is_customer_order and (
                order._get_edit_obstacle()
            )

    def _get_edit_obstacle(self, store=None):
        """Say why lines of this order cannot be changed or added (ED-02, PV-03).

        :param store: the `stock.warehouse` whose people ask, the one that took the
            order if not given
        :return: a sentence, or False when they can
        """
        self.ensure_one()
        if self.state == "cancel":
            return self.env._("The order is cancelled.")
        if self.locked:
            return self.env._("The order is locked. Unlock it first.")
        if self.is_expired:
            return self._explain_expired()
        if self.customer_order_state == "done":
            return self.env._(
                "Everything was handed out or shipped. Make a new order for more."
            )
        # Whoever sells need not read how stores are set up.
        store = (store or self._get_selling_store()).sudo()
        if (
            self.customer_order_state == "partial"
            and store
            and store._get_profile_value("edit_partial_orders") == "forbid"
        ):
            return self.env._(
                "A part was handed out or shipped, and %(store)s does not change such "
                "orders. Cancel what is left and make a new order.",
                store=store.name,
            )
        return False

    def _ensure_editable(self, store=None):
        """Refuse to change orders that cannot be changed.

        :raise UserError: why, and what to do
        """
        for order in self.filtered("is_customer_order"):
            obstacle = order._get_edit_obstacle(store)
            if obstacle:
                raise UserError(
                    self.env._(
                        "%(order)s cannot be changed. %(reason)s",
                        order=order.name,
                        reason=obstacle,
                    )
                )

    # === TWO PEOPLE ===#

    def _get_version(self):
        """Return a text that is another one when anybody has changed this order."""
        self.ensure_one()
        facts = [self.state, self.collector_name or "", str(self.validity_date)]
        for line in self.order_line.sorted("id"):
            facts += line._get_version_facts()
        return hashlib.sha256("|".join(map(str, facts)).encode()).hexdigest()[:16]

    def _ensure_unchanged(self, version):
        if version != self._get_version():
            raise UserError(
                self.env._(
                    "Somebody else has changed %s in the meantime. Open it again and "
                    "repeat your change; nothing was saved.",
                    self.name,
                )
            )

    def _get_figures(self):
        """Return the amounts that a change of the order may change, in its currency."""
        self.ensure_one()
        return {
            "total": self.amount_total,
            "deposit_required": self.deposit_required,
            "balance": self.amount_balance,
        }

    # === NEW LINES ===#

    def _get_proposed_place(self):
        """Return where, how and when a new line is wanted: as the line before it.

        :return: values of a `sale.order.line`, none when there is no line yet
        """
        self.ensure_one()
        last = self.order_line.filtered("fulfilment")[-1:]
        place = {
            name: last._fields[name].convert_to_write(last[name], last)
            for name in (last and FULFILMENT_FIELDS)
        }
        day = last.fulfilment_date
        if day and day < last.fulfilment_store_id._get_local_today():
            place["fulfilment_date"] = False
        return place

    def _update_order_line_info(self, product_id, quantity, **kwargs):
        """Override of `sale` to promise what is added from the catalog, too."""
        context = {}
        if self.is_customer_order:
            place = self._get_proposed_place()
            context = {f"default_{name}": value for name, value in place.items()}
        return super(SaleOrder, self.with_context(**context))._update_order_line_info(
            product_id, quantity, **kwargs
        )

    # === DOCUMENTS ===#

    def _get_order_lines_to_report(self):
        """Override of `sale` to leave out what was cancelled (ED-08)."""
        lines = super()._get_order_lines_to_report()
        return lines.filtered(lambda line: not line._is_cancelled())

    def action_change_fulfilment(self):
        """Open the wizard that promises open lines elsewhere or on another day."""
        self.ensure_one()
        self._ensure_editable()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change Pickup or Delivery"),
            "res_model": "retail.fulfilment.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_order_id": self.id},
        }
