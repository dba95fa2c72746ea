from odoo import fields, models


class AccountMove(models.Model):
    """How an invoice without order is shown to a till that takes goods back."""

    _name = "account.move"
    _inherit = ["account.move", "retail.sale.mixin"]

    def _prepare_sale_head(self):
        """Override of `retail_returns` to name the invoice."""
        self.ensure_one()
        return {
            "name": self.name,
            "date": fields.Datetime.to_datetime(self.invoice_date),
            "store_record": self.env["stock.warehouse"],
            "orders": [],
            "total": self.amount_total,
        }

    def _get_sale_terms(self):
        """Override of `retail_returns` to give back with a credit note."""
        self.ensure_one()
        return {"fiscal_position_id": self.fiscal_position_id.id, "invoiced": True}

    def _get_sold_goods(self):
        """Override of `retail_returns` to leave out what is counted by an order."""
        return self.invoice_line_ids.filtered(
            lambda line: line._is_returnable_goods() and not line.sale_line_ids
        )

    def _get_register_refusal(self, config):
        """Override of `retail_returns` to send what is not paid to the back office."""
        self.ensure_one()
        currency = self.currency_id
        if currency != config.currency_id:
            return self.env._(
                "%(invoice)s is in %(paid)s, this register gives back %(here)s.",
                invoice=self.name,
                paid=currency.name,
                here=config.currency_id.name,
            )
        if not currency.is_zero(self.amount_residual):
            return self.env._(
                "%(invoice)s is not paid: %(amount)s are open. Return it in the back "
                "office, where it is set off.",
                invoice=self.name,
                amount=currency.format(self.amount_residual),
            )
        return ""
