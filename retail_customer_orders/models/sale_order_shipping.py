from odoo import api, models
from odoo.fields import Command

from odoo.addons.retail_base.tools.judge import lock_records

from .sale_order_rate import OWN_RATES


class SaleOrder(models.Model):
    """The charges that follow from how an order is delivered (CH-02, CH-07).

    While an order is a quote, they follow its lines. Later they stay what the customer
    agreed to, until somebody recalculates them. Those of a register's order are what
    the register showed.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `sale` to charge what the delivery modes of the lines cost."""
        orders = super().create(vals_list)
        orders.filtered("is_customer_order")._link_charges()
        orders._follow_lines()
        return orders

    def write(self, vals):
        """Override of `sale` to let the charges of quotes follow their lines."""
        result = super().write(vals)
        if not {"order_line", "partner_id", "partner_shipping_id"}.isdisjoint(vals):
            self._follow_lines()
        return result

    def _link_charges(self):
        """Make the charges of new orders be for all goods where they are for none."""
        for order in self:
            charges = order.order_line._get_charges() - order.order_line._get_charges(
                "cancellation"
            )
            goods = order.order_line.filtered("fulfilment")
            charges.filtered(lambda one: not one.charged_line_ids).write(
                {"charged_line_ids": [Command.set(goods.ids)]}
            )

    def _follow_lines(self):
        for order in self.filtered(
            lambda order: order.is_customer_order
            and order.state in ("draft", "sent")
            and not order.origin_config_id
        ):
            order._update_charges()

    def action_confirm(self):
        """Override of `sale` to charge what no carrier was asked for yet."""
        for order in self.filtered(
            lambda order: order.is_customer_order and not order.origin_config_id
        ):
            order._update_charges(only_missing=True, ask=True)
        return super().action_confirm()

    def action_recalculate_charges(self):
        """Set the charges to what the carriers charge now, changed ones too (CH-07).

        Charges that were added by hand, paid or invoiced stay as they are.

        :raise UserError: the order is locked or cancelled, or a carrier does not take
            the goods
        """
        for order in lock_records(self):
            order._ensure_may_charge()
            order._update_charges(reset=True, ask=True)

    def _update_charges(self, reset=False, ask=False, only_missing=False):
        """Make the charges of this order fit its deliveries.

        :param bool reset: changed charges, too
        :param bool ask: carriers whose rates come over the network, too
        :param bool only_missing: leave the charges that there are
        """
        self.ensure_one()
        left = self.order_line.filtered("charge_source")
        for lines in self._get_delivery_groups():
            charge = left.filtered(lambda one, lines=lines: one._is_charge_of(lines))[
                :1
            ]
            left -= charge
            is_known = lines.delivery_mode_id.delivery_type in OWN_RATES
            if (is_known or ask) and not (charge and only_missing):
                self._set_group_charge(charge, lines, reset)
        if not only_missing:
            left._drop_charges()

    def _set_group_charge(self, charge, lines, reset):
        """Charge what the delivery of a group costs; nothing where it is free.

        :param charge: the line that charges for it already, or none
        """
        if charge and charge._is_charge_settled():
            return
        amount = self._get_rate(lines)
        if not charge:
            if not self.currency_id.is_zero(amount):
                self._add_group_charge(lines, amount)
            return
        if charge.charge_source == "rate" and self.currency_id.is_zero(amount):
            charge._drop_charges()
            return
        # Which goods it is for and where they go may have changed, whatever it costs.
        charge.write(self._prepare_group_charge(lines))
        if charge.charge_source == "rate" or reset:
            charge._set_charge(amount, source="rate", is_logged=reset)

    def _add_group_charge(self, lines, amount, **values):
        """Add the charge for the delivery of a group of lines; see `_add_charge`."""
        mode = lines.delivery_mode_id
        # What a mode is charged as is no secret of those who set it up.
        charge_code = mode.sudo()._get_charge_code(self.company_id).sudo(False)
        values = {"charge_source": "rate", **values}
        return self._add_charge(
            charge_code, amount, **self._prepare_group_charge(lines), **values
        )

    def _prepare_group_charge(self, lines):
        return {
            "charged_line_ids": [Command.set(lines.ids)],
            "name": lines[0].fulfilment_summary,
            "sequence": max(self.order_line.mapped("sequence")),
        }
