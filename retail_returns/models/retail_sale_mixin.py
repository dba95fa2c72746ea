from odoo import fields, models

from ..tools.payload import SALE_KINDS

MODELS = dict(zip(SALE_KINDS, ("pos.order", "sale.order", "account.move"), strict=True))


class RetailSaleMixin(models.AbstractModel):
    """What one document sold: a ticket, an order, or an invoice without order.

    Call all of it in superuser mode, once the register is checked: a cashier may read
    neither orders nor invoices.
    """

    _name = "retail.sale.mixin"
    _description = "Sale"

    def _get_sale_key(self):
        """Return how registers name this sale: "ticket-12", "order-5", "invoice-7"."""
        self.ensure_one()
        kinds = {model: kind for kind, model in MODELS.items()}
        return f"{kinds[self._name]}-{self.id}"

    def _get_sold_goods(self):
        """Return the lines of this document that sold goods which can come back.

        Each unit is of one line, and a line is of one sale.
        """
        raise NotImplementedError

    def _get_sale_currency(self):
        """Return the currency in which this sale was paid."""
        self.ensure_one()
        return self.currency_id

    def _prepare_sale_head(self):
        """Return "name", "date" (UTC), "store_record", "orders" and "total"."""
        raise NotImplementedError

    def _get_sale_terms(self):
        """Return {"fiscal_position_id", "invoiced"} of the ticket that gives back."""
        raise NotImplementedError

    def _get_register_refusal(self, config):
        """Say why a register gives nothing back for this sale; empty when it does."""
        self.ensure_one()
        currency = self._get_sale_currency()
        if currency != config.currency_id:
            return self.env._(
                "Paid in %(paid)s, this register gives back %(here)s.",
                paid=currency.name,
                here=config.currency_id.name,
            )
        return ""

    def _prepare_sale_from_ui(self, config, returnables):
        """Describe this sale in a list of sales.

        :param config: the `pos.config` that asks
        :param dict returnables: see `retail.sold.line.mixin._get_returnables`
        :return: {"key", "kind", "name" (number), "date" (UTC), "store" (empty when
            none sold it), "is_here", "partner_id", "customer_id" (of the company, for
            a person of one), "customer", "orders" (references of its customer orders,
            or numbers of its invoices), "total", "sold", "returnable" (quantities of
            all goods)}
        """
        self.ensure_one()
        # What stands for money, as a deposit, is shown with why it cannot come back.
        goods = [
            values
            for values in (returnables[line] for line in self._get_sold_goods())
            if values["returnable"] or values["returned"]
        ]
        head = self._prepare_sale_head()
        store = head.pop("store_record")
        return {
            **head,
            "date": fields.Datetime.to_string(head["date"]),
            "key": self._get_sale_key(),
            "kind": self._get_sale_key().partition("-")[0],
            "store": store.name or "",
            "is_here": not store or store == config.store_id,
            "partner_id": self.partner_id.id,
            "customer_id": self.partner_id.commercial_partner_id.id,
            "customer": self.partner_id.name or "",
            "sold": sum(values["sold"] for values in goods),
            "returnable": sum(values["returnable"] for values in goods),
        }

    def _prepare_sale_detail_from_ui(self, config, returnables):
        """Describe what of this sale can come back (RT-02).

        :return: {"fiscal_position_id", "invoiced", "why_not" (why this register gives
            nothing back for it), "lines" (see `_prepare_sold_lines_from_ui`, each with
            "policy_fault": why it needs a manager, or empty, and
            `_describe_terms_from_ui`)}
        """
        self.ensure_one()
        policies = self.env["retail.return.policy"]
        goods = self._get_sold_goods()
        lines = goods._prepare_sold_lines_from_ui(returnables)
        for line, values in zip(goods, lines, strict=True):
            store, partner = config.store_id, self.partner_id
            values.update(
                policies._describe_terms_from_ui(store, partner, line),
                policy_fault=policies._explain_sold_line(store, partner, line),
            )
        return {
            **self._get_sale_terms(),
            "why_not": self._get_register_refusal(config),
            "lines": lines,
        }
