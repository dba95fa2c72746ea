from odoo import api, models
from odoo.exceptions import UserError

from ..tools.payload import parse_quantities
from ..tools.read import PayloadError


class RetailOrderRequest(models.Model):
    """What a register asks before it cancels."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def prepare_cancel_from_ui(self, config_id, order_id, quantities=None, charge=None):
        """Say what a ticket that cancels these quantities looks like (CN-02).

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :param dict quantities: {order line id: quantity in the line's unit}; all that
            can be cancelled when not given
        :param float charge: another charge than the company's, taxes included
        :return: {"lines": [{"order_line_id", "product_id", "name", "qty", "most"}],
            "value", "charge_proposed", "charge", "charge_product_id",
            "charge_tax_ids", "charge_line": the ticket's line, "deposit": what the
            order gives up, "forfeited", "refund", "owed", "is_whole", "payments": what
            the deposit was paid with, [{"payment_method_id", "amount"}]}, amounts in
            the order's currency
        :raise UserError: something cannot be cancelled, and why
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = self._browse_order(config, order_id)
        most = order._get_cancellable()
        wanted = most
        if quantities is not None:
            wanted = self._get_wanted(order, quantities)
        is_amount = isinstance(charge, int | float) and not isinstance(charge, bool)
        answer = order._describe_cancellation_for_till(
            wanted, max(charge, 0.0) if is_amount else None
        )
        return {
            "lines": [
                {
                    "order_line_id": line.id,
                    "product_id": line.product_id.id,
                    "name": line.product_id.display_name,
                    "qty": wanted.get(line, 0.0),
                    "most": quantity,
                }
                for line, quantity in most.items()
            ],
            "payments": order._describe_tenders(),
            **answer,
        }

    def _get_wanted(self, order, quantities):
        try:
            wanted = parse_quantities(quantities)
        except PayloadError as error:
            raise UserError(self.env._("Choose what is cancelled.")) from error
        lines = order.order_line.filtered(lambda line: line.id in wanted)
        if not wanted or len(lines) != len(wanted):
            raise UserError(self.env._("Choose what is cancelled."))
        return {line: wanted[line.id] for line in lines}
