from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    """Who may change the deposit of an order, and how far."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    retail_deposit_lowering = fields.Selection(
        selection=[
            ("managers", "Managers Only"),
            ("users", "Every User of Retail"),
        ],
        string="Who May Lower Deposits",
        default="managers",
        required=True,
        help="In the back office. At a register a manager approves it in any case.",
    )
    retail_deposit_minimum_percent = fields.Float(
        string="Lowest Deposit Percentage",
        help="Nobody may lower a deposit below this share of the order's total, unless "
        "the rules themselves ask for less.",
    )

    @api.constrains("retail_deposit_minimum_percent")
    def _check_retail_deposit_minimum_percent(self):
        for company in self:
            if not 0 <= company.retail_deposit_minimum_percent <= 100:
                raise ValidationError(
                    self.env._(
                        "%(field)s must lie between 0 and 100.",
                        field=self._get_retail_label("retail_deposit_minimum_percent"),
                    )
                )

    @api.model
    def _load_pos_data_fields(self, config):
        """Override of `point_of_sale` to load how far a till may lower a deposit."""
        return super()._load_pos_data_fields(config) + [
            "retail_deposit_minimum_percent"
        ]
