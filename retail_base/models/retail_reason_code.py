from odoo import api, fields, models


class RetailReasonCode(models.Model):
    _name = "retail.reason.code"
    _description = "Reason Code"
    _inherit = ["pos.load.mixin"]
    _order = "kind, sequence, name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char()
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        selection=[
            ("return", "Return"),
            ("cancellation", "Cancellation"),
            ("charge_override", "Change of a Charge"),
            ("deposit_override", "Change of a Deposit"),
            ("hold", "Hold"),
            ("approval", "Approval"),
        ],
        required=True,
        default="return",
        index=True,
    )
    note_required = fields.Boolean(
        help="Who gives this reason must also write a note.",
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        index=True,
        help="Leave empty to use the reason in all companies.",
    )

    @api.model
    def _load_pos_data_domain(self, data, config):
        """Override of `point_of_sale` to load the reasons of the register's company."""
        return [("company_id", "in", (config.company_id.id, False))]

    @api.model
    def _load_pos_data_fields(self, config):
        """Override of `point_of_sale` to load what the till shows."""
        return ["id", "name", "code", "kind", "note_required", "sequence"]
