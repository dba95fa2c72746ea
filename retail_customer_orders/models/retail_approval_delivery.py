from odoo import fields, models


class RetailApproval(models.Model):
    """Goods that left before they were paid, because a manager said so."""

    _inherit = "retail.approval"  # pylint: disable=consider-merging-classes-inherited

    _delivery_idx = models.Index("(res_id) WHERE kind = 'unpaid_delivery'")

    kind = fields.Selection(
        selection_add=[("unpaid_delivery", "Delivery Before Payment")],
        ondelete={"unpaid_delivery": "set other"},
    )
