from odoo import api, fields, models


class RetailReturnLine(models.Model):
    """What goods give back, for reports over returns in several currencies."""

    _inherit = "retail.return.line"  # pylint: disable=consider-merging-classes-inherited

    company_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Company Currency"
    )
    company_amount = fields.Monetary(
        string="Refund in Company Currency",
        compute="_compute_company_amount",
        store=True,
        currency_field="company_currency_id",
        help="Taxes included, the fee taken off, at the rate of the day of the return.",
    )

    @api.depends("amount", "fee_amount", "return_id.currency_id", "return_id.date")
    def _compute_company_amount(self):
        for line in self:
            company = line.return_id.company_id
            line.company_amount = line.return_id.currency_id._convert(
                line.amount - line.fee_amount,
                company.currency_id,
                company,
                line.return_id.date,
            )
