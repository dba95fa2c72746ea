from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class RetailDepositEntry(models.Model):
    """Which entries are of orders that still hold something."""

    _inherit = "retail.deposit.entry"  # pylint: disable=consider-merging-classes-inherited

    is_held = fields.Boolean(
        string="Still Held",
        compute="_compute_is_held",
        search="_search_is_held",
        help="The order holds a deposit: its entries do not add up to nothing.",
    )

    @api.depends("order_id.deposit_held")
    def _compute_is_held(self):
        for entry in self:
            entry.is_held = bool(entry.order_id.deposit_held)

    def _search_is_held(self, operator, value):
        if operator != "in":
            return NotImplemented
        holders = self._select_holders()
        return Domain.OR(
            Domain("order_id", "in" if is_held else "not in", holders)
            for is_held in value
        )

    @api.model
    def _select_holders(self):
        """Return the query of the orders whose entries do not add up to nothing.

        It becomes a part of the query that asks: the ids would be as many as there are
        orders.
        """
        ledger = self.sudo()
        query = ledger._search([])
        order = ledger._field_to_sql(ledger._table, "order_id", query)
        amount = ledger._field_to_sql(ledger._table, "amount", query)
        query.groupby = order
        query.having = SQL("SUM(%s) <> 0", amount)
        return query.select(order)
