from odoo import models
from odoo.exceptions import UserError


class PosOrder(models.Model):
    """Registers also take back what the back office shipped and invoiced (RT-01)."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_returned_invoices(self):
        """Return the invoices of what this ticket takes back."""
        lines = self.lines
        items = lines.return_order_line_id._get_invoice_items()
        return (items | lines.return_invoice_line_id).sudo().move_id

    def _judge_invoices(self, lines):
        """Refuse what is not paid, or of several customers, or beside a ticket's goods.

        :param lines: of this ticket that take something back
        :raise UserError: what is refused, and what the cashier can do
        """
        invoices = self._get_returned_invoices()
        if not invoices:
            return
        orders = lines.return_order_line_id.order_id
        alone = lines.return_invoice_line_id.move_id
        if lines.refunded_orderline_id or len(orders) + len(alone) > 1:
            raise UserError(
                self.env._(
                    "Take back the goods of one sale at a time: these are of "
                    "%(documents)s.",
                    documents=", ".join(
                        lines.refunded_orderline_id.order_id.mapped("pos_reference")
                        + orders.mapped("name")
                        + alone.mapped("name")
                    ),
                )
            )
        for invoice in invoices:
            self._judge_invoice(invoice)

    def _judge_invoice(self, invoice):
        refusal = invoice._get_register_refusal(self.config_id)
        if refusal:
            raise UserError(refusal)
        customer = invoice.commercial_partner_id
        if customer != self.partner_id.commercial_partner_id:
            raise UserError(
                self.env._(
                    "%(invoice)s is of %(customer)s. Choose this customer.",
                    invoice=invoice.name,
                    customer=customer.name,
                )
            )

    def _prepare_invoice_vals(self):
        """Override of `point_of_sale` to tie the credit note to the invoice."""
        vals = super()._prepare_invoice_vals()
        invoices = self._get_returned_invoices()
        if invoices and vals["move_type"] == "out_refund":
            vals.update(
                {
                    "ref": self.env._(
                        "Reversal of: %s", ", ".join(invoices.mapped("name"))
                    ),
                    "reversed_entry_id": invoices[0].id,
                    "pos_refunded_invoice_ids": invoices.ids,
                }
            )
        return vals
