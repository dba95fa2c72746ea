from odoo import models


class SaleOrder(models.Model):
    """What a register shows when a customer has come to the wrong store (PU-01)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _describe_in_full_for_till(self, config):
        """Override of `retail_customer_orders` to offer to hand goods out here instead.

        :return: see `read_order_from_ui`, and "actions": "move_here": {"enabled",
            "why", "lines": what waits in other stores, [{"order_line_id", "name",
            "qty", "store", "why": why it cannot be moved, empty when it can}]}
        """
        answer = super()._describe_in_full_for_till(config)
        answer["actions"]["move_here"] = self._describe_move_here(config.store_id)
        return answer

    def _describe_move_here(self, store):
        lines = self.order_line._get_pickups_elsewhere(store)
        if not lines:
            return {"enabled": False, "why": "", "lines": []}
        whole = self._get_edit_obstacle(store) or lines._explain_obstacle(
            self._get_hand_over_obstacle()
        )
        rows = [
            {
                "order_line_id": line.id,
                "name": line.product_id.display_name,
                "qty": line._to_product_unit(line.fulfilment_open_qty),
                "store": line.fulfilment_store_id.name,
                "why": whole or line._explain_obstacle(obstacle),
            }
            for line, obstacle in lines._get_move_obstacles(store).items()
        ]
        enabled = not all(row["why"] for row in rows)
        reasons = list(dict.fromkeys(row["why"] for row in rows))
        if enabled:
            why = ""
        elif len(reasons) == 1:
            why = reasons[0]
        else:
            why = self.env._("None of it can be handed out here.")
        return {"enabled": enabled, "why": why, "lines": rows}
