from odoo import api, models


class ReportPickupSlip(models.AbstractModel):
    """The slip of deliveries, for those who fetch and hand out the goods."""

    _name = "report.retail_customer_orders.report_pickup_slip"
    _description = "Pickup Slip"

    @api.model
    def _get_report_values(self, docids, data=None):
        pickings = self.env["stock.picking"].browse(docids)
        pickings.check_access("read")
        # Who fetches the goods sees no orders, but what to fetch and for whom.
        slips = [picking._prepare_pickup_slip() for picking in pickings.sudo()]
        return {"docs": pickings, "slips": slips}


class ReportPickupSlipOrder(models.AbstractModel):
    """The slips of orders, one for each of their open pickups."""

    _name = "report.retail_customer_orders.report_pickup_slip_order"
    _description = "Pickup Slips of an Order"

    @api.model
    def _get_report_values(self, docids, data=None):
        orders = self.env["sale.order"].browse(docids)
        orders.check_access("read")
        pickings = orders._get_pickup_deliveries()
        return {
            "docs": orders,
            "slips": [picking._prepare_pickup_slip() for picking in pickings],
        }
