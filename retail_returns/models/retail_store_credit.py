from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.retail_base.tools.judge import lock_records
from odoo.addons.retail_base.tools.read_id import read_id


class RetailStoreCredit(models.Model):
    """What a customer may still redeem in any store of a company (RP-08)."""

    _name = "retail.store.credit"
    _description = "Store Credit"
    _order = "balance desc, id"
    _rec_name = "partner_id"

    _partner_unique = models.Constraint(
        "UNIQUE (partner_id, company_id)", "This customer has store credit already."
    )

    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        comodel_name="res.company", required=True, readonly=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    entry_ids = fields.One2many(
        comodel_name="retail.store.credit.entry",
        inverse_name="credit_id",
        string="Entries",
        readonly=True,
    )
    balance = fields.Monetary(
        compute="_compute_balance",
        store=True,
        help="What the customer may still redeem.",
    )

    @api.depends("entry_ids.amount")
    def _compute_balance(self):
        groups = self.env["retail.store.credit.entry"]._read_group(
            [("credit_id", "in", self.ids)], ["credit_id"], ["amount:sum"]
        )
        totals = dict(groups)
        for credit in self:
            credit.balance = totals.get(credit, 0.0)

    @api.model
    def _find_of(self, partner, company):
        """Return the store credit of a customer, who may be a company's contact."""
        return self.search(
            [
                ("partner_id", "=", partner.commercial_partner_id.id),
                ("company_id", "=", company.id),
            ]
        )

    @api.model
    def _lock_of(self, partner, company):
        """Return the store credit of a customer, made if need be, and locked.

        Two registers that give the customer the first credit at once make one row.
        """
        credit = self._find_of(partner, company)
        if not credit:
            self.env.cr.execute(
                SQL(
                    "INSERT INTO retail_store_credit (partner_id, company_id, balance) "
                    "VALUES (%s, %s, 0) "
                    "ON CONFLICT (partner_id, company_id) DO NOTHING",
                    partner.commercial_partner_id.id,
                    company.id,
                )
            )
            credit = self._find_of(partner, company)
        return lock_records(credit)

    def _book(self, amount, **links):
        """Add what the customer got, or take away what was redeemed.

        :param float amount: positive when the customer may redeem more by it
        :param links: further values of the entry
        :return: the `retail.store.credit.entry`
        """
        self.ensure_one()
        return self.env["retail.store.credit.entry"].create(
            {
                "credit_id": self.id,
                "kind": "issued" if amount > 0 else "redeemed",
                "amount": amount,
                **links,
            }
        )

    @api.model
    def read_store_credit_from_ui(self, config_id, partner_id):
        """Say how much a customer may redeem at a register.

        :param int config_id: the register that asks
        :param int partner_id: the customer
        :return: {"balance" (in the register's currency)}
        :raise UserError, AccessError: the register, or the customer, may not be used
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        partner = self.env["res.partner"].browse(read_id(partner_id)).exists()
        if not partner:
            raise UserError(self.env._("Choose a customer."))
        partner.check_access("read")
        # A cashier may not read the store credit of all; what leaves is one balance.
        credit = self.sudo()._find_of(partner, config.company_id)
        return {"balance": max(credit.balance, 0.0)}
