from odoo import api, fields, models


class RetailReturn(models.Model):
    """Returns that a register took without the network (RT-09)."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    is_offline = fields.Boolean(
        string="Taken Off Line",
        readonly=True,
        copy=False,
        help="The register had no network: nobody could be asked before the money was "
        "given back.",
    )

    @api.model
    def _prepare_from_ticket(self, ticket, lines):
        """Override of `retail_returns` to keep that nobody could be asked."""
        values = super()._prepare_from_ticket(ticket, lines)
        values["is_offline"] = ticket._is_offline_return()
        return values
