from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.retail_base.tools.judge import lock_records


class SaleOrder(models.Model):
    """Deposits that come, or go back, past the till."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    deposit_spare = fields.Monetary(
        string="To Pay Back",
        compute="_compute_deposit_spare",
        help="Held, and not needed for goods that are still open.",
    )

    def _compute_deposit_spare(self):
        for order in self:
            is_holding = order.is_customer_order and order.deposit_held
            order.deposit_spare = order._get_spare_deposit() if is_holding else 0.0

    def _get_lacking(self):
        """Return what each line still costs beyond its deposit.

        :return: {`sale.order.line`: amount, negative where a line holds too much}
        """
        self.ensure_one()
        held = self.order_line._get_held()
        lacking = {}
        for line in self.order_line.filtered(lambda line: not line.display_type):
            is_open = self.state != "cancel"
            left = max(line._get_unsettled_qty(), 0.0) if is_open else 0.0
            cost = line._get_value(left) - held.get(line, 0.0)
            lacking[line] = self.currency_id.round(cost)
        return lacking

    def _get_payment_weights(self, amount):
        """Say how a deposit is shared over the lines.

        What comes goes to lines that are not paid; what goes back is taken first
        from those that hold more than they cost, as cancelled ones do.

        :param float amount: negative when it goes back to the customer
        :return: {`sale.order.line`: weight}
        """
        self.ensure_one()
        lacking = self._get_lacking()
        if amount > 0:
            weights = {line: lack for line, lack in lacking.items() if lack > 0}
            return weights or {line: line.price_total for line in lacking}
        spare = {line: -lack for line, lack in lacking.items() if lack < 0}
        rest = self.currency_id.round(-amount - sum(spare.values()))
        if self.currency_id.compare_amounts(rest, 0) <= 0:
            return spare
        held = self.order_line._get_held()
        needed = {
            line: self.currency_id.round(amount - spare.get(line, 0.0))
            for line, amount in held.items()
        }
        parts = self.env["retail.deposit.entry"]._spread(rest, needed, self.currency_id)
        return {line: spare.get(line, 0.0) + part for line, part in parts.items()}

    def _get_spare_deposit(self):
        """Return what the order holds and its open goods do not need."""
        return self._get_deposit_bounds()[1]

    def _get_deposit_bounds(self):
        """Return what may be received on this order, and what may go back.

        :return: (what it still costs beyond its deposits, what it holds too much),
            both positive, in the order's currency
        """
        lacking = self._get_lacking().values()
        most = sum(lack for lack in lacking if lack > 0)
        spare = sum(-lack for lack in lacking if lack < 0)
        return self.currency_id.round(most), self.currency_id.round(spare)

    def _keep_spare_deposit(self):
        """Give what some lines hold too much to those that still cost more.

        A deposit that was taxed stays with goods of the same taxes.
        """
        self.ensure_one()
        entries = self.env["retail.deposit.entry"]
        taxed = self.order_line._get_held_taxes()
        lacking = {line: lack for line, lack in self._get_lacking().items() if lack}
        for taxes in {line.tax_ids if taxed else False for line in lacking}:
            group = {
                line: lack
                for line, lack in lacking.items()
                if taxes is False or line.tax_ids == taxes
            }
            wanted = {line: lack for line, lack in group.items() if lack > 0}
            spare = {line: -lack for line, lack in group.items() if lack < 0}
            amount = min(sum(wanted.values()), sum(spare.values()))
            if self.currency_id.is_zero(amount):
                continue
            given = entries._spread(amount, wanted, self.currency_id)
            taken = entries._spread(amount, spare, self.currency_id)
            tax = sum(part["tax"] for part in self._split_held_deposit(taken))
            given_tax = entries._spread(tax, given, self.currency_id)
            taken_tax = entries._spread(tax, taken, self.currency_id)
            entries._book(
                self,
                "moved",
                {**given, **{line: -part for line, part in taken.items()}},
                {**given_tax, **{line: -part for line, part in taken_tax.items()}},
                store_id=self.origin_store_id.id,
            )

    def _receive_deposit(self, amount, journal, **values):
        """Book money that the customer pays on the order (DP-14).

        :param float amount: in the order's currency
        :param journal: the `account.journal` of a bank or a cash box
        :param values: further values of the `account.payment`
        :return: the posted `account.payment`
        :raise UserError: the amount is not between 0 and what is left to pay
        """
        self.ensure_one()
        self._ensure_positive(amount)
        lock_records(self)
        self._ensure_can_receive(amount)
        parts = self._share_payment(amount)
        return self._post_deposit_payment("inbound", parts, journal, **values)

    def _ensure_can_receive(self, amount):
        most, _spare = self._get_deposit_bounds()
        if self.currency_id.compare_amounts(amount, most) > 0:
            raise UserError(
                self.env._(
                    "%(amount)s is more than %(order)s still costs. Take %(most)s at "
                    "most.",
                    amount=self.currency_id.format(amount),
                    order=self.name,
                    most=self.currency_id.format(most),
                )
            )

    def _refund_deposit(self, amount, journal, **values):
        """Pay a deposit back, as far as the order holds it.

        :param float amount: in the order's currency
        :param journal: the `account.journal` of a bank or a cash box
        :param values: further values of the `account.payment`
        :return: the posted `account.payment`
        :raise UserError: the order holds less, or its goods need it and the user is
            no manager
        """
        self.ensure_one()
        self._ensure_positive(amount)
        lock_records(self)
        spare = self._get_spare_deposit()
        is_manager = self.env.user.has_group("retail_base.group_retail_manager")
        if not is_manager and self.currency_id.compare_amounts(amount, spare) > 0:
            raise UserError(
                self.env._(
                    "Only %(spare)s of the deposit of %(order)s is not needed for its "
                    "goods. Cancel goods, or ask a manager.",
                    spare=self.currency_id.format(spare),
                    order=self.name,
                )
            )
        parts = self._share_payment(-amount)
        return self._post_deposit_payment("outbound", parts, journal, **values)

    def _ensure_positive(self, amount):
        if self.currency_id.compare_amounts(amount, 0) <= 0:
            raise UserError(self.env._("Enter an amount above 0."))

    def _share_payment(self, amount):
        """Share a payment over the lines: {`sale.order.line`: amount}, all positive."""
        weights = self._get_payment_weights(amount)
        entries = self.env["retail.deposit.entry"]
        return entries._spread(abs(amount), weights, self.currency_id)

    def _post_deposit_payment(self, payment_type, parts, journal, **values):
        """Book a payment that brings a deposit or gives it back.

        A deposit that is taxed at once comes with an invoice, and goes back with a
        credit note.

        :param dict parts: {`sale.order.line`: amount, positive either way}
        """
        self.company_id._ensure_retail_deposit()
        # Those who take money for orders need not keep the books.
        order = self.sudo().with_context(
            retail_deposit_weights={line.id: part for line, part in parts.items()}
        )
        parts = {line.sudo(): part for line, part in parts.items()}
        invoice = order._create_deposit_invoice(payment_type, parts)
        if invoice:
            return invoice._pay_in_full(journal, **values)
        amount = self.currency_id.round(sum(parts.values()))
        payment = order.env["account.payment"].create(
            {
                "payment_type": payment_type,
                "partner_type": "customer",
                "partner_id": self.partner_id.commercial_partner_id.id,
                "amount": amount,
                "currency_id": self.currency_id.id,
                "journal_id": journal.id,
                "company_id": self.company_id.id,
                "memo": self.customer_order_reference or self.name,
                "customer_order_id": self.id,
                **values,
            }
        )
        payment.action_post()
        return payment

    def _create_deposit_invoice(self, payment_type, amounts):
        """Create and post the invoice or credit note of a taxed deposit.

        :param dict amounts: {`sale.order.line`: amount, taxes included}
        :return: the `account.move`; none where the deposit is not taxed
        """
        self.ensure_one()
        is_new = payment_type == "inbound"
        split = self._split_new_deposit if is_new else self._split_held_deposit
        parts = split(amounts)
        if not any(part["taxes"] for part in parts):
            return self.env["account.move"]
        invoice = self.env["account.move"].create(
            {
                **self._prepare_invoice(),
                # Core proposes all cards; what is charged to them is for the goods.
                "transaction_ids": False,
                "move_type": "out_invoice" if is_new else "out_refund",
                "invoice_line_ids": [
                    Command.create(line)
                    for line in self._prepare_deposit_lines(parts, quantity=1)
                ],
            }
        )
        invoice.action_post()
        return invoice

    def action_take_payment(self):
        """Open the wizard that takes a deposit past the till."""
        return self._open_deposit_wizard("receive")

    def action_pay_back(self):
        """Open the wizard that pays a deposit back."""
        return self._open_deposit_wizard("refund")

    def _open_deposit_wizard(self, kind):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_customer_orders.retail_deposit_wizard_action"
        )
        names = {
            "receive": self.env._("Take Payment"),
            "refund": self.env._("Pay Back"),
        }
        context = {"default_order_id": self.id, "default_kind": kind}
        return {**action, "name": names[kind], "context": context}
