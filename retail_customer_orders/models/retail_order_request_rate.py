from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .sale_order_rate import OWN_RATES


class RetailOrderRequest(models.Model):
    """What the carriers charge for what a register orders."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _get_rates(self, lines):
        """Return what the deliveries of an order cost, those that cost anything.

        :param list lines: of `parse_order`, with records in the place of ids
        :return: as `_prepare_charge`, with "mode"; "price_unit" is None where a
            carrier would have to be asked over the network while a ticket is paid:
            then what the register showed counts
        """
        groups = {}
        for line in lines:
            if line["mode"]:
                groups.setdefault(self._get_group_key(line), []).append(line)
        rates = []
        for group in groups.values():
            mode = group[0]["mode"]
            ask = mode.delivery_type in OWN_RATES or not self.pos_order_id
            amount = self._get_rate(group) if ask else None
            if amount is None or not self.currency_id.is_zero(amount):
                code = self._get_rate_code(mode)
                rates.append(
                    {**self._prepare_charge(code, amount, group), "mode": mode}
                )
        return rates

    def _get_group_key(self, line):
        """Return what goods share that leave together; see `_get_fulfilment_key`."""
        names = ("fulfilment", "store", "partner", "date", "mode", "slot")
        return tuple(line[name] for name in names)

    def _get_rate_code(self, mode):
        code = mode._get_charge_code(self.company_id)
        if not code:
            raise UserError(
                self.env._(
                    "“%s” has no charge code. Choose one on the delivery mode, or a "
                    "shipping charge code in the settings of Retail.",
                    mode.name,
                )
            )
        return code

    def _get_rate(self, group):
        line = group[0]
        values = {
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "pricelist_id": self.pos_order_id.pricelist_id.id
            or self.config_id.pricelist_id.id,
            "fiscal_position_id": line["position"].id,
            "date_order": self.pos_order_id.date_order or fields.Datetime.now(),
        }
        return self.env["sale.order"]._rate_delivery(
            line["mode"],
            line["partner"] or self.partner_id,
            line["store"],
            values,
            [self._prepare_rated_line(line) for line in group],
        )

    def _prepare_rated_line(self, line):
        return {
            "product_id": line["product"].id,
            "product_uom_id": line["product"].uom_id.id,
            "product_uom_qty": line["qty"],
            "price_unit": line["price_unit"],
            "discount": line["discount"],
            "tax_ids": [Command.set(line["taxes"].ids)],
        }
