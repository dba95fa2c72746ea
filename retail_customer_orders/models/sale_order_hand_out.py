from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools.quiet import QUIET
from ..tools.totals import total_of


class SaleOrder(models.Model):
    """Goods handed out in the back office: delivery, invoice and payment in one.

    The twin of a register's pickup ticket: the same goods leave, the same deposit is
    used, the same revenue is booked.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    has_open_pickup = fields.Boolean(compute="_compute_has_open_pickup")

    @api.depends("order_line.fulfilment", "order_line.fulfilment_open_qty")
    def _compute_has_open_pickup(self):
        for order in self:
            order.has_open_pickup = bool(order._get_pickup_stores())

    def action_hand_out(self):
        """Open what can be handed out of this order (PU-02).

        :raise UserError: nothing of it is to be picked up
        """
        self.ensure_one()
        wizard = self.env["retail.pickup.wizard"].create({"order_id": self.id})
        if not wizard.store_id:
            raise UserError(self._explain_no_pickup([]))
        return wizard._get_action()

    def _get_pickup_stores(self):
        """Return the stores where something of this order waits to be picked up."""
        lines = self.order_line.filtered(
            lambda line: line.fulfilment == "pickup" and line.fulfilment_open_qty
        )
        return lines.fulfilment_store_id

    def _get_hand_out_amounts(self, quantities, charged=None):
        """Say what these quantities cost, and what of it the deposit pays (DP-08).

        :param dict quantities: {`sale.order.line`: quantity in its unit}
        :param dict charged: see `_get_deposit_shares`
        :return: {"goods": with taxes, "deposit": used, "due": left to pay}, in the
            currency of the order
        """
        self.ensure_one()
        base_lines = [
            line._prepare_base_line_for_taxes_computation(quantity=quantity)
            for line, quantity in quantities.items()
        ]
        goods = total_of(base_lines, self.company_id, self.currency_id)
        shares = self._get_deposit_shares(quantities, charged=charged)
        used = sum(shares.values())
        return {
            "goods": goods,
            "deposit": self.currency_id.round(used),
            "due": self.currency_id.round(goods - used),
        }

    def _hand_out_with_invoice(self, quantities, store, journal=None, charged=None):
        """Hand goods out, invoice them less their deposit, and take what is left.

        Call it in superuser mode, after having checked who asks: whoever hands out
        goods need neither keep books nor run the warehouse.

        :param dict quantities: {`sale.order.line`: quantity in its unit}
        :param store: the `stock.warehouse`
        :param journal: the `account.journal` that the rest is paid into; when not
            given, the invoice stays to be paid
        :param dict charged: see `_get_deposit_shares`
        :return: (the posted `account.move`, the deliveries that are done)
        :raise UserError: something cannot be handed out, and why
        """
        self.ensure_one()
        lock_records(self)
        self._ensure_can_hand_out(quantities, store)
        order = self
        if charged:
            shares = self._get_deposit_shares(quantities, charged=charged)
            weights = {line.id: share for line, share in shares.items()}
            order = self.with_context(retail_deposit_weights=weights)
        pickings = self._hand_out_goods(self._to_product_units(quantities), store)
        # The weights do not hold for what is done with the invoice afterwards.
        invoice = order._invoice_quantities(quantities).with_env(self.env)
        pickings.hand_out_move_id = invoice
        if journal and not self.currency_id.is_zero(invoice.amount_residual):
            invoice._pay_in_full(journal)
        return invoice, pickings

    @api.model
    def _to_product_units(self, quantities):
        """Turn quantities in the units of order lines into those of tickets."""
        return {line: line._to_product_unit(qty) for line, qty in quantities.items()}

    def _invoice_quantities(self, quantities):
        """Make and post the invoice of these quantities, and of nothing else.

        Rounding can leave more deposit than the last goods cost: then it is a credit
        note that gives back the difference.
        """
        by_id = {line.id: quantity for line, quantity in quantities.items()}
        order = self.with_context(retail_invoice_quantities=by_id, **QUIET)
        invoice = order._create_invoices(final=True)
        invoice = invoice.with_context(retail_invoice_quantities=None)
        invoice.action_post()
        return invoice

    def _get_invoiceable_lines(self, final=False):
        """Override of `sale` to invoice only what is just being handed out."""
        lines = super()._get_invoiceable_lines(final)
        quantities = self.env.context.get("retail_invoice_quantities")
        if quantities is None:
            return lines
        return lines.filtered(lambda line: line.id in quantities)
