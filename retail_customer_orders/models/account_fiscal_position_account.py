from odoo import api, models
from odoo.exceptions import ValidationError


class AccountFiscalPositionAccount(models.Model):
    _inherit = "account.fiscal.position.account"

    @api.constrains("account_src_id")
    def _check_retail_deposit_account(self):
        """A deposit on another account could never be found again."""
        companies = (
            self.env["res.company"]
            .sudo()
            .search([("retail_deposit_account_id", "in", self.account_src_id.ids)])
        )
        for mapping in self:
            if mapping.account_src_id in companies.retail_deposit_account_id:
                raise ValidationError(
                    self.env._(
                        "“%(account)s” holds the deposits of customer orders; a fiscal "
                        "position cannot replace it.",
                        account=mapping.account_src_id.display_name,
                    )
                )
