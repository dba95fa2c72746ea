from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

# Carriers whose rates Odoo works out itself; others are asked over the network.
OWN_RATES = ("fixed", "base_on_rule")
ORDER_FIELDS = ("company_id", "partner_id", "pricelist_id", "fiscal_position_id")


class SaleOrder(models.Model):
    """What carriers charge for the deliveries of an order.

    Carriers rate whole orders. Here each group of goods that leave together (mode,
    store, address, day, slot) is rated like an order of its own, so that an order of
    several groups has the charges of all of them.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_delivery_groups(self, modes=None):
        """Return lists of the goods that leave together and have a delivery mode.

        :param dict modes: {`sale.order.line`: the mode that it would have}
        """
        self.ensure_one()
        modes = modes or {}
        lines = self.order_line.filtered(
            lambda line: line.fulfilment
            and (line.delivery_mode_id or line in modes)
            and line.product_uom_id.compare(line.product_uom_qty, 0) > 0
        )
        groups = lines.grouped(lambda line: line._get_fulfilment_key(modes.get(line)))
        return list(groups.values())

    def _get_rate(self, lines, mode=None):
        """Return what the carrier charges for a group of this order's lines.

        :param mode: the `delivery.carrier` that they would have, if not their own
        :return: amount in the order's currency
        :raise UserError: the carrier does not take these goods
        """
        values = {name: self[name].id for name in ORDER_FIELDS}
        line = lines[0]
        return self._rate_delivery(
            mode or line.delivery_mode_id,
            line._get_fulfilment_partner(),
            line.fulfilment_store_id,
            {**values, "date_order": self.date_order},
            [line._prepare_rated_line() for line in lines],
        )

    @api.model
    def _rate_delivery(self, mode, partner, store, order_values, line_values):
        """Ask a carrier what a delivery costs.

        :param mode: the `delivery.carrier`
        :param partner: the `res.partner` who gets the goods
        :param store: the `stock.warehouse` that they come from
        :param dict order_values: further values of a `sale.order`
        :param list line_values: values of its lines
        :return: amount in the order's currency
        :raise UserError: the carrier does not take these goods
        """
        is_pickup = mode.fulfilment == "pickup"
        destination = store.partner_id if is_pickup else partner
        # Only in memory: the carrier sees an order that holds this delivery alone.
        order = self.new(
            {
                **order_values,
                "partner_shipping_id": destination.id,
                "warehouse_id": store.id,
                # No carrier asks for what core would look up for each line.
                "order_line": [
                    Command.create({**values, "analytic_distribution": False})
                    for values in line_values
                ],
            }
        )
        if not mode._match(destination, order):
            raise UserError(
                self.env._(
                    "“%(mode)s” does not take these goods to %(place)s: see its "
                    "weight, volume, tags and countries. Choose another delivery mode.",
                    mode=mode.name,
                    place=destination.display_name,
                )
            )
        answer = mode.rate_shipment(order)
        if not answer["success"]:
            raise UserError(
                self.env._(
                    "“%(mode)s” does not take these goods: %(reason)s",
                    mode=mode.name,
                    reason=answer["error_message"],
                )
            )
        return order.currency_id.round(answer["price"])
