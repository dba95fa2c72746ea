from odoo import api, models

from ..tools.policy import count_days, find_faults


class RetailReturnPolicy(models.Model):
    """What the policies refuse a customer who asks online, before any store looks."""

    _inherit = "retail.return.policy"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _explain_online_refusals(self, store, partner, sold, reasons):
        """Say why a customer cannot ask to bring back a sold line (RT-18).

        Final sales and what is over its window; all else a store decides on when it
        has seen the goods. Call it in superuser mode.

        :param store: the `stock.warehouse` that shall take the goods back
        :param partner: the customer
        :param sold: a line of one of three models
        :param reasons: `retail.reason.code` records
        :return: {reason: sentence, empty when the customer may ask}
        """
        policies = self.browse(self._get_rule_ids(store.company_id.id))
        result, known = {}, {self.browse(): ""}
        for reason in reasons:
            case = {"product": sold.product_id, "sold": sold, "reason": reason}
            policy = policies._find_match(store, partner, case)
            if policy not in known:
                known[policy] = policy._explain_online_refusal(store, sold)
            result[reason] = known[policy]
        return result

    def _explain_online_refusal(self, store, sold):
        self.ensure_one()
        if not self.final_sale and not self.window_days:
            return ""
        got = sold._get_handed_out_at()
        days = got and count_days(store._localize(got).date(), store._get_local_today())
        faults = find_faults(
            {
                "final_sale": self.final_sale,
                "window_days": self.window_days,
                "condition": False,
                "sale_required": False,
                "approval_above": 0.0,
            },
            {"days": days, "is_linked": True, "condition": False, "amount": 0.0},
        )
        texts = self._get_fault_texts(sold.product_id.display_name, days, 0.0)
        return " ".join(texts[fault] for fault in faults)
