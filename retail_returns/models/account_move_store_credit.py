from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.retail_base.tools.judge import lock_records


class AccountMove(models.Model):
    """Invoices paid with store credit, and credit notes paid out to it."""

    _inherit = "account.move"  # pylint: disable=consider-merging-classes-inherited

    retail_store_credit = fields.Monetary(
        string="Store Credit",
        compute="_compute_retail_store_credit",
        compute_sudo=True,
        currency_field="company_currency_id",
        help="What the customer may still redeem.",
    )

    def _compute_retail_store_credit(self):
        credits = self.env["retail.store.credit"]
        for move in self:
            is_open = move.move_type == "out_invoice" and move.amount_residual
            credit = is_open and credits._find_of(move.partner_id, move.company_id)
            move.retail_store_credit = credit.balance if credit else 0.0

    def action_pay_with_store_credit(self):
        """Pay this invoice with the customer's store credit, as far as it goes.

        :raise UserError: nothing is open, or the customer has no store credit
        """
        self.ensure_one()
        self.check_access("write")
        self._settle_with_store_credit("out_invoice")

    def _settle_with_store_credit(self, move_type):
        """Set what is open off against the customer's store credit.

        :param str move_type: that this move must be; an invoice redeems, a credit note
            issues store credit
        """
        self.ensure_one()
        lock_records(self)
        currency = self.company_currency_id
        if (
            self.move_type != move_type
            or self.state != "posted"
            or self.currency_id != currency
            or currency.is_zero(self.amount_residual)
        ):
            raise UserError(
                self.env._(
                    "Nothing is open on %(move)s that store credit in %(currency)s "
                    "could settle.",
                    move=self.name,
                    currency=currency.name,
                )
            )
        # The ledger is nobody's to write; who may settle the move may move its money.
        credit = (
            self.env["retail.store.credit"]
            .sudo()
            ._lock_of(self.partner_id, self.company_id)
        )
        amount = self.amount_residual
        if move_type == "out_invoice":
            amount = -min(amount, credit.balance)
            if currency.compare_amounts(amount, 0) >= 0:
                raise UserError(
                    self.env._("%s has no store credit.", self.partner_id.name)
                )
        entry = self.sudo()._create_store_credit_entry(amount)
        credit._book(amount, move_id=entry.id)

    def button_draft(self):
        """Override of `account` to keep what the ledger of store credit names."""
        entries = self.env["retail.store.credit.entry"].sudo()
        kept = entries.search([("move_id", "in", self.ids)], limit=1).move_id
        if kept:
            raise UserError(
                self.env._(
                    "%s booked store credit of a customer: it stays as it is. Book "
                    "the difference instead.",
                    kept.name,
                )
            )
        return super().button_draft()

    def _create_store_credit_entry(self, amount):
        """Move `amount` between this move's open item and the account of store credit.

        :param float amount: positive when the customer may redeem more by it
        :return: the posted `account.move`, reconciled with this one
        """
        term = self.line_ids.filtered(
            lambda item: item.display_type == "payment_term" and not item.reconciled
        )
        account = self.company_id._ensure_store_credit_account()
        values = {"partner_id": self.commercial_partner_id.id, "name": self.name}
        journal = self.env["account.journal"].search(
            [("type", "=", "general"), ("company_id", "=", self.company_id.id)], limit=1
        )
        entry = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": journal.id,
                "ref": self.env._("Store credit: %s", self.name),
                "line_ids": [
                    Command.create(
                        {
                            **values,
                            "account_id": term.account_id[:1].id,
                            "balance": amount,
                        }
                    ),
                    Command.create(
                        {**values, "account_id": account.id, "balance": -amount}
                    ),
                ],
            }
        )
        entry.action_post()
        own = entry.line_ids.filtered(lambda item: item.account_id == term.account_id)
        (term | own).reconcile()
        return entry
