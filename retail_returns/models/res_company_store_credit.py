from odoo import fields, models
from odoo.fields import Command

ACCOUNT_CODE = "2131"


class ResCompany(models.Model):
    """Where store credit is owed to customers."""

    _inherit = "res.company"

    retail_store_credit_account_id = fields.Many2one(
        comodel_name="account.account",
        string="Store Credit Account",
        check_company=True,
        domain="[('account_type', '=', 'liability_current'), ('reconcile', '=', True)]",
        help="What customers may still redeem is owed here, one item for each "
        "customer and ticket.",
    )

    def _ensure_store_credit_account(self):
        """Return the account of store credit; make one where there is none."""
        self.ensure_one()
        # Whoever issues store credit need not keep books.
        company = self.sudo().with_company(self)
        if not company.retail_store_credit_account_id:
            accounts = self.env["account.account"].sudo().with_company(self)
            company.retail_store_credit_account_id = accounts.create(
                {
                    "name": self.env._("Store credit of customers"),
                    "code": accounts._search_new_account_code(ACCOUNT_CODE),
                    "account_type": "liability_current",
                    "reconcile": True,
                    "company_ids": [Command.set(self.ids)],
                }
            )
        return company.retail_store_credit_account_id
