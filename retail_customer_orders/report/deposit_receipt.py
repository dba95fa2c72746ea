from odoo import api, models


class ReportDepositReceipt(models.AbstractModel):
    """What was received on orders, when and how, and what is left to pay."""

    _name = "report.retail_customer_orders.report_deposit_receipt"
    _description = "Deposit Receipt"

    @api.model
    def _get_report_values(self, docids, data=None):
        orders = self.env["sale.order"].browse(docids)
        orders.check_access("read")
        return {
            "docs": orders,
            "receipts": {
                order.id: order.with_context(
                    lang=order.partner_id.lang
                )._prepare_deposit_receipt()
                for order in orders
            },
        }
