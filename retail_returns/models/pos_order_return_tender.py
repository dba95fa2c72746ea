from collections import defaultdict

from odoo import models

from ..tools.tender import find_excess


class PosOrder(models.Model):
    """To which tenders a refund at a register goes (RP-01 to RP-04)."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_judge_steps(self):
        """Override of `retail_base` to judge to which tenders money goes back."""
        return super()._get_judge_steps() + ["_judge_return_tenders"]

    def _judge_return_tenders(self):
        """Refuse tenders that the return policies do not allow.

        A manager may allow them, at an own log-in or with an approval (RP-02).

        :raise UserError: which tender takes too much, and what the cashier can do
        """
        self.ensure_one()
        self._judge_cash_limit()
        excess = self.sudo()._find_tender_excess()
        if not excess:
            return
        kind, most = excess
        labels = self._get_tender_labels()
        self._need_approval(
            "return_tender",
            self.sudo()._get_given_by_kind()[kind],
            self.env._(
                "%(tender)s may take at most %(amount)s of this refund. Use %(others)s "
                "for the rest.",
                tender=labels[kind],
                amount=self.currency_id.format(max(most, 0.0)),
                others=", ".join(labels[one] for one in labels if one != kind),
            ),
        )

    def _judge_cash_limit(self):
        """Refuse more cash than the store gives back on one ticket."""
        refusal, given = self.sudo()._explain_cash_limit()
        if refusal:
            self._need_approval("return_cash", given, refusal)

    def _explain_cash_limit(self):
        """Say that more cash goes back than the store gives on one ticket.

        Call it in superuser mode.

        :return: (sentence, empty when all is as it must be; how much cash)
        """
        self.ensure_one()
        limit = self.config_id.store_id._get_cash_refund_limit(self.currency_id)
        given = self._get_given_by_kind()["cash"]
        if (
            not limit
            or not (self.return_payload or self._get_policy_cases())
            or self.currency_id.compare_amounts(given, limit) <= 0
        ):
            return "", 0.0
        sentence = self.env._(
            "At most %(limit)s of a return is given back in cash. Use another tender "
            "for the rest.",
            limit=self.currency_id.format(limit),
        )
        return sentence, given

    def _get_tender_labels(self):
        return {
            "cash": self.env._("Cash"),
            "card": self.env._("Card"),
            "account": self.env._("Customer Account"),
            "credit": self.env._("Store Credit"),
        }

    def _find_tender_excess(self):
        """Return the kind of tender that takes too much, see `find_excess`."""
        self.ensure_one()
        store = self.config_id.store_id
        policies = self.env["retail.return.policy"]
        # Without policies the money may go anywhere.
        if not store or not policies._get_rule_ids(store.company_id.id):
            return None
        cases = self._get_policy_cases()
        if not cases:
            return None
        lines = self._get_tender_lines(cases)
        if all(tenders == "any" for _amount, tenders in lines):
            return None
        round_amount = self.currency_id.round
        left = self.lines.refunded_orderline_id.order_id._get_left_by_kind(self)
        # What the exchange of the same ticket pays for goes to no tender.
        return find_excess(
            {
                kind: round_amount(one)
                for kind, one in self._get_given_by_kind().items()
            },
            lines,
            {kind: round_amount(one) for kind, one in left.items()},
            round_amount,
            self._get_cash_rounding(),
        )

    def _get_tender_lines(self, cases):
        """Return (amount with its charges, tenders) of each case, see `get_most`."""
        own = self._get_own_returns(cases)
        return own._get_tender_lines(
            self.config_id.store_id, self.partner_id, cases, own
        )

    def _get_cash_rounding(self):
        """Return by how much the sale's register or this one rounds cash at most."""
        registers = (self | self.lines.refunded_orderline_id.order_id).config_id
        rounding = registers.filtered("cash_rounding").rounding_method
        return max(rounding.mapped("rounding"), default=0.0)

    def _get_given_by_kind(self):
        """Return {kind of tender: what this ticket gives back with it}."""
        given = defaultdict(float)
        for payment in self.payment_ids:
            given[payment.payment_method_id._get_tender_kind()] -= payment.amount
        return given

    def _get_left_by_kind(self, except_ticket):
        """Return {kind of tender: what was paid with it and not given back yet}.

        :param except_ticket: the `pos.order` that is just giving back
        """
        left = defaultdict(float)
        refunds = self.lines.refund_orderline_ids.order_id - except_ticket
        for ticket in self | refunds.filtered(
            lambda one: one.state in ("paid", "done")
        ):
            for payment in ticket.payment_ids:
                # The money of an exchange pays for other goods than these.
                if ticket in self or payment.amount < 0:
                    left[payment.payment_method_id._get_tender_kind()] += payment.amount
        for line in self.lines.filtered(lambda line: line._is_prepaid_payment()):
            left["credit"] -= line._get_subtotals()[1]
        return left
