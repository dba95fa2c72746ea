from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from .sale_order_rate import OWN_RATES


class RetailOrderRequest(models.Model):
    """The judge of the charges that a register asks for (CH-06, CH-08).

    A register names all charges that it showed: those that follow from the delivery
    modes, at the carriers' rates or changed for a reason, and others. One that names
    none at all (it is off line, or knows no charges) is not charged for delivery: the
    customer pays what was shown.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _resolve_charges(self, parsed, judged):
        """Add "rates", what the deliveries cost, and "charge_lines", what the order
        charges: lines like those of the goods, with "code", "lines" that it is for,
        "rate" (one of the rates, or None), "reason" and "note".

        :param bool judged: what a carrier does not take, was accepted
        """
        parsed["rates"] = []
        if parsed["charges"] is not None:
            try:
                parsed["rates"] = self._get_rates(parsed["lines"])
            except UserError:
                if not judged:
                    raise
        shown = parsed["charges"] or []
        parsed["charge_lines"] = [self._resolve_charge(one, parsed) for one in shown]

    def _resolve_charge(self, charge, parsed):
        code = self.env["retail.charge.code"].search(
            [("code", "=", charge["code"]), ("company_id", "=", self.company_id.id)]
        )
        lines = self._find_charged_lines(charge, parsed["lines"])
        if not code or code.kind == "cancellation" or not lines:
            raise UserError(
                self.env._(
                    "The charge “%s” does not fit the order. Go back to the cart and "
                    "add it again.",
                    charge["code"],
                )
            )
        rates = [rate for rate in parsed["rates"] if _is_same(rate, code, lines)]
        reason = self.env["retail.reason.code"].browse(charge["reason_id"] or [])
        return {
            **self._prepare_charge(code, charge["amount"], lines),
            "rate": rates[0] if rates else None,
            "reason": reason.exists(),
            "note": charge["note"],
        }

    def _find_charged_lines(self, charge, lines):
        if not charge["lines"]:
            return lines
        return [line for line in lines if line["uuid"] in charge["lines"]]

    def _prepare_charge(self, code, amount, lines):
        """Return a charge as one of the lines that `_prepare_base_lines` takes."""
        product = code.product_id
        taxes = product.taxes_id._filter_taxes_by_company(self.company_id)
        return {
            "code": code,
            "lines": lines,
            "product": product,
            "taxes": lines[0]["position"].map_tax(taxes),
            "price_unit": amount,
            "qty": 1.0,
            "discount": 0.0,
        }

    def _check_charges(self, parsed):
        """Judge the charges that the register showed, where it showed any.

        :raise UserError: one is missing, or was changed without a reason
        """
        if parsed["charges"] is None:
            return
        charges = parsed["charge_lines"]
        for rate in parsed["rates"]:
            is_known = rate["price_unit"] is not None
            if is_known and not any(charge["rate"] is rate for charge in charges):
                raise UserError(
                    self.env._(
                        "The charge for “%(mode)s” (%(amount)s) is missing. Go back to "
                        "the cart and pay again.",
                        mode=rate["mode"].name,
                        amount=self.currency_id.format(rate["price_unit"]),
                    )
                )
        for charge in filter(self._is_changed, charges):
            problem = self.company_id._get_charge_reason_problem(
                charge["reason"], charge["note"]
            )
            if problem:
                raise UserError(problem)

    def _is_changed(self, charge):
        """Say whether a charge is not what its carrier asks for."""
        rate = charge["rate"]
        if not rate or rate["price_unit"] is None:
            return False
        return bool(
            self.currency_id.compare_amounts(charge["price_unit"], rate["price_unit"])
        )

    # === ORDER ===#

    def _add_charges(self, order, parsed):
        """Add to a new order what the register showed."""
        goods = order.order_line.sorted("id")
        records = {
            id(line): record
            for line, record in zip(parsed["lines"], goods, strict=True)
        }
        for charge in parsed["charge_lines"]:
            lines = goods.browse([records[id(line)].id for line in charge["lines"]])
            values = {
                "tax_ids": [Command.set(charge["taxes"].ids)],
                "charged_line_ids": [Command.set(lines.ids)],
            }
            if charge["rate"]:
                values["name"] = lines[0].fulfilment_summary
                values["charge_source"] = "rate"
            added = order._add_charge(charge["code"], charge["price_unit"], **values)
            if self._is_changed(charge):
                added.charge_source = "changed"
                added._log_charge_change(
                    charge["rate"]["price_unit"], charge["reason"], charge["note"]
                )
        if parsed["charges"] is None:
            self._note_uncharged(order)

    def _note_uncharged(self, order):
        """Leave a note where a delivery costs something that no register showed."""
        try:
            amounts = [
                order._get_rate(lines)
                for lines in order._get_delivery_groups()
                if lines.delivery_mode_id.delivery_type in OWN_RATES
            ]
        except UserError:
            return
        total = order.currency_id.round(sum(amounts))
        if not order.currency_id.is_zero(total):
            order._message_log(
                body=self.env._(
                    "The delivery costs %s, which the register did not show: it is not "
                    "charged. Recalculate the charges if the customer agrees.",
                    order.currency_id.format(total),
                )
            )


def _is_same(rate, code, lines):
    """Say whether a charge is the one for a delivery: same code, same goods."""
    return rate["code"] == code and rate["lines"] == lines
