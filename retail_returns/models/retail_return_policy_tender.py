from odoo import api, fields, models


class RetailReturnPolicy(models.Model):
    """To which tenders the money goes back."""

    _inherit = "retail.return.policy"  # pylint: disable=consider-merging-classes-inherited

    tenders = fields.Selection(
        selection=[
            ("any", "Any"),
            ("original", "As the Sale Was Paid"),
            ("no_cash", "Not in Cash"),
            ("store_credit", "Store Credit Only"),
        ],
        string="Refund To",
        required=True,
        default="any",
        help="As the Sale Was Paid: to cash, to cards and to the customer's account at "
        "most what the sale was paid with each. What a register did not sell counts "
        "as paid without cash.",
    )

    @api.model
    def _get_tenders(self, store, partner, case):
        """Return the tenders of the policy that a line falls to; see `tenders`."""
        company = store.company_id
        policies = self.browse(self._get_rule_ids(company.id))
        policy = policies._find_match(store, partner, case)
        tenders = policy.tenders or "any"
        if tenders == "original" and case["sold"]._name != "pos.order.line":
            return "no_cash"
        return tenders

    @api.depends("tenders")
    def _compute_terms_summary(self):
        """Override of `retail_returns` to name the tenders."""
        return super()._compute_terms_summary()

    def _describe_terms(self):
        """Override of `retail_returns` to name the tenders."""
        labels = dict(self._fields["tenders"]._description_selection(self.env))
        parts = super()._describe_terms()
        if self.tenders != "any" and not self.final_sale:
            parts.append(self.env._("Refund: %s", labels[self.tenders]))
        return parts
