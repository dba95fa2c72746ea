from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.policy import get_fee


class RetailReturnPolicy(models.Model):
    """What is kept of the money (RT-17)."""

    _inherit = "retail.return.policy"  # pylint: disable=consider-merging-classes-inherited

    fee_kind = fields.Selection(
        selection=[("percent", "Percentage"), ("fixed", "Amount per Unit")],
        string="Restocking Fee",
        help="Kept of what goods give back. Leave empty for no fee. For a fee by "
        "reason, add a policy for the reason.",
    )
    fee_percent = fields.Float(string="Fee Percentage")
    fee_amount = fields.Monetary(
        string="Fee per Unit", help="Taxes included. Never more than is given back."
    )
    fee_code_id = fields.Many2one(
        comodel_name="retail.charge.code",
        string="Charge Code",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('company_id', '=', company_id), ('kind', '=', 'other')]",
        help="Names the fee on the credit note, and its taxes and account.",
    )

    @api.constrains("fee_kind", "fee_percent", "fee_amount", "fee_code_id")
    def _check_fee(self):
        for policy in self:
            if policy.fee_kind and not policy.fee_code_id:
                raise ValidationError(
                    self.env._("Choose the charge code of the restocking fee.")
                )
            if policy.fee_amount < 0 or not 0 <= policy.fee_percent <= 100:
                raise ValidationError(
                    self.env._("A fee is not negative, and not more than 100 percent.")
                )

    @api.depends("fee_kind", "fee_percent", "fee_amount")
    def _compute_terms_summary(self):
        """Override of `retail_returns` to name the fee."""
        return super()._compute_terms_summary()

    def _describe_terms(self):
        """Override of `retail_returns` to name the fee."""
        parts = super()._describe_terms()
        if self.fee_kind == "percent":
            parts.append(self.env._("Fee %g %%", self.fee_percent))
        if self.fee_kind == "fixed":
            amount = self.currency_id.format(self.fee_amount)
            parts.append(self.env._("Fee %s each", amount))
        return parts

    @api.model
    def _find_fee(self, store, partner, case, quantity):
        """Return the policy that asks a fee for a line, and the fee.

        Call it in superuser mode.

        :param dict case: see `_explain_faults`
        :param float quantity: in the unit of the product
        :return: (policy, fee with taxes in the currency of the line); (none, 0.0) when
            there is no fee
        """
        policies = self.browse(self._get_rule_ids(store.company_id.id))
        policy = policies._find_match(store, partner, case)
        if not policy.fee_kind:
            return self.browse(), 0.0
        fee = get_fee(
            policy.fee_kind,
            policy.fee_percent,
            policy._get_case_amount(policy.fee_amount, case),
            case["amount"],
            quantity,
            policy._get_case_currency(case).round,
        )
        return policy, fee
