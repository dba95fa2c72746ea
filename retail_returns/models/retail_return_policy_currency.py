from odoo import fields, models


class RetailReturnPolicy(models.Model):
    """Policies say amounts in the currency of their company, sales have their own."""

    _inherit = "retail.return.policy"  # pylint: disable=consider-merging-classes-inherited

    def _get_company_amount(self, case):
        """Return what a line gives back in the currency of this policy, not rounded.

        :param dict case: see `_explain_faults`
        """
        self.ensure_one()
        return self._convert_of_case(
            case["amount"], self._get_case_currency(case), self.currency_id, case
        )

    def _get_case_amount(self, amount, case):
        """Return an amount of this policy in the currency of a line, not rounded.

        :param dict case: see `_explain_faults`
        """
        self.ensure_one()
        return self._convert_of_case(
            amount, self.currency_id, self._get_case_currency(case), case
        )

    def _get_case_currency(self, case):
        """Return the currency in which a line gives back."""
        return case.get("currency") or self.currency_id

    def _convert_of_case(self, amount, source, target, case):
        """Convert with the company's rate of the day of the return."""
        date = case.get("date") or fields.Date.context_today(self)
        return source._convert(amount, target, self.company_id, date, round=False)
