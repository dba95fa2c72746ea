from odoo import models


class SaleOrder(models.Model):
    """What stores ship waits for their acceptance (FU-03)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _action_confirm(self):
        """Override of `sale` to ask the stores that want to be asked."""
        self.order_line._start_acceptance()
        return super()._action_confirm()
