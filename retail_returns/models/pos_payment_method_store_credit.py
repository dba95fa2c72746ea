from odoo import api, fields, models
from odoo.exceptions import ValidationError


class PosPaymentMethod(models.Model):
    """Store credit is a tender: refunds issue it, sales redeem it."""

    _inherit = "pos.payment.method"  # pylint: disable=consider-merging-classes-inherited

    is_store_credit = fields.Boolean(
        string="Store Credit",
        help="Refunds to this method give the customer a balance, which all registers "
        "with such a method redeem. It has no journal, and identifies the customer.",
    )

    @api.model
    def _load_pos_data_fields(self, config):
        """Override of `point_of_sale` to tell tills which method is store credit."""
        return super()._load_pos_data_fields(config) + ["is_store_credit"]

    def _get_tender_kind(self):
        """Override of `retail_returns` to tell store credit from the account."""
        self.ensure_one()
        return "credit" if self.is_store_credit else super()._get_tender_kind()

    def _is_on_account(self):
        """Override of `retail_customer_orders`: store credit pays at once."""
        return super()._is_on_account() and not self.is_store_credit

    @api.onchange("is_store_credit")
    def _onchange_is_store_credit(self):
        if self.is_store_credit:
            self.journal_id = False
            self.split_transactions = True

    @api.constrains("is_store_credit", "journal_id", "split_transactions")
    def _check_is_store_credit(self):
        for method in self.filtered("is_store_credit"):
            if method.journal_id or not method.split_transactions:
                raise ValidationError(
                    self.env._(
                        "“%s” is store credit: it has no journal, and identifies the "
                        "customer.",
                        method.name,
                    )
                )
