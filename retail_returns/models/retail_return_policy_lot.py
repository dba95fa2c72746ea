from collections import defaultdict

from odoo import api, fields, models

LOT_CHECKS = [
    ("refuse", "Refuse"),
    ("approve", "A Manager Approves"),
    ("warn", "Warn Only"),
]


class RetailReturnPolicy(models.Model):
    """Whether lots and serial numbers must be those that were sold (RT-13)."""

    _inherit = "retail.return.policy"  # pylint: disable=consider-merging-classes-inherited

    lot_check = fields.Selection(
        selection=LOT_CHECKS,
        string="Other Lot or Serial Number",
        required=True,
        default="refuse",
        help="What happens when another lot or serial number comes back than was sold. "
        "Goods that no policy is for are refused.",
    )

    @api.model
    def _describe_terms_from_ui(self, store, partner, sold):
        """Say what a till asks of goods before anybody knows why they come back.

        :return: {"asks_condition" (for one reason at least), "lot_check" (see
            `LOT_CHECKS`)}
        """
        case = {
            "product": sold.product_id,
            "sold": sold,
            "reason": self.env["retail.reason.code"],
        }
        policies = self.browse(self._get_rule_ids((store or sold).company_id.id))
        for_some_reason = policies.filtered(
            lambda policy: policy.condition
            and policy._is_for(
                store, partner, {**case, "reason": policy.reason_ids[:1]}
            )
        )
        policy = policies._find_match(store, partner, case)
        return {
            "asks_condition": bool(store and for_some_reason),
            "lot_check": policy.lot_check or "refuse",
        }

    @api.model
    def _find_lot_faults(self, store, partner, cases):
        """List which lots and serial numbers that come back are not those sold.

        Call it in superuser mode: who takes goods back need not read sales.

        :param list cases: see `_explain_faults`, with "lots" (names), "qty" and
            "ticket" (the `pos.order` that takes back, whose own lines do not count)
        :return: list of (one of `LOT_CHECKS`, sentence)
        """
        if not store:
            return []
        policies = self.browse(self._get_rule_ids(store.company_id.id))
        by_sold = defaultdict(list)
        for case in cases:
            if case["sold"] and case["product"].tracking != "none":
                by_sold[case["sold"]].append(case)
        faults = []
        for sold, own in by_sold.items():
            sentence = sold._explain_lots(
                [name for case in own for name in case["lots"]],
                sum(case["qty"] for case in own),
                own[0].get("ticket"),
            )
            if sentence:
                policy = policies._find_match(store, partner, own[0])
                faults.append((policy.lot_check or "refuse", sentence))
        return faults

    @api.model
    def _explain_lots(self, check, store, partner, cases):
        """Say which lots that come back are handled in one way, as sentences.

        :param str check: one of `LOT_CHECKS`
        """
        faults = self._find_lot_faults(store, partner, cases)
        return [sentence for how, sentence in faults if how == check]

    @api.model
    def _explain_faults(self, store, partner, cases):
        """Override of `retail_returns` to ask for approval of other lots."""
        known = [case for case in cases if "lots" in case]
        return super()._explain_faults(store, partner, cases) + self._explain_lots(
            "approve", store, partner, known
        )
