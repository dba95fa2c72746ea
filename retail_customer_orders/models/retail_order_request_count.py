from odoo import api, models


class RetailOrderRequest(models.Model):
    """How a register knows what its store has to do."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def count_orders_from_ui(self, config_id):
        """Count the orders that wait in the register's store (NT-01).

        :param int config_id: the register
        :return: {"pickup", "ship", "overdue"}: numbers of orders, at most 1000 each
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        return self._count_presets(config, ("pickup", "ship", "overdue"))
