from odoo import api, fields, models


class RetailReturn(models.Model):
    """Returns whose money went into other goods of the same ticket (RP-07)."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    is_exchange = fields.Boolean(
        string="Exchange",
        readonly=True,
        copy=False,
        help="Other goods, or the deposit of an order, were paid with what these gave "
        "back.",
    )

    @api.model
    def _prepare_from_ticket(self, ticket, lines):
        """Override of `retail_returns` to tell an exchange from a refund."""
        values = super()._prepare_from_ticket(ticket, lines)
        values["is_exchange"] = ticket._is_exchange()
        return values
