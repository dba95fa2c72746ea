from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class PosOrder(models.Model):
    """A pickup is not undone when its goods came back past the register."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_undo_obstacle(self, session):
        """Override of `retail_customer_orders` to look at returns without a ticket."""
        obstacle = super()._get_undo_obstacle(session)
        if obstacle:
            return obstacle
        if self._get_handed_out_lines()._is_any_received():
            return self.env._("some of the goods were returned already")
        return False

    def _check_undo(self, pickup):
        """Override of `retail_customer_orders` to let goods come back once.

        A return in the back office locks what was sold, and not the order.
        """
        result = super()._check_undo(pickup)
        # A cashier may not read orders; what leaves is an answer about this pickup.
        original = self.sudo().undo_pickup_of_id
        if lock_records(original._get_handed_out_lines())._is_any_received():
            raise UserError(
                self.env._(
                    "The pickup cannot be undone: some of the goods were returned "
                    "already."
                )
            )
        return result
