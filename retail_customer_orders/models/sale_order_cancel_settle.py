from odoo import fields, models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """Cancelling in the back office: the charge is invoiced, the rest paid back."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    cancellation_ids = fields.One2many(
        comodel_name="retail.order.cancellation",
        inverse_name="order_id",
        readonly=True,
        groups="retail_base.group_retail_user,sales_team.group_sale_salesman",
    )
    cancellation_count = fields.Integer(compute="_compute_cancellation_count")

    def _compute_cancellation_count(self):
        counts = dict(
            self.env["retail.order.cancellation"]
            .sudo()
            ._read_group([("order_id", "in", self.ids)], ["order_id"], ["__count"])
        )
        for order in self:
            order.cancellation_count = counts.get(order.sudo(), 0)

    def action_view_cancellations(self):
        """Open what was cancelled of these orders."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_customer_orders.retail_order_cancellation_action"
        )
        return {**action, "domain": [("order_id", "in", self.ids)], "context": {}}

    def _cancel_in_back_office(
        self, quantities, charge=None, journal=None, to_card=False, **values
    ):
        """Cancel quantities, invoice the charge and pay the deposit back.

        :param dict quantities: {`sale.order.line`: quantity in its unit}
        :param float charge: taxes included; what the company proposes when not given
        :param journal: the `account.journal` that pays the deposit back and takes what
            is owed; without it the order keeps the deposit, for its other goods as
            far as they need it, and what is owed stays on the invoice
        :param bool to_card: instead of a journal, pay the deposit back to the cards
            that it came from; what is owed stays on the invoice
        :param values: further values of the `retail.order.cancellation`
        :return: the `retail.order.cancellation`
        :raise UserError: something cannot be cancelled, or the user may not change
            the charge
        """
        self.ensure_one()
        self._ensure_charge_may_change(quantities, charge, values)
        # Whoever cancels an order need not keep the books; the rights were judged.
        order = self.sudo()
        quantities = {line.sudo(): quantity for line, quantity in quantities.items()}
        record, charge_line, forfeited, left = order._begin_cancellation(
            quantities, charge, **values
        )
        if charge_line:
            record.invoice_id = order._invoice_charge(charge_line, forfeited)
            if journal and record.owed:
                record.invoice_id._pay_in_full(journal)
        if not journal and not to_card and not record.is_whole:
            order._keep_spare_deposit()
            record.refund = 0.0
        order._finish_cancellation(record)
        if journal and record.refund:
            record.payment_id = order._post_deposit_payment("outbound", left, journal)
        elif to_card and record.refund:
            order._refund_to_cards(record.refund, left)
        return record

    def _ensure_charge_may_change(self, quantities, charge, values):
        """See that another charge than the company's has a manager and a reason."""
        if charge is None:
            return
        proposed = self._get_cancellation(quantities)["charge"]
        if not self.currency_id.compare_amounts(charge, proposed):
            values.pop("charge_reason_id", None)
            return
        if not self.env.user.has_group("retail_base.group_retail_manager"):
            raise UserError(
                self.env._(
                    "The charge for this is %s. Only a manager may change it.",
                    self.currency_id.format(proposed),
                )
            )
        if not values.get("charge_reason_id"):
            raise UserError(
                self.env._("Choose why the charge differs from what is usual.")
            )

    def _invoice_charge(self, line, forfeited):
        """Invoice one line alone, with the deposit taken off that pays it.

        :param dict forfeited: {`sale.order.line`: amount of its deposit}
        :return: the posted `account.move`
        """
        self.ensure_one()
        order = self.with_context(
            retail_invoice_quantities={line.id: line.product_uom_qty},
            retail_deposit_weights={one.id: part for one, part in forfeited.items()},
        )
        invoice = order._create_invoices()
        invoice.action_post()
        # Neither holds for what is done with the invoice afterwards.
        return invoice.with_env(self.env)

    def _action_cancel(self):
        """Override of `sale` to charge for it, and not to lose a customer's money."""
        if not self._is_cancelling():
            for order in self.filtered("is_customer_order"):
                order._ensure_plain_cancel()
        return super()._action_cancel()

    def _ensure_plain_cancel(self):
        """See that core may cancel an order: there is nothing to charge or pay back."""
        self.ensure_one()
        is_free = not self._get_cancellation(self._get_cancellable())["charge"]
        if is_free and self.currency_id.is_zero(self.deposit_held):
            return
        raise UserError(
            self.env._(
                "%(order)s holds a deposit, or cancelling it costs a charge. Cancel it "
                "by the button of its own form, which shows both.",
                order=self.name,
            )
        )

    def action_cancel(self):
        """Override of `sale` to show what it costs before an order is cancelled."""
        if len(self) == 1 and self.is_customer_order and self.state == "sale":
            return self._open_cancel_wizard()
        return super().action_cancel()

    def _open_cancel_wizard(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_customer_orders.retail_order_cancel_wizard_action"
        )
        return {
            **action,
            "name": self.env._("Cancel %s", self.name),
            "context": {"default_order_id": self.id},
        }
