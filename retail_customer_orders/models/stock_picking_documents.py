from odoo import models


class StockPicking(models.Model):
    """What a pickup slip says: what to fetch, for whom, what is to be paid."""

    _inherit = "stock.picking"  # pylint: disable=consider-merging-classes-inherited

    def _is_pickup(self):
        """Say whether the goods of this transfer are picked up in a store."""
        self.ensure_one()
        return (self.fulfilment_key or "").startswith("pickup/")

    def _prepare_pickup_slip(self):
        """Return what the slip of this transfer says. Needs superuser rights.

        :return: {"picking", "order", "store", "date", "collector", "lines": see
            `_prepare_slip_lines`, "to_pay": what the till takes for all of it}
        """
        self.ensure_one()
        order, deadline = self.sale_id, self.date_deadline or self.scheduled_date
        store = self.picking_type_id.warehouse_id
        return {
            "picking": self,
            "order": order,
            "store": store,
            "date": store._localize(deadline).date(),
            "collector": order.collector_name or order.partner_id.display_name,
            "lines": self._prepare_slip_lines(),
            "to_pay": self._get_pickup_due(),
        }

    def _prepare_slip_lines(self):
        """Return the goods by the place where they are, and what is not there yet.

        :return: list of {"product", "quantity", "unit", "lot", "place": empty for what
            is missing}
        """
        lines = []
        for move in self.move_ids.filtered(lambda move: move.state != "cancel"):
            values = {"product": move.product_id, "unit": move.product_uom, "lot": ""}
            for item in move.move_line_ids:
                lines.append(
                    {
                        **values,
                        "unit": item.product_uom_id,
                        "quantity": item.quantity,
                        "lot": item.lot_id.name or "",
                        "place": item.location_id.display_name,
                    }
                )
            missing = move.product_uom_qty - move.quantity
            if move.state != "done" and move.product_uom.compare(missing, 0) > 0:
                lines.append({**values, "quantity": missing, "place": ""})
        return lines

    def _get_pickup_due(self):
        """Return what is to be paid when all that this delivery holds is handed out."""
        order, quantities = self.sale_id, self._get_open_quantities()
        deposit = sum(order._get_deposit_shares(quantities).values())
        value = sum(line._get_value(quantity) for line, quantity in quantities.items())
        return order.currency_id.round(value - deposit)
