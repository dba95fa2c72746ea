from odoo import api, fields, models


class ResCompany(models.Model):
    """How long quotes hold."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    _retail_quote_days_positive = models.Constraint(
        "CHECK (retail_quote_validity_days >= 0 AND retail_quote_reminder_days >= 0)",
        "Days cannot be negative. Enter 0 or more.",
    )

    retail_quote_validity_days = fields.Integer(
        string="Quote Validity",
        default=30,
        help="Days that the prices of a quote hold. 0: they hold for ever.",
    )
    retail_quote_reminder_days = fields.Integer(
        string="Quote Reminder",
        default=0,
        help="Days before its last day that the customer of a quote gets an e-mail. "
        "0: no e-mail.",
    )

    @api.model
    def _load_pos_data_fields(self, config):
        """Override of `point_of_sale` to load until when a quote may hold."""
        fields_loaded = super()._load_pos_data_fields(config)
        return [*fields_loaded, "retail_quote_validity_days"]
