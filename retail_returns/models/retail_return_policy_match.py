from collections import defaultdict

from odoo import api, models

from ..tools.policy import count_days, find_faults

CHANNEL_OF_MODEL = {
    "pos.order.line": "ticket",
    "sale.order.line": "order",
    "account.move.line": "invoice",
}
TERMS = ("final_sale", "window_days", "condition", "sale_required", "approval_above")


class RetailReturnPolicy(models.Model):
    """Which policy goods that come back fall to, and what it says of them."""

    _inherit = "retail.return.policy"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _explain_faults(self, store, partner, cases):
        """Say what of a return is not as its policies want it (RT-18).

        Call it in superuser mode: who takes goods back need not read sales.

        :param store: the `stock.warehouse` that takes the goods back
        :param partner: the customer, may be empty
        :param list cases: for each line {"product", "sold" (line of one of three
            models, or an empty recordset), "reason", "condition", "amount", "currency"
            (of the amount; the company's when it is left out), "date" (of the rate;
            today when it is left out)}
        :return: list of sentences, empty when a cashier may go on alone
        """
        company = store.company_id or self.env.company
        policies = self.browse(self._get_rule_ids(company.id))
        if not policies:
            return []
        by_policy = defaultdict(list)
        for case in cases:
            by_policy[policies._find_match(store, partner, case)].append(case)
        sentences = []
        for policy, own in by_policy.items():
            if policy:
                amount = company.currency_id.round(
                    sum(policy._get_company_amount(case) for case in own)
                )
                for case in own:
                    sentences += policy._explain_case(store, case, amount)
        return list(dict.fromkeys(sentences))

    @api.model
    def _explain_sold_line(self, store, partner, sold):
        """Say why one of a sold line may need a manager to come back.

        Before anybody knows its reason; see `_explain_faults`.

        :return: sentences, empty when a cashier may go on alone
        """
        if not store:
            return ""
        case = {
            "product": sold.product_id,
            "sold": sold,
            "reason": self.env["retail.reason.code"],
            "condition": False,
            "amount": sold._get_paid_amount(1),
            "currency": sold.currency_id,
        }
        return " ".join(self._explain_faults(store, partner, [case]))

    def _find_match(self, store, partner, case):
        """Return the first of these policies that a line falls to, or none."""
        return next(
            (policy for policy in self if policy._is_for(store, partner, case)),
            self.browse(),
        )

    def _is_for(self, store, partner, case):
        self.ensure_one()
        product, sold = case["product"], case["sold"]
        channel = CHANNEL_OF_MODEL.get(sold._name) if sold else "none"
        goods = self.categ_ids or self.product_ids
        places = self.store_ids or self.store_group_ids
        tags = partner.category_id | partner.commercial_partner_id.category_id
        return (
            (not self.channel or self.channel == channel)
            and (not self.reason_ids or case["reason"] in self.reason_ids)
            and (
                not goods
                or product in self.product_ids
                or self._is_among(product.categ_id, self.categ_ids)
            )
            and (
                not places
                or store in self.store_ids
                or self._is_among(store.store_group_id, self.store_group_ids)
            )
            and (
                not self.partner_category_ids
                or self._is_among(tags, self.partner_category_ids)
            )
        )

    def _explain_case(self, store, case, amount):
        """Say what of one line is not as this policy wants it.

        :param float amount: what all lines of this policy give back, in its currency
        """
        self.ensure_one()
        sold = case["sold"]
        got = sold._get_handed_out_at() if sold else None
        days = got and count_days(store._localize(got).date(), store._get_local_today())
        faults = find_faults(
            {name: self[name] for name in TERMS},
            {
                "days": days,
                "is_linked": bool(sold),
                "condition": case["condition"],
                "amount": amount,
            },
        )
        texts = self._get_fault_texts(case["product"].display_name, days, amount)
        return [texts[fault] for fault in faults]

    def _get_fault_texts(self, product, days, amount):
        values = {"product": product, "policy": self.name}
        return {
            "final_sale": self.env._(
                "%(product)s is a final sale (%(policy)s).", **values
            ),
            "window": self.env._(
                "%(product)s was handed out %(days)s days ago; it can come back for "
                "%(window)s days (%(policy)s).",
                days=days,
                window=self.window_days,
                **values,
            ),
            "condition": self.env._(
                "%(product)s is not as it must be to come back (%(policy)s).", **values
            ),
            "sale": self.env._(
                "%(product)s comes back with its receipt only (%(policy)s).", **values
            ),
            "amount": self.env._(
                "%(amount)s given back is above %(limit)s (%(policy)s).",
                amount=self.currency_id.format(amount),
                limit=self.currency_id.format(self.approval_above),
                policy=self.name,
            ),
        }
