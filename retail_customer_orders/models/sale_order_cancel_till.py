from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class SaleOrder(models.Model):
    """Cancelling at a register: the ticket takes the charge and pays the rest back.

    Runs with superuser rights.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _describe_cancellation_for_till(self, quantities, charge=None):
        """Describe the ticket that cancels these quantities (CN-02).

        :param dict quantities: {`sale.order.line`: quantity in its unit}
        :param float charge: taxes included; what the company proposes when not given
        :return: dict, see `retail.order.request.prepare_cancel_from_ui`
        """
        self.ensure_one()
        self._ensure_can_cancel(quantities)
        outcome = self._get_cancellation(quantities, charge)
        code = self.company_id.retail_cancellation_charge_code_id
        taxes = self._get_charge_taxes(code)
        return {
            "value": outcome["value"],
            "charge_proposed": outcome["charge_proposed"],
            "charge": outcome["charge"],
            "charge_product_id": code.product_id.id,
            "charge_tax_ids": taxes.ids,
            "charge_line": self._describe_charge_line(code, taxes, outcome["charge"]),
            "deposit": self.currency_id.round(sum(outcome["released"].values())),
            "deposit_lines": self._describe_deposit_lines(outcome["released"]),
            "forfeited": outcome["forfeited"],
            "refund": outcome["refund"],
            "owed": outcome["owed"],
            "is_whole": outcome["is_whole"],
        }

    def _describe_cancel_action(self):
        """Tell a register whether anything of this order can be cancelled (CN-01)."""
        self.ensure_one()
        enabled = self.state != "cancel" and bool(self._get_cancellable())
        if enabled:
            why = ""
        elif self.state == "cancel":
            why = self.env._("The order is cancelled.")
        else:
            why = self.env._("Everything was handed out or shipped.")
        return {"enabled": enabled, "why": why}

    def _describe_charge_line(self, code, taxes, charge):
        """Describe the line of a ticket that costs a charge, to the cent.

        :param float charge: taxes included
        """
        tax = self.currency_id.round(charge - self._get_untaxed(taxes, charge))
        part = {"taxes": taxes, "amount": charge, "tax": tax}
        values = self._prepare_deposit_values(part, 1)
        return {
            "product_id": code.product_id.id,
            "qty": 1,
            **values,
            "tax_ids": taxes.ids,
        }

    def _get_charge_taxes(self, code):
        taxes = code.product_id.taxes_id._filter_taxes_by_company(self.company_id)
        return self.fiscal_position_id.map_tax(taxes)

    @api.model
    def _check_cancellation(self, ticket, cancellation):
        """Judge a ticket that cancels goods of an order.

        :param ticket: the `pos.order`
        :param dict cancellation: as `parse_cancellation` gives it
        :return: the `sale.order` and {`sale.order.line`: quantity in its unit}
        :raise UserError: something cannot be cancelled, or not like this
        """
        order = self.browse(cancellation["order_id"]).exists()
        if not order.is_customer_order or order.company_id != ticket.company_id:
            raise UserError(self.env._("This order does not exist in this company."))
        # Another register may be handing the goods out at this moment.
        lock_records(order)
        by_id = {line.id: line for line in order.order_line}
        quantities = {}
        for values in cancellation["lines"]:
            line = by_id.get(values["order_line_id"])
            if not line:
                raise UserError(self.env._("Choose what of the order is cancelled."))
            quantities[line] = quantities.get(line, 0.0) + values["qty"]
        order._ensure_can_cancel(quantities)
        order._ensure_cancel_reason(cancellation)
        order._ensure_cancel_ticket(ticket, cancellation, quantities)
        return order, quantities

    def _ensure_cancel_reason(self, cancellation):
        reason = self.env["retail.reason.code"].browse(cancellation["reason_id"])
        if not reason.exists() or reason.kind != "cancellation":
            raise UserError(self.env._("Choose why the order is cancelled."))
        if reason.note_required and not cancellation["note"]:
            raise UserError(
                self.env._("Write a note: the reason “%s” asks for one.", reason.name)
            )

    def _ensure_cancel_ticket(self, ticket, cancellation, quantities):
        """See that the money on the ticket is that of the cancellation."""
        compare = self.currency_id.compare_amounts
        expected = self._describe_cancellation_for_till(
            quantities, cancellation["charge"]
        )
        charged = ticket.lines.filtered(
            lambda line: line.uuid == cancellation["charge_line_uuid"]
        )
        is_charge = charged.product_id.id == expected["charge_product_id"]
        if (
            self.currency_id != ticket.currency_id
            or compare(cancellation["deposit"], expected["deposit"])
            or compare(charged._get_subtotals()[1], expected["charge"])
            or (charged and not is_charge)
            or any(not line._is_deposit() for line in ticket.lines - charged)
        ):
            raise UserError(
                self.env._(
                    "The ticket does not match the order any more. Prepare the "
                    "cancellation again from the order."
                )
            )
        released = self._get_cancellation(quantities)["released"]
        ticket._check_deposit_parts(self, self._split_held_deposit(released), -1)
        if ticket.to_invoice:
            raise UserError(
                self.env._("A cancellation is not invoiced. Switch the invoice off.")
            )
        change = abs(expected["charge"] - expected["charge_proposed"])
        if compare(change, 0):
            self._use_charge_approval(ticket, cancellation, change)

    def _use_charge_approval(self, ticket, cancellation, change):
        """Use a manager's approval for another charge than the company's."""
        reason = self.env["retail.reason.code"].browse(
            cancellation["charge_reason_id"] or []
        )
        if not reason.exists() or reason.kind != "charge_override":
            raise UserError(
                self.env._("Choose why the charge differs from what is usual.")
            )
        self.env["retail.approval"]._use(
            "cancellation_charge", ticket.uuid, record=ticket, amount=change
        )

    def _cancel_on_ticket(self, ticket, cancellation, quantities):
        """Cancel what a paid ticket cancels, and book its deposit.

        :return: the `retail.order.cancellation`
        """
        store = ticket.config_id.store_id
        record, charge_line, forfeited, left = self._begin_cancellation(
            quantities,
            cancellation["charge"],
            uuid=cancellation["uuid"],
            reason_id=cancellation["reason_id"],
            note=cancellation["note"],
            charge_reason_id=cancellation["charge_reason_id"],
            store_id=store.id,
            pos_order_id=ticket.id,
        )
        charged = ticket.lines.filtered(
            lambda line: line.uuid == cancellation["charge_line_uuid"]
        )
        charged.customer_order_line_id = charge_line
        released = {line: part + forfeited[line] for line, part in left.items()}
        parts = self._split_held_deposit(released)
        ticket._fix_deposit_taxes(self, ticket._pair_deposit_lines(parts), -1)
        ticket._book_deposit_parts(
            self, self._split_held_deposit(forfeited), "forfeited"
        )
        ticket._book_deposit_parts(self, self._split_held_deposit(left), "refunded")
        self._finish_cancellation(record)
        return record
