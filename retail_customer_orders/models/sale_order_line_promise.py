from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

from .sale_order_line import FULFILMENT_FIELDS


class SaleOrderLine(models.Model):
    """Promising goods elsewhere, or on another day, when they are being prepared."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def write(self, vals):
        """Override of `sale_stock` to let goods leave as they are promised now (ED-01).

        Their deliveries are cancelled and new ones made, in the same transaction.
        """
        if not FULFILMENT_FIELDS & vals.keys():
            return super().write(vals)
        moved = self.filtered(
            lambda line: line.state == "sale" and line._changes(vals, FULFILMENT_FIELDS)
        )
        before = {line: line.fulfilment_summary for line in moved}
        moved._take_back_promise()
        result = super().write(vals)
        if moved:
            moved._action_launch_stock_rule()
            moved._log_promise(before)
        return result

    def _take_back_promise(self):
        """Cancel the deliveries of what was not handed out yet.

        :raise UserError: goods were picked, or ordered for this line, already
        """
        # A register may be handing the goods out at this moment.
        lock_records(self.order_id)
        moves = self.move_ids.filtered(
            lambda move: move.state not in ("done", "cancel")
        )
        for move in moves:
            if move._is_under_way():
                raise UserError(
                    self.env._(
                        "“%(product)s” of %(order)s was picked, or ordered for it, "
                        "already. Undo that in %(delivery)s first, or keep store, "
                        "address and day.",
                        product=move.product_id.display_name,
                        order=move.sale_line_id.order_id.name,
                        delivery=move.picking_id.name or move.reference,
                    )
                )
        # Whoever sells need not run the stockroom.
        moves.sudo()._action_cancel()

    def _log_promise(self, before):
        for order, lines in self.grouped("order_id").items():
            changes = [
                f"{line.product_id.display_name}: {before[line] or '–'} → "
                f"{line.fulfilment_summary}"
                for line in lines
            ]
            order._message_log(body=Markup("<br/>").join(changes))
