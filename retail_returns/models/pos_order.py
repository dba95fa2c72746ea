from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from ..tools.payload import PayloadError, read_return_lines
from ..tools.refund import get_discount_share


class PosOrder(models.Model):
    _inherit = "pos.order"

    return_payload = fields.Json(copy=False)
    retail_return_count = fields.Integer(
        string="Returns",
        compute="_compute_retail_return_count",
        groups="retail_base.group_retail_user",
    )

    def _compute_retail_return_count(self):
        groups = self.env["retail.return"]._read_group(
            self._get_retail_return_domain(),
            ["origin_order_id", "pos_order_id"],
            ["__count"],
        )
        for order in self:
            order.retail_return_count = sum(
                count for sold, refund, count in groups if order in (sold, refund)
            )

    def _get_retail_return_domain(self):
        return [
            "|",
            ("origin_order_id", "in", self.ids),
            ("pos_order_id", "in", self.ids),
        ]

    def action_view_retail_returns(self):
        """Open the returns of what this ticket sold, or the one that it refunds."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_returns.retail_return_action"
        )
        action["domain"] = self._get_retail_return_domain()
        return action

    def action_take_back(self):
        """Take back in the back office what this ticket sold."""
        self.ensure_one()
        return self.env["retail.return.wizard"]._open(self, pos_order_id=self.id)

    def _get_judge_steps(self):
        """Override of `retail_base` to judge what a ticket takes back."""
        return super()._get_judge_steps() + [
            "_link_return",
            "_judge_return",
            "_cancel_undelivered",
        ]

    def _get_booking_steps(self):
        """Override of `retail_base` to record what a ticket took back."""
        return super()._get_booking_steps() + ["_book_return"]

    def _link_return(self):
        """Tie the ticket's lines to the lines that they give back.

        The register names them by their numbers: it cannot send a link to a line that
        another store sold and that it never loaded. This step is apart from the
        judgement, so that even a ticket that nobody could refuse in time counts what
        it took back.

        :raise UserError: what the register sent names no sold line
        """
        self.ensure_one()
        try:
            sources = read_return_lines(self.return_payload)
        except PayloadError as error:
            raise UserError(
                self.env._("This return cannot be read. Begin it again in Returns.")
            ) from error
        # Reads and ties lines of all stores: the company is checked with each line.
        for line in self.sudo().lines.filtered(lambda line: line.uuid in sources):
            line._set_return_source(sources[line.uuid])
        self.sudo()._set_credit_note()

    def _set_credit_note(self):
        """Give back with a credit note what was sold with an invoice, in stores."""
        if not self.config_id.store_id.is_store:
            return
        original = self.lines.refunded_orderline_id.order_id[:1]
        invoice = original.account_move or self._get_returned_invoices()[:1]
        if invoice and not self.to_invoice:
            self.to_invoice = True
        if invoice and not self.partner_id:
            self.partner_id = original.partner_id or invoice.partner_id

    def _cancel_undelivered(self):
        """Cancel the deliveries of what is given back before it was shipped.

        This step is apart from the judgement: no ticket receives what never left.
        """
        self.ensure_one()
        # A cashier may not touch the deliveries of other stores; the lines are judged.
        lines = self.sudo().lines.filtered(
            lambda line: line.qty < 0 and line.refunded_orderline_id
        )
        for line in lines.filtered(lambda line: not line.return_cancelled_qty):
            line._cancel_undelivered()

    def _get_returned_already_message(self):
        """Say that this ticket took back what another one asks for."""
        self.ensure_one()
        if self._is_undo_pickup():
            return self.env._("The pickup was undone: the goods are the order's again.")
        return self.env._(
            "Returned already in %(store)s on %(date)s.",
            store=self.config_id.store_id.name,
            date=format_date(self.env, self.date_order),
        )

    def _book_return(self):
        """Record the return that the ticket gave money back for."""
        self.ensure_one()
        # A cashier cannot write returns; what is recorded is the judged ticket.
        self.env["retail.return"].sudo()._create_from_ticket(self.sudo())

    def _refund(self):
        """Override of `point_of_sale` to leave out what can never be returned."""
        refunds = super()._refund()
        for refund in refunds:
            sold = refund.lines.refunded_orderline_id._get_returnables(refund)
            refused = refund.lines.filtered(
                lambda line, sold=sold: sold[line.refunded_orderline_id]["why_not"]
            )
            if refused == refund.lines:
                raise UserError(
                    self.env._(
                        "Nothing of %(ticket)s can be returned. %(why)s",
                        ticket=refund.refunded_order_id.pos_reference,
                        why=" ".join({values["why_not"] for values in sold.values()}),
                    )
                )
            refused.unlink()
            refund._compute_prices()
        return refunds

    def _get_discount_share(self):
        """Return which part of its goods' prices this ticket was really sold for."""
        self.ensure_one()
        special = self.config_id._get_special_products()
        sold = self.lines.filtered(lambda line: line.qty > 0)
        # Gift cards and e-wallets have paid: they took nothing off.
        sold = sold.filtered(lambda line: not line._is_prepaid_payment())
        discounts = sold.filtered(lambda line: line._is_discount_line())
        goods = (sold - discounts).filtered(lambda line: line.product_id not in special)
        return get_discount_share(
            sum(line._get_amount_incl() for line in goods),
            sum(line._get_amount_incl() for line in discounts),
        )
