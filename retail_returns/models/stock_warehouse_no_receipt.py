from dateutil.relativedelta import relativedelta

from odoo import fields, models

PRICE_DAYS = 90
PERIOD_DAYS = 30


class StockWarehouse(models.Model):
    """On which terms a store takes goods back without receipt."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    def _takes_back_without_receipt(self):
        """Say whether *Without receipt* in Returns is for this store."""
        self.ensure_one()
        if not self.is_store:
            return False
        return self._get_profile_value("return_without_sale_policy") == "limited"

    def _refuses_return_without_sale(self):
        """Override of `retail_returns` to refuse what does not use the own flow."""
        return super()._refuses_return_without_sale() or (
            self._takes_back_without_receipt()
        )

    def _get_no_receipt_terms(self):
        """Return the terms of returns without receipt.

        :return: {"price_since", "period_since": moments, "price_days", "period_days",
            "customer_required", "max_count", "max_amount": in the company's currency;
            0 is no limit}
        """
        self.ensure_one()
        price_days = self._get_profile_value("no_receipt_price_days") or PRICE_DAYS
        period_days = self._get_profile_value("no_receipt_period_days") or PERIOD_DAYS
        customer = self._get_profile_value("no_receipt_customer")
        now = fields.Datetime.now()
        return {
            "price_days": price_days,
            "price_since": now - relativedelta(days=price_days),
            "period_days": period_days,
            "period_since": now - relativedelta(days=period_days),
            "customer_required": customer != "optional",
            "max_count": self._get_profile_value("no_receipt_max_count") or 0,
            "max_amount": self._get_profile_value("no_receipt_max_amount") or 0.0,
        }

    def _has_return_limits(self):
        """Say whether cashiers may give back only so much alone (RT-15)."""
        self.ensure_one()
        limits = ("return_max_line", "return_max_total")
        return any(self._get_profile_value(name) for name in limits)

    def _explain_return_limits(self, cases):
        """Say which amounts a cashier may not give back alone (RT-15).

        :param list cases: each returned line of a ticket, see
            `retail.return.policy._explain_faults`; the limits are in the company's
            currency
        :return: list of sentences
        """
        self.ensure_one()
        company, today = self.company_id, self._get_local_today()
        currency = company.currency_id
        amounts = [
            (case.get("currency") or currency)._convert(
                case["amount"], currency, company, case.get("date") or today
            )
            for case in cases
        ]
        most, total = max(amounts, default=0.0), sum(amounts)
        line_limit = self._get_profile_value("return_max_line")
        total_limit = self._get_profile_value("return_max_total")
        sentences = []
        if line_limit and currency.compare_amounts(most, line_limit) > 0:
            sentence = self.env._(
                "%(amount)s given back is above the limit of %(limit)s for a line.",
                amount=currency.format(most),
                limit=currency.format(line_limit),
            )
            sentences.append(sentence)
        if total_limit and currency.compare_amounts(total, total_limit) > 0:
            sentence = self.env._(
                "%(amount)s given back is above the limit of %(limit)s for a ticket.",
                amount=currency.format(total),
                limit=currency.format(total_limit),
            )
            sentences.append(sentence)
        return sentences

    def _get_no_receipt_refusal(self):
        return self.env._(
            "This store takes nothing back without receipt. Find the sale in Returns."
        )

    def _get_no_receipt_customer_refusal(self):
        return self.env._(
            "Choose the customer: who brings goods without receipt has to be known."
        )
