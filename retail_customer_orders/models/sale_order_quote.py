from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import format_date

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools import validity


class SaleOrder(models.Model):
    """A quote is an order that nobody has ordered yet, for a while (QT-01, QT-02)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    _quote_validity_idx = models.Index(
        "(validity_date, id) "
        "WHERE is_customer_order IS TRUE AND state IN ('draft', 'sent')"
    )

    quote_reminded_on = fields.Date(
        string="Reminded On",
        readonly=True,
        copy=False,
        help="When the customer was told that this quote is about to expire.",
    )

    # === VALIDITY ===#

    def _get_store_today(self):
        """Return the date that it is now in the store that made this quote."""
        self.ensure_one()
        # Customers see their quotes, but no stores.
        store = self.sudo()._get_selling_store()
        return store._get_local_today() if store else fields.Date.context_today(self)

    @api.model
    def _get_store_days(self, company=None):
        """Return the stores, of one company or of all, by the date that it is there.

        :return: {date: `stock.warehouse`}
        """
        stores = self.env["stock.warehouse"].with_context(active_test=False)
        stores = stores.search([("company_id", "=?", company and company.id)])
        return stores.grouped(lambda store: store._get_local_today())

    @api.model
    def _get_store_domain(self, stores):
        """Return the domain of the orders that these stores sell."""
        return Domain("origin_store_id", "in", stores.ids) | (
            Domain("origin_store_id", "=", False)
            & Domain("warehouse_id", "in", stores.ids)
        )

    @api.depends("is_customer_order")
    def _compute_validity_date(self):
        """Override of `sale_management` to let quotes hold as long as Retail says."""
        result = super()._compute_validity_date()
        for order in self.filtered("is_customer_order"):
            if not order.sale_order_template_id.number_of_days:
                order.validity_date = order._get_new_validity()
        return result

    def _get_new_validity(self):
        """Return the last day of a quote that is made or renewed today, or False."""
        self.ensure_one()
        days = self.company_id.retail_quote_validity_days
        return validity.expires_on(self._get_store_today(), days)

    @api.depends("is_customer_order", "state", "validity_date")
    def _compute_is_expired(self):
        """Override of `sale` to let the day end when it ends in the store."""
        own = self.filtered("is_customer_order")
        for order in own:
            order.is_expired = order.state in ("draft", "sent") and (
                validity.is_expired(order._get_store_today(), order.validity_date)
            )
        return super(SaleOrder, self - own)._compute_is_expired()

    def write(self, vals):
        """Override of `sale` to renew what is expired by its rules only."""
        if "validity_date" in vals and not self.env.su:
            day = fields.Date.to_date(vals["validity_date"] or None)
            for order in self:
                if order.validity_date != (day or False):
                    order._ensure_not_expired()
        return super().write(vals)

    def _ensure_not_expired(self):
        for order in self.filtered("is_customer_order"):
            if order.is_expired:
                raise UserError(order._explain_expired())

    def _explain_expired(self):
        return self.env._(
            "The quote %(quote)s expired on %(day)s. Renew it first: at today's "
            "prices or, if a manager agrees, at the old ones.",
            quote=self.name,
            day=format_date(self.env, self.validity_date),
        )

    # === CONVERSION ===#

    def _confirmation_error_message(self):
        """Override of `sale` to convert no quote that has expired.

        What the customer signed or paid in time stands.
        """
        message = super()._confirmation_error_message()
        if message or not self.is_customer_order or not self.is_expired:
            return message
        return not self._is_settled_with_customer() and self._explain_expired()

    def action_confirm(self):
        """Override of `sale` to know the deposit of what becomes an order.

        Whether charges are added before this or after: `_action_confirm` fixes the
        deposit again when all is there.
        """
        for quote in self.filtered("is_customer_order"):
            if not quote.deposit_required:
                quote._prepare_conversion()
        return super().action_confirm()

    def _convert_quote(self):
        """Turn this quote into an order, once (QT-02).

        :return: the deposit that the order requires, in its currency
        :raise UserError: it is an order already, was cancelled, or has expired
        """
        self.ensure_one()
        # Two people may do it at the same moment.
        lock_records(self)
        if not self.is_customer_order or self.state not in ("draft", "sent"):
            raise UserError(
                self.env._("%s is no quote any more. Look at the order.", self.name)
            )
        self.action_confirm()
        return self.deposit_required

    def _prepare_conversion(self):
        """Store the deposit that this order requires now (DP-01)."""
        return self._fix_required_deposit()
