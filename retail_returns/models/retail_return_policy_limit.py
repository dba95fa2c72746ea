from odoo import api, models


class RetailReturnPolicy(models.Model):
    """What a cashier gives back alone, whatever the policies say (RT-15)."""

    _inherit = "retail.return.policy"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _explain_faults(self, store, partner, cases):
        """Override of `retail_returns` to limit a line and a ticket."""
        faults = super()._explain_faults(store, partner, cases)
        return faults + (store._explain_return_limits(cases) if store else [])
