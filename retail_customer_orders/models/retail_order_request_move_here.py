from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class RetailOrderRequest(models.Model):
    """How a register hands out what was promised in another store (PU-01)."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def move_pickup_here_from_ui(self, config_id, order_id, line_ids, version):
        """Let goods be picked up in the register's store instead of in another one.

        All of them or none: they are reserved here before this returns.

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :param list line_ids: of the `sale.order.line` that are moved
        :param str version: as `read_order_from_ui` gave it
        :return: the order as `read_order_from_ui`
        :raise UserError: somebody else changed the order, or goods cannot be moved
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = self._browse_order(config, order_id)
        store = config.store_id
        # Two registers may change the same order at the same moment.
        lock_records(order)
        order._ensure_unchanged(version)
        order._ensure_editable(store)
        wanted = line_ids if isinstance(line_ids, list) else []
        lines = order.order_line.filtered(lambda line: line.id in wanted)
        if not lines or lines - lines._get_pickups_elsewhere(store):
            raise UserError(
                self.env._("Choose goods that wait to be picked up in another store.")
            )
        obstacle = order._get_hand_over_obstacle()
        for line in lines:
            line._refuse_move(store, obstacle)
        lines._move_pickup_here(store)
        order.invalidate_recordset()
        return order._describe_in_full_for_till(config)
