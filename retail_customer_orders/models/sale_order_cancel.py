from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools import cancellation


class SaleOrder(models.Model):
    """Cancelling a customer order, whole or in part."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _is_cancelling(self):
        """Say whether the server itself carries out a cancellation that was judged.

        A client may send any context, but never act as the server.
        """
        return self.env.su and bool(self.env.context.get("retail_cancelling"))

    def _get_cancellable(self):
        """Return what may be cancelled: {`sale.order.line`: quantity in its unit}."""
        self.ensure_one()
        quantities = {line: line._get_cancellable_qty() for line in self.order_line}
        return {line: quantity for line, quantity in quantities.items() if quantity}

    def _get_cancellation(self, quantities, charge=None):
        """Say what a cancellation costs, before anything is done (CN-02).

        The charge is a percentage of what the cancelled goods cost, taxes included;
        of the deposit of these goods it takes what it needs.

        :param dict quantities: {`sale.order.line`: quantity in its unit}
        :param float charge: taxes included; what the company proposes when not given
        :return: dict with the amounts "value", "charge_proposed", "charge",
            "released" (deposit of the goods), "forfeited", "refund" and "owed", and
            "is_whole": nothing would be left
        """
        self.ensure_one()
        rounding = self.currency_id.round
        value = rounding(sum(line._get_value(qty) for line, qty in quantities.items()))
        percent = self.company_id.retail_cancellation_charge_percent
        is_order = self.state == "sale"
        proposed = is_order and cancellation.proposed_charge(value, percent, rounding)
        charge = rounding(proposed if charge is None else charge)
        released = self._get_released_deposit(quantities)
        forfeited, refund, owed = cancellation.settle(
            charge, rounding(sum(released.values())), rounding
        )
        return {
            "value": value,
            "charge_proposed": proposed or 0.0,
            "charge": charge,
            "released": released,
            "forfeited": forfeited,
            "refund": refund,
            "owed": owed,
            "is_whole": self._is_cancelled_whole(quantities),
        }

    def _is_cancelled_whole(self, quantities):
        """Say whether nobody got anything, and nothing is left to be got."""
        goods = self.order_line.filtered(
            lambda line: not line.display_type
            and line not in line._get_charges("cancellation")
        )
        return all(
            not line.product_uom_id.compare(
                quantities.get(line, 0.0), line.product_uom_qty
            )
            for line in goods
        )

    def _get_released_deposit(self, quantities):
        """Return the deposit of what is cancelled: {`sale.order.line`: amount}.

        What is left may not hold more than it costs.
        """
        if self._is_cancelled_whole(quantities):
            return self.order_line._get_held()
        return self._get_deposit_shares(quantities)

    def _begin_cancellation(self, quantities, charge=None, **values):
        """Cancel quantities of this order and charge for it.

        The caller settles the charge with money and deposit, then calls
        `_finish_cancellation`, then gives the rest of the deposit back.

        :param dict quantities: {`sale.order.line`: quantity in its unit}
        :param float charge: taxes included; what the company proposes when not given
        :param values: further values of the `retail.order.cancellation`
        :return: the `retail.order.cancellation`, the line of the charge, or none, and
            of the deposit what pays the charge and what is to be given back, both
            {`sale.order.line`: amount}
        :raise UserError: something cannot be cancelled, and what to do
        """
        self.ensure_one()
        # A register may be handing the goods out at this moment.
        lock_records(self)
        self._ensure_can_cancel(quantities)
        charge_line = self._add_cancellation_charge(quantities, charge)
        # Its total may be a cent off, as taxes round.
        charge = charge_line.price_total if charge_line else charge
        outcome = self._get_cancellation(quantities, charge)
        released = outcome.pop("released")
        record = self.env["retail.order.cancellation"].create(
            {
                "order_id": self.id,
                "summary": self._summarize_cancelled(quantities),
                "amount": outcome.pop("value"),
                **outcome,
                **values,
            }
        )
        if not record.is_whole:
            for line, quantity in quantities.items():
                line._reduce(quantity)
        forfeited, left = self._split_released(record, released)
        return record, charge_line, forfeited, left

    def _finish_cancellation(self, record):
        """Cancel the order where nothing of it is left, and say what was done."""
        if record.is_whole:
            self.with_context(retail_cancelling=True)._action_cancel()
        self._log_cancellation(record)

    def _ensure_can_cancel(self, quantities):
        if self.state == "cancel":
            raise UserError(self.env._("%s is cancelled already.", self.name))
        if not quantities:
            raise UserError(
                self.env._("Nothing of %s is left to be cancelled.", self.name)
            )
        for line, quantity in quantities.items():
            unit = line.product_uom_id
            most = line._get_cancellable_qty()
            if line.order_id != self or unit.compare(quantity, 0) <= 0:
                raise UserError(
                    self.env._(
                        "Choose how many of “%s” are cancelled: more than 0.",
                        line.product_id.display_name,
                    )
                )
            if unit.compare(quantity, most) > 0:
                raise UserError(
                    self.env._(
                        "Only %(most)s of “%(product)s” can be cancelled: the rest was "
                        "handed out, shipped or invoiced. Take it back as a return.",
                        most=f"{most:g}",
                        product=line.product_id.display_name,
                    )
                )

    def _summarize_cancelled(self, quantities):
        return "\n".join(
            f"{quantity:g} × {line.product_id.display_name}"
            for line, quantity in quantities.items()
        )

    def _add_cancellation_charge(self, quantities, charge):
        """Add the charge as a line of the order."""
        charge = self._get_cancellation(quantities, charge)["charge"]
        if self.currency_id.is_zero(charge):
            return self.env["sale.order.line"]
        code = self.company_id.retail_cancellation_charge_code_id
        line = self._add_charge(code, charge)
        # Who may ask for another charge than the company's was judged.
        priced = line.sudo().with_context(retail_charge_judged=True)
        priced.price_unit = line._get_price_of_total(charge)
        # It is due now, whatever the product says of services.
        line.qty_delivered = 1
        return line

    def _split_released(self, record, released):
        """Part the deposit of cancelled goods: what pays the charge, what is left."""
        entries = self.env["retail.deposit.entry"]
        forfeited = entries._spread(record.forfeited, released, self.currency_id)
        left = {
            line: self.currency_id.round(amount - forfeited[line])
            for line, amount in released.items()
        }
        return forfeited, left

    @api.model
    def _describe_cancellation(self, record):
        """Return the sentences that say what a cancellation cost, without zeros."""
        texts = {
            "amount": self.env._("Cancelled, worth %s."),
            "charge": self.env._("Charge: %s."),
            "forfeited": self.env._("Kept of the deposit: %s."),
            "owed": self.env._("Still owed: %s."),
            "refund": self.env._("Goes back to the customer: %s."),
        }
        money = record.currency_id
        return " ".join(
            text % money.format(record[name])
            for name, text in texts.items()
            if name == "amount" or not money.is_zero(record[name])
        )

    def _log_cancellation(self, record):
        parts = [
            self._describe_cancellation(record),
            *record.summary.split("\n"),
            record.reason_id.name,
            *(record.note or "").split("\n"),
        ]
        self.message_post(body=Markup("<br/>").join(filter(None, parts)))
