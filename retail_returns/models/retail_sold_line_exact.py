from odoo import models

from ..tools.exact import share_amounts


class RetailSoldLineMixin(models.AbstractModel):
    """Several returns of a sale give back its tax to the cent (RT-12)."""

    _inherit = "retail.sold.line.mixin"  # pylint: disable=consider-merging-classes-inherited

    def _get_sold_base_lines(self):
        """Return the base lines, with rounded taxes, of what sold these goods.

        :return: {line: base line, see `account.tax`}; lines that were sold beside a
            discount on the whole ticket, or invoiced in several parts, are left out
        """
        items = {line: line._get_invoice_items() for line in self}
        found = {}
        for move in {item.move_id for one in items.values() for item in one}:
            base_lines, _taxes = move._get_rounded_base_and_tax_lines()
            found.update({line["record"]: line for line in base_lines})
        return {
            line: found[item]
            for line, item in items.items()
            if len(item) == 1 and item in found
        }

    def _get_exact_amounts(self, base_line, quantity, before):
        """Return what a part of this sold line gives back, as its sale was booked.

        :param dict base_line: of this line, see `_get_sold_base_lines`
        :param float quantity: that comes back now, in the unit of the product
        :param float before: that came back earlier
        :return: {"untaxed": amount, (tax id, "tax" or "base"): amount}
        """
        self.ensure_one()
        details = base_line["tax_details"]
        # Core turns what was sold on a ticket that paid out, as an exchange may.
        sign = -1 if base_line["quantity"] < 0 else 1
        booked = {
            "untaxed": details["total_excluded_currency"]
            + details["delta_total_excluded_currency"]
        }
        for data in details["taxes_data"]:
            booked[data["tax"].id, "tax"] = data["tax_amount_currency"]
            booked[data["tax"].id, "base"] = data["base_amount_currency"]
        sold = base_line["record"]._get_sold_quantity()
        rounding = base_line["currency_id"].round
        booked = {name: sign * amount for name, amount in booked.items()}
        return share_amounts(booked, sold, before, quantity, rounding)

    def _prepare_exact_tax_data(self, amounts, sign=1):
        """Return amounts of a part as `account.tax` keeps them on a line.

        :param dict amounts: see `_get_exact_amounts`
        :param int sign: -1 on a ticket, where the quantity is negative
        :return: empty where the line has no taxes: there is nothing to keep
        """
        taxes = {name[0] for name in amounts if name != "untaxed"}
        if not taxes:
            return {}
        return {
            "manual_total_excluded_currency": sign * amounts["untaxed"],
            "manual_tax_amounts": {
                str(tax): {
                    "tax_amount_currency": sign * amounts[tax, "tax"],
                    "base_amount_currency": sign * amounts[tax, "base"],
                }
                for tax in taxes
            },
        }
