from odoo import api, models


class RetailReturnPolicy(models.Model):
    """Where a register must say how goods look."""

    _inherit = "retail.return.policy"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _has_conditions(self, store):
        """Say whether any policy of a store's company asks how goods look."""
        policies = self.browse(self._get_rule_ids(store.company_id.id))
        return any(policy.condition for policy in policies)

    @api.model
    def _asks_condition(self, store, partner, case):
        """Say whether the policy of a line asks how the goods look.

        :param dict case: see `_explain_faults`
        """
        if not store:
            return False
        policies = self.browse(self._get_rule_ids(store.company_id.id))
        return bool(policies._find_match(store, partner, case).condition)
