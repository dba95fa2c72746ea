from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class PosOrder(models.Model):
    """What a ticket may take back. Runs before the ticket is paid, on every road."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _judge_return(self):
        """Refuse to take back more than was sold, or for more than was paid.

        Each sold line is locked and written before anything is counted, so that of
        two stores that take back the same unit at once exactly one wins (RT-08).

        :raise UserError: what is refused, and what the cashier can do
        """
        self.ensure_one()
        # Reads sales of all stores; `_judge_original` checks the company.
        ticket = self.sudo()
        ticket._judge_goods_without_receipt()
        # The back office sets to zero what is not taken back of a refund.
        lines = ticket.lines.filtered(
            lambda line: line._get_return_source()
            and line.qty
            and not line._is_undo_pickup()
        )
        if not lines:
            return
        for sold_lines in lines._get_return_sources():
            lock_records(sold_lines)
        ticket._judge_repeated_return()
        ticket._judge_original(lines.refunded_orderline_id.order_id)
        ticket._judge_invoices(lines)
        ticket._judge_returned_quantities(lines)
        for line in lines:
            line._judge_return_line()
        ticket._judge_refund(lines)
        ticket._judge_ticket_total()

    def _judge_goods_without_receipt(self):
        """Refuse goods that come back without their sale, where the store does so.

        Charges and corrections of a customer order are tied to their order.
        """
        store = self.config_id.store_id
        if not store or not store._refuses_return_without_sale():
            return
        special = self.config_id._get_special_products()
        for line in self.lines:
            if (
                line.qty < 0
                and not line._get_return_source()
                and not line.return_no_receipt
                and not line.customer_order_line_id
                and not line.return_charge_line_id
                and not line._is_undo_pickup()
                and line.product_id not in special
            ):
                raise UserError(
                    self.env._(
                        "%(product)s cannot be taken back without its sale. Find the "
                        "sale in Returns.",
                        product=line.product_id.display_name,
                    )
                )

    def _judge_repeated_return(self):
        """Refuse a return that another ticket has paid out already."""
        uuid = (self.return_payload or {}).get("uuid")
        known = uuid and self.env["retail.return"].search(
            [("uuid", "=", uuid), ("pos_order_id", "!=", self.id)], limit=1
        )
        if known:
            raise UserError(
                self.env._(
                    "This return was paid out already on ticket %(ticket)s.",
                    ticket=known.pos_order_id.pos_reference,
                )
            )

    def _judge_original(self, originals):
        """Refuse several sales in one return, and sales of elsewhere."""
        if not originals:
            return
        if len(originals) > 1:
            raise UserError(
                self.env._(
                    "Take back the goods of one sale at a time: these are of "
                    "%(tickets)s.",
                    tickets=", ".join(originals.mapped("pos_reference")),
                )
            )
        if originals.company_id != self.company_id:
            raise UserError(
                self.env._("This was bought from another company. Return it there.")
            )
        if originals.currency_id != self.currency_id:
            raise UserError(
                self.env._(
                    "%(ticket)s was paid in %(paid)s, this register gives back "
                    "%(here)s.",
                    ticket=originals.pos_reference,
                    paid=originals.currency_id.name,
                    here=self.currency_id.name,
                )
            )
        invoice_partner = originals.account_move.commercial_partner_id
        if invoice_partner and invoice_partner != self.partner_id.commercial_partner_id:
            raise UserError(
                self.env._(
                    "%(ticket)s was invoiced to %(customer)s. Choose this customer.",
                    ticket=originals.pos_reference,
                    customer=invoice_partner.name,
                )
            )

    def _judge_returned_quantities(self, lines):
        """Refuse more than was sold and has not come back yet, by any road."""
        for sold_lines in lines._get_return_sources():
            returnables = sold_lines._get_returnables(except_ticket=self)
            for sold, values in returnables.items():
                coming = lines.filtered(
                    lambda line, sold=sold: line._get_return_source() == sold
                )
                coming._judge_returned_quantity(sold, values)

    def _judge_refund(self, lines):
        """Refuse to give back more than was paid, discounts of the ticket included."""
        currency = self.currency_id
        ticket = lines.refunded_orderline_id.order_id
        share = ticket._get_discount_share() if ticket else 1.0
        paid = given = 0.0
        for line in lines:
            line_paid = line._get_return_source()._get_paid_amount(-line.qty, self)
            line_given = -line._get_amount_incl()
            # A share of a rounded amount is off by at most its smallest unit.
            if currency.compare_amounts(line_given, line_paid + currency.rounding) > 0:
                raise UserError(line._get_over_refund_message(line_given, line_paid))
            given += line_given
            paid += max(line_paid, 0.0) * share
        if currency.compare_amounts(given, paid + currency.rounding * len(lines)) > 0:
            raise UserError(
                self.env._(
                    "%(given)s would be given back, but only %(paid)s was paid: there "
                    "was a discount on the ticket. Use Returns, which counts it.",
                    given=currency.format(given),
                    paid=currency.format(paid),
                )
            )

    def _judge_ticket_total(self):
        """Refuse a ticket that pays out more than its lines add up to."""
        currency = self.currency_id
        total = self._get_lines_total()
        if currency.compare_amounts(self.amount_total, total - currency.rounding) < 0:
            raise UserError(
                self.env._(
                    "The ticket pays out %(paid)s, but its lines add up to %(lines)s. "
                    "Begin the return again.",
                    paid=currency.format(-self.amount_total),
                    lines=currency.format(-total),
                )
            )

    def _get_lines_total(self):
        """Add up the lines of the ticket with their taxes, as accounting will."""
        totals = self.env["account.tax"]._get_tax_totals_summary(
            base_lines=self._get_rounded_base_lines(),
            currency=self.currency_id,
            company=self.company_id,
        )
        # Core turns the signs of a ticket that pays out.
        sign = -1 if self.amount_total < 0 else 1
        return sign * totals["total_amount_currency"]

    def _get_rounded_base_lines(self):
        """Return the ticket's lines with their taxes, rounded as accounting does."""
        AccountTax = self.env["account.tax"]
        base_lines = self.lines._prepare_tax_base_line_values()
        AccountTax._add_tax_details_in_base_lines(base_lines, self.company_id)
        AccountTax._round_base_lines_tax_details(base_lines, self.company_id)
        return base_lines
