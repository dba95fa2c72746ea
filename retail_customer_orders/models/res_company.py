from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

ACCOUNT_CODE = "299000"


class ResCompany(models.Model):
    _inherit = "res.company"

    retail_deposit_account_id = fields.Many2one(
        comodel_name="account.account",
        string="Deposit Account",
        domain="[('account_type', '=', 'liability_current'), "
        "('reconcile', '=', True), ('company_ids', 'in', id)]",
        ondelete="restrict",
        help="Holds what customers paid for orders until they get the goods.",
    )
    retail_deposit_product_id = fields.Many2one(
        comodel_name="product.product",
        string="Deposit Product",
        domain="[('type', '=', 'service'), ('company_id', 'in', (id, False))]",
        ondelete="restrict",
        help="Stands for a deposit on tickets and invoices.",
    )

    retail_deposit_tax = fields.Selection(
        selection=[
            ("none", "When the Goods Leave"),
            ("now", "At Once"),
        ],
        string="Tax on Deposits",
        required=True,
        default="none",
        help="When the Goods Leave: a deposit bears no tax.\n"
        "At Once: a deposit bears the taxes of the goods that it is for, which are "
        "taken off again when it is used. Deposits that were taken before a change "
        "stay as they are.",
    )

    @api.constrains("retail_deposit_account_id")
    def _check_retail_deposit_account(self):
        for company in self:
            account = company.retail_deposit_account_id
            if account and not (
                account.reconcile and account.account_type == "liability_current"
            ):
                raise ValidationError(
                    self.env._(
                        "“%(account)s” cannot hold deposits: choose a current "
                        "liability that allows reconciliation.",
                        account=account.display_name,
                    )
                )

    @api.constrains("retail_deposit_product_id")
    def _check_retail_deposit_product(self):
        for company in self:
            product = company.retail_deposit_product_id
            taxes = product.taxes_id._filter_taxes_by_company(company)
            if product and (product.type != "service" or taxes):
                raise ValidationError(
                    self.env._(
                        "“%(product)s” cannot stand for deposits: choose a service "
                        "without taxes.",
                        product=product.display_name,
                    )
                )

    def write(self, vals):
        """Override of `base` to keep the product's account the deposit account."""
        result = super().write(vals)
        if {"retail_deposit_account_id", "retail_deposit_product_id"} & vals.keys():
            self._assign_retail_deposit_account()
        return result

    def _assign_retail_deposit_account(self):
        for company in self.sudo():
            account = company.retail_deposit_account_id
            product = company.retail_deposit_product_id.with_company(company)
            if account and product:
                product.property_account_income_id = account

    def _ensure_retail_deposit(self):
        """Give each company an account and a product for deposits where it has none.

        Calling it again changes nothing.
        """
        # A cashier opens the session for which they are needed.
        for company in self.sudo():
            company = company.with_company(company)
            if not company.retail_deposit_account_id:
                company.retail_deposit_account_id = company._create_deposit_account()
            if not company.retail_deposit_product_id:
                company.retail_deposit_product_id = company._create_deposit_product()

    def _create_deposit_account(self):
        self.ensure_one()
        accounts = self.env["account.account"].with_company(self)
        return accounts.create(
            {
                "name": self.env._("Customer order deposits"),
                "code": accounts._search_new_account_code(ACCOUNT_CODE),
                "account_type": "liability_current",
                "reconcile": True,
                "company_ids": [Command.set(self.ids)],
            }
        )

    def _create_deposit_product(self):
        self.ensure_one()
        return self.env["product.product"].create(
            {
                "name": self.env._("Deposit"),
                "type": "service",
                "company_id": self.id,
                "list_price": 0.0,
                "taxes_id": [Command.clear()],
                "supplier_taxes_id": [Command.clear()],
                "available_in_pos": False,
                "sale_ok": False,
                "purchase_ok": False,
            }
        )

    @api.model
    def _load_pos_data_fields(self, config):
        """Override of `point_of_sale` to load what the till needs for deposits."""
        return super()._load_pos_data_fields(config) + [
            "retail_default_order_type",
            "retail_deposit_percent",
            "retail_deposit_product_id",
            "retail_deposit_tax",
        ]
