from odoo import api, fields, models


class AccountPayment(models.Model):
    """Money for a customer order that comes, or goes back, past the till."""

    _inherit = "account.payment"

    _deposit_uuid_unique = models.UniqueIndex(
        "(deposit_uuid) WHERE deposit_uuid IS NOT NULL",
        "This payment was booked already.",
    )

    customer_order_id = fields.Many2one(
        comodel_name="sale.order",
        string="Deposit of Order",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        copy=False,
        help="The payment is a deposit on this order, or gives one back.",
    )
    deposit_uuid = fields.Char(readonly=True, copy=False)

    @api.depends("customer_order_id")
    def _compute_outstanding_account_id(self):
        """Override of `account` to book deposits at once, whatever the journal.

        A journal without an account of its own books a payment only with the bank
        statement: until then, the order would hold money that no account shows.
        """
        result = super()._compute_outstanding_account_id()
        for payment in self.filtered("customer_order_id"):
            if not payment.outstanding_account_id:
                payment.outstanding_account_id = payment._get_outstanding_account(
                    payment.payment_type
                )
        return result

    @api.depends("customer_order_id")
    def _compute_destination_account_id(self):
        """Override of `account` to owe deposits to the customer."""
        result = super()._compute_destination_account_id()
        for payment in self.filtered("customer_order_id"):
            account = payment.company_id.retail_deposit_account_id
            payment.destination_account_id = account
        return result

    def _prepare_move_line_default_vals(
        self, write_off_line_vals=None, force_balance=None
    ):
        """Override of `account` to say whose deposit the counterpart is."""
        values = super()._prepare_move_line_default_vals(
            write_off_line_vals, force_balance
        )
        if self.customer_order_id:
            values[1]["customer_order_id"] = self.customer_order_id.id
        return values
