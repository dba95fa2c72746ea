from odoo import api, models

from ..tools.payload import take_code


class RetailReview(models.Model):
    """Tickets that were never sent are kept without the collector's code."""

    _inherit = "retail.review"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _check_tickets(self, tickets):
        """Override of `retail_base` to store no code; a manager looks into it."""
        return {
            uuid: {**ticket, "pickup_payload": take_code(payload)[0]}
            if (payload := ticket.get("pickup_payload"))
            else ticket
            for uuid, ticket in super()._check_tickets(tickets).items()
        }
