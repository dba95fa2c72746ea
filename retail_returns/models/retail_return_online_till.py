from odoo import api, models
from odoo.fields import Command

from .retail_return_life import OPEN_STATES


class RetailReturn(models.Model):
    """What was asked for online is taken back at a register."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _record_ticket(self, ticket, values):
        """Override of `retail_returns` to close the request that a ticket pays.

        The request becomes the return: its lines are what really came back.
        """
        request = ticket._get_return_request()
        if request.state not in OPEN_STATES:
            return super()._record_ticket(ticket, values)
        del values["uuid"]
        values["line_ids"] = [Command.clear(), *values["line_ids"]]
        values["policy_note"] = values.get("policy_note") or request.policy_note
        request.write(values)
        return request
