from odoo import models

UNRESERVED = ("confirmed", "waiting", "partially_available")


class SaleOrder(models.Model):
    """Reserving the goods of orders that were changed or held."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _reserve_goods(self):
        """Reserve the goods of these orders again.

        Orders of registers are reserved in a transaction of its own, as when they
        were taken: tills that sell the same goods need not wait for each other.
        """
        requests = self.sudo().order_request_ids.filtered(
            lambda request: request.state == "done" and request.order_id.state == "sale"
        )
        if requests:
            requests.to_reserve = True
            requests._reserve_after_commit()
        (self.sudo() - requests.order_id)._reserve_now()

    def _reserve_now(self):
        """Reserve what of these orders' goods is not reserved, if there is any."""
        # A delivery may be ready while goods that were added to it are not reserved.
        pickings = self.picking_ids.filtered(
            lambda picking: any(move.state in UNRESERVED for move in picking.move_ids)
        )
        for company, group in pickings.grouped("company_id").items():
            group.with_company(company).action_assign()
