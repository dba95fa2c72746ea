from collections import defaultdict

from odoo import api, models
from odoo.fields import Command

from ..tools.totals import total_of


class SaleOrder(models.Model):
    """Deposits that are taxed at once, at the rates of the goods they are for.

    A part of a deposit is a dict: "taxes" (`account.tax`, none where the tax waits for
    the goods), "amount" (taxes included), "tax", and for each line of the order
    "amounts" and "line_taxes".
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _split_new_deposit(self, amounts):
        """Part a deposit that comes in by the taxes of its lines.

        :param dict amounts: {`sale.order.line`: amount, taxes included}
        :return: list of parts
        """
        self.ensure_one()
        is_taxed = self.company_id.retail_deposit_tax == "now"
        groups = defaultdict(dict)
        for line, amount in amounts.items():
            taxes = line.tax_ids if is_taxed else line.tax_ids.browse()
            groups[taxes][line] = amount
        return [
            self._prepare_deposit_part(taxes, lines) for taxes, lines in groups.items()
        ]

    def _prepare_deposit_part(self, taxes, amounts):
        amount = self.currency_id.round(sum(amounts.values()))
        tax = self.currency_id.round(amount - self._get_untaxed(taxes, amount))
        entries = self.env["retail.deposit.entry"]
        return {
            "taxes": taxes,
            "amount": amount,
            "tax": tax,
            "amounts": amounts,
            "line_taxes": entries._spread(tax, amounts, self.currency_id),
        }

    @api.model
    def _get_untaxed(self, taxes, amount):
        if not taxes:
            return amount
        details = taxes._get_tax_details(
            price_unit=amount, quantity=1, special_mode="total_included"
        )
        return details["total_excluded"]

    def _split_held_deposit(self, amounts):
        """Part what is used of a deposit, or given back, as it was taxed.

        Whoever takes all that a line holds takes all of its tax: nothing is left over
        however the parts were rounded.

        :param dict amounts: {`sale.order.line`: amount, taxes included}
        :return: list of parts
        """
        self.ensure_one()
        currency = self.currency_id
        lines = self.order_line
        held, held_taxes = lines._get_held(), lines._get_held_taxes()
        parts = {}
        for line, amount in amounts.items():
            tax = held_taxes.get(line, 0.0)
            all_of_it = held.get(line, 0.0)
            if tax and currency.compare_amounts(amount, all_of_it):
                tax = currency.round(tax * amount / all_of_it)
            for taxes, share, share_tax in self._part_taxed(line, amount, tax):
                part = parts.setdefault(
                    taxes,
                    {
                        "taxes": taxes,
                        "amount": 0.0,
                        "tax": 0.0,
                        "amounts": {},
                        "line_taxes": {},
                    },
                )
                part["amount"] = currency.round(part["amount"] + share)
                part["tax"] = currency.round(part["tax"] + share_tax)
                part["amounts"][line] = share
                part["line_taxes"][line] = share_tax
        return [part for part in parts.values() if not currency.is_zero(part["amount"])]

    def _part_taxed(self, line, amount, tax):
        """Part what a line holds by whether it was taxed, see `_split_held_deposit`.

        Both happens where the company's setting changed between two deposits.

        :return: list of (`account.tax`, amount, its tax)
        """
        nothing, currency = line.tax_ids.browse(), self.currency_id
        if not tax:
            return [(nothing, amount, 0.0)]
        full = amount - self._get_untaxed(line.tax_ids, amount)
        # Each use of a deposit rounds its tax: it may be some cents off.
        if currency.compare_amounts(full - tax, 10 * currency.rounding) <= 0:
            return [(line.tax_ids, amount, tax)]
        taxed = currency.round(amount * tax / full)
        rest = currency.round(amount - taxed)
        return [(line.tax_ids, taxed, tax), (nothing, rest, 0.0)]

    def _prepare_deposit_values(self, part, quantity):
        """Return price and taxes of a line of a ticket or invoice for a part.

        :param int quantity: 1 when the deposit comes, -1 when it is used
        """
        taxes, untaxed = part["taxes"], part["amount"] - part["tax"]
        if not taxes:
            return {"price_unit": part["amount"], "tax_ids": taxes}
        details = taxes._get_tax_details(
            price_unit=part["amount"], quantity=1, special_mode="total_included"
        )
        weights = {
            data["tax"]: abs(data["tax_amount"]) for data in details["taxes_data"]
        }
        by_tax = self.env["retail.deposit.entry"]._spread(
            part["tax"], weights, self.currency_id
        )
        included = sum(by_tax[tax] for tax in by_tax if tax.price_include)
        price_unit = self.currency_id.round(untaxed + included)
        rate = self.currency_id._get_conversion_rate(
            self.company_id.currency_id, self.currency_id, self.company_id
        )
        return {
            "price_unit": price_unit,
            "tax_ids": taxes,
            "extra_tax_data": {
                "currency_id": self.currency_id.id,
                "price_unit": price_unit,
                "discount": 0.0,
                "quantity": quantity,
                "rate": rate,
                "manual_total_excluded_currency": quantity * untaxed,
                "manual_total_excluded": quantity * untaxed / rate,
                "manual_tax_amounts": {
                    str(tax.id): {
                        "tax_amount_currency": quantity * amount,
                        "tax_amount": quantity * amount / rate,
                        "base_amount_currency": quantity * untaxed,
                        "base_amount": quantity * untaxed / rate,
                    }
                    for tax, amount in by_tax.items()
                },
            },
        }

    def _describe_deposit_lines(self, amounts):
        """Describe the lines of a ticket that take a deposit off.

        :param dict amounts: {`sale.order.line`: amount, taxes included}
        :return: list of {"product_id", "qty", "price_unit", "discount", "tax_ids",
            "extra_tax_data"}
        """
        return self._describe_deposit_parts(self._split_held_deposit(amounts), -1)

    def _describe_deposit_parts(self, parts, quantity):
        product = self.company_id.retail_deposit_product_id
        described = []
        for part in parts:
            values = self._prepare_deposit_values(part, quantity)
            taxes = values.pop("tax_ids")
            described.append(
                {
                    "product_id": product.id,
                    "qty": quantity,
                    "discount": 0.0,
                    "tax_ids": taxes.ids,
                    **values,
                }
            )
        return described

    def _get_ticket_total(self, described):
        """Return what a ticket with these lines costs.

        Taxes of a ticket are rounded over all its lines, also when it is booked.

        :param list described: see `_describe_deposit_lines`; goods alike
        """
        taxes = self.env["account.tax"]
        base_lines = []
        for values in described:
            base_line = taxes._prepare_base_line_for_taxes_computation(
                {},
                product_id=self.env["product.product"].browse(values["product_id"]),
                tax_ids=taxes.browse(values["tax_ids"]),
                price_unit=values["price_unit"],
                quantity=values["qty"],
                discount=values["discount"],
                currency_id=self.currency_id,
                partner_id=self.partner_id,
                rate=1.0,
            )
            data = values.get("extra_tax_data")
            base_line.update(taxes._import_base_line_extra_tax_data(base_line, data))
            base_lines.append(base_line)
        total = total_of(base_lines, self.company_id, self.currency_id)
        return self.currency_id.round(total)

    def _prepare_deposit_lines(self, parts, quantity=-1):
        """Return the invoice lines that take parts of a deposit off, or bring them."""
        self.ensure_one()
        product = self.company_id.retail_deposit_product_id
        lines = []
        for part in parts:
            values = self._prepare_deposit_values(part, quantity)
            values["tax_ids"] = [Command.set(values["tax_ids"].ids)]
            lines.append(
                {
                    "product_id": product.id,
                    "name": self.env._("Deposit %s", self.customer_order_reference),
                    "quantity": quantity,
                    "customer_order_id": self.id,
                    "sequence": 9999,
                    **values,
                }
            )
        return lines
