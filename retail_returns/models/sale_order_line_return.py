from odoo import models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date

from ..tools.refund import get_returnable


class SaleOrderLine(models.Model):
    """What was shipped and invoiced comes back against its order line.

    Goods that a register handed out belong to their ticket line and are left out here.
    """

    _name = "sale.order.line"
    _inherit = ["sale.order.line", "retail.sold.line.mixin"]

    def _get_returnables(self, except_ticket=None):
        """Override of `retail_returns` to count what was shipped and invoiced.

        What can come back is both with the customer and on an invoice: the goods of
        one that was only credited, or the money of one that only came back, are still
        to be settled by their other half.
        """
        result = self._get_return_quantities(except_ticket)
        came_back = self._get_customer_moves(back=True).sale_line_id
        messages = self._get_returned_already_messages(result)
        for line, values in result.items():
            with_customer = values.pop("with_customer")
            values["why_not"] = line._get_return_refusal(
                values, with_customer, messages.get(line), line in came_back
            )
            if values["why_not"]:
                values["returnable"] = 0.0
        return result

    def _get_return_quantities(self, except_ticket=None):
        """Count what was shipped and invoiced of these lines, and came back.

        :return: as `_get_returnables`, without "why_not", and "with_customer": what
            was shipped and has not come back
        """
        delivered = self._get_delivered_quantities()
        invoiced, credited = self._get_invoiced_quantities()
        returned = self._get_ticket_quantities(
            self, "return_order_line_id", except_ticket
        )
        received = self._get_received_quantities("order_line_id")
        result = {}
        for line in self:
            back = returned[line] + received[line]
            open_qty = min(delivered[line], invoiced[line] - credited[line])
            left = line._get_returned_unit().round(get_returnable(open_qty, back))
            result[line] = {
                "sold": invoiced[line],
                "returned": credited[line] + back,
                "returnable": left,
                "with_customer": delivered[line] - back,
            }
        return result

    def _get_return_refusal(self, values, with_customer, message, came_back):
        """Say why nothing of this line can come back; empty when it can.

        :param dict values: as `_get_returnables`, without "why_not"
        :param float with_customer: what was shipped and has not come back
        :param str message: where the last went, when all was given back
        :param bool came_back: goods of this line came back to stock
        """
        self.ensure_one()
        unit = self._get_returned_unit()
        if not self._is_returnable_goods():
            return self.env._("Deposits, charges and discounts are not goods.")
        if unit.compare(values["returnable"], 0) > 0:
            return ""
        if unit.compare(values["sold"], 0) <= 0:
            return self._get_not_invoiced_message(unit.compare(with_customer, 0) > 0)
        if message:
            return message
        if came_back:
            return self.env._(
                "The goods came back to stock already. Give the money back with a "
                "credit note."
            )
        return self.env._("Not delivered yet: cancel it on the order instead.")

    def _get_not_invoiced_message(self, is_delivered):
        if self._get_pickup_lines():
            return self.env._("Handed out at a register: find the ticket.")
        if is_delivered:
            return self.env._("Not invoiced yet: return its delivery instead.")
        return self.env._("Nothing was sold here.")

    def _get_returned_already_messages(self, quantities):
        """Say of the lines that came back as a whole where and when the last did.

        :param dict quantities: see `_get_return_quantities`
        :return: {line: sentence}
        """
        gone = self.filtered(
            lambda line: line._get_returned_unit().compare(
                quantities[line]["returned"], quantities[line]["sold"]
            )
            >= 0
        )
        by_notes = {
            line: by_note for line in gone if (by_note := line._get_last_note_message())
        }
        return gone._get_last_return_messages(
            "order_line_id", "return_order_line_id", by_notes
        )

    def _get_last_note_message(self):
        """Return (moment, sentence) of the last credit note, None without one."""
        self.ensure_one()
        notes = self.sudo().invoice_lines.move_id.filtered(
            lambda move: move.move_type == "out_refund" and move.state == "posted"
        )
        if not notes:
            return None
        note = notes.sorted("id")[-1:]
        return (
            note.create_date,
            self.env._(
                "Given back already with credit note %(note)s on %(date)s.",
                note=note.name,
                date=format_date(self.env, note.date),
            ),
        )

    def _is_returnable_goods(self):
        """Say whether this line sells something that a customer can bring back."""
        self.ensure_one()
        deposit = self.company_id.sudo().retail_deposit_product_id
        return bool(
            self.product_id
            and not self.display_type
            and not self.is_downpayment
            and not self.charge_code_id
            and self.product_id != deposit
            and self.price_unit >= 0
        )

    def _judge_goods_back(self, asked):
        """Refuse to receive more of these lines than customers have.

        :param dict asked: {line: quantity in the unit of the product}
        :raise UserError: what is refused, and what to do
        """
        delivered = self._get_delivered_quantities()
        returned = self._get_ticket_quantities(self, "return_order_line_id")
        received = self._get_received_quantities("order_line_id")
        for line in self:
            left = max(delivered[line] - returned[line] - received[line], 0.0)
            if line._get_returned_unit().compare(asked.get(line, 0.0), left) > 0:
                raise UserError(
                    self.env._(
                        "%(product)s of %(order)s: %(asked)g would be received, but "
                        "the customer has only %(left)g. Lower the quantity.",
                        product=line.product_id.display_name,
                        order=line.order_id.name,
                        asked=asked[line],
                        left=left,
                    )
                )

    # === MONEY ===#

    def _get_paid_amount(self, quantity, except_ticket=None):
        """Return what was invoiced for a quantity of this line, taxes included."""
        self.ensure_one()
        items = self._get_invoice_items()
        invoiced = sum(item._get_product_quantity() for item in items)
        return (
            sum(items.mapped("price_total")) / invoiced * quantity if invoiced else 0.0
        )

    def _get_sold_taxes(self):
        """Return the taxes that this line was sold with."""
        self.ensure_one()
        items = self._get_invoice_items()
        return items[-1:].tax_ids if items else self.tax_ids

    def _get_sold_document(self):
        """Return the number and the date of the document that this line is of."""
        self.ensure_one()
        return self.order_id.name, self.order_id.date_order.date()

    def _get_handed_out_at(self):
        """Return when the customer got the last of these goods, None if not yet."""
        self.ensure_one()
        return max(self._get_customer_moves().mapped("date"), default=None)
