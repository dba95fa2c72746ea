from odoo import api, fields, models


class SaleOrder(models.Model):
    """What goes wrong with orders after they were promised, and what it says."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    amount_invoice_due = fields.Monetary(
        string="Invoiced, Not Paid",
        compute="_compute_amount_invoice_due",
        help="What invoices of this order still ask for, such as when a card was "
        "refused after the goods were handed out.",
    )

    @api.depends("invoice_ids.amount_residual_signed", "invoice_ids.state")
    def _compute_amount_invoice_due(self):
        for order in self:
            # Whoever sells may know what the customer owes for the order.
            invoices = order.sudo().invoice_ids.filtered(
                lambda move: move.state == "posted"
            )
            order.amount_invoice_due = order.currency_id.round(
                sum(-move.direction_sign * move.amount_residual for move in invoices)
            )

    def _confirmation_error_message(self):
        """Override of `sale` to promise nothing in a store that was closed."""
        message = super()._confirmation_error_message()
        closed = self.order_line.fulfilment_store_id.filtered(
            lambda store: not store.active
        )
        if message or not closed:
            return message
        return self.env._(
            "%(store)s was closed since %(order)s was offered. Choose another store "
            "for its lines.",
            store=closed[0].name,
            order=self.name,
        )
