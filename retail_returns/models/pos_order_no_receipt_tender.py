from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError

from ..tools.tender_split import find_overdraw


class PosOrder(models.Model):
    """To which tenders the share of a refund goes that is without receipt (RP-03)."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_judge_steps(self):
        """Override of `retail_base` to judge tenders of goods without receipt."""
        return super()._get_judge_steps() + ["_judge_no_receipt_tenders"]

    def _judge_no_receipt_tenders(self):
        """Refuse tenders that are not for goods without receipt, for their share.

        Lines with receipt in the same ticket free nothing of it (W-10). A manager may
        allow it, at an own log-in or with an approval on this register (RP-02).

        :raise UserError: which tender takes too much, and which ones to use
        """
        self.ensure_one()
        refusal, amount = self.sudo()._explain_no_receipt_tenders()
        if not refusal or self.env.user.has_group("retail_base.group_retail_manager"):
            return
        try:
            self.env["retail.approval"]._use(
                "return_tender", self.uuid, record=self, amount=amount
            )
        except UserError as error:
            raise UserError(
                self.env._(
                    "%(refusal)s %(approval)s", refusal=refusal, approval=error.args[0]
                )
            ) from error

    def _explain_no_receipt_tenders(self):
        """Say which tender takes too much of goods without receipt.

        Call it in superuser mode.

        :return: (sentence, empty when all is as it must be; what that tender takes)
        """
        self.ensure_one()
        if not self._get_no_receipt_lines() or not self.config_id.store_id:
            return "", 0.0
        places = self._get_tender_places()
        given = self._get_given_by_place()
        originals = self.lines.refunded_orderline_id.order_id
        overdraw = find_overdraw(
            given,
            list(places),
            self._get_no_receipt_tender_lines(),
            originals._get_left_by_kind(self),
            self.currency_id.round,
            self._get_cash_rounding(),
        )
        if not overdraw:
            return "", 0.0
        worst, most, others = overdraw
        names = [places[place] for place in others] or [self.env._("another tender")]
        sentence = self.env._(
            "With goods without receipt, %(tender)s may take at most %(amount)s of "
            "this refund. Use %(others)s for the rest.",
            tender=places[worst],
            amount=self.currency_id.format(most),
            others=", ".join(names),
        )
        return sentence, given[worst]

    def _get_tender_places(self):
        """Return {(kind, not for goods without receipt): names of methods}."""
        names = defaultdict(list)
        used = self.payment_ids.payment_method_id
        for method in self.config_id.payment_method_ids | used:
            names[method._get_tender_place()].append(method.name)
        return {place: ", ".join(own) for place, own in names.items()}

    def _get_given_by_place(self):
        given = defaultdict(float)
        for payment in self.payment_ids:
            given[payment.payment_method_id._get_tender_place()] -= payment.amount
        return {place: self.currency_id.round(one) for place, one in given.items()}

    def _get_no_receipt_tender_lines(self):
        """Return the returned lines as `find_overdraw` takes them."""
        policies = self.env["retail.return.policy"]
        store, partner = self.config_id.store_id, self.partner_id
        cases = self._get_policy_cases() + self._get_no_receipt_cases()
        lines = [
            (
                self.currency_id.round(case["amount"]),
                policies._get_tenders(store, partner, case),
                not case["sold"],
            )
            for case in cases
        ]
        # Charges that are given back beside the goods go anywhere.
        back = self.lines.filtered(lambda line: line.qty < 0)
        beside = -sum(line._get_amount_incl() for line in back)
        beside -= sum(case["amount"] for case in cases)
        return [*lines, (max(self.currency_id.round(beside), 0.0), "any", False)]

    def _find_tender_excess(self):
        """Override of `retail_returns` to judge all lines of such a ticket together."""
        return None if self._get_no_receipt_lines() else super()._find_tender_excess()
