from odoo import fields, models


class RetailApproval(models.Model):
    """A manager lets a cashier decide about what the store prepares."""

    _inherit = "retail.approval"  # pylint: disable=consider-merging-classes-inherited

    kind = fields.Selection(
        selection_add=[
            ("picking_takeover", "Picking Taken Over"),
            ("shipment_decision", "Shipment Accepted or Rejected"),
        ],
        ondelete={
            "picking_takeover": "set other",
            "shipment_decision": "set other",
        },
    )
