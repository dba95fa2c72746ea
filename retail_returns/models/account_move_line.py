from collections import defaultdict

from odoo import fields, models

from ..tools.refund import get_returnable


class AccountMoveLine(models.Model):
    """What was invoiced without order or ticket comes back against its invoice line."""

    _name = "account.move.line"
    _inherit = ["account.move.line", "retail.sold.line.mixin"]

    retail_return_line_id = fields.Many2one(
        comodel_name="retail.return.line",
        string="Return Line",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    def _get_product_quantity(self):
        """Return the quantity of this line in the unit of its product."""
        self.ensure_one()
        unit = self.product_id.uom_id
        if not self.product_uom_id or not unit:
            return self.quantity
        return self.product_uom_id._compute_quantity(self.quantity, unit, round=False)

    def _get_returnables(self, except_ticket=None):
        """Override of `retail_returns` to count what was invoiced and credited."""
        result = self._get_return_quantities(except_ticket)
        gone = self.filtered(
            lambda line: line._get_returned_unit().is_zero(result[line]["returnable"])
        )
        messages = gone._get_last_return_messages(
            "invoice_line_id", "return_invoice_line_id"
        )
        for line, values in result.items():
            values["why_not"] = line._get_return_refusal(messages)
            if values["why_not"]:
                values["returnable"] = 0.0
        return result

    def _get_return_quantities(self, except_ticket=None):
        """Count what was invoiced of these lines, and came back on any road.

        :return: as `_get_returnables`, without "why_not"
        """
        credited = self._get_credited_quantities()
        returned = self._get_ticket_quantities(
            self, "return_invoice_line_id", except_ticket
        )
        received = self._get_received_quantities("invoice_line_id")
        result = {}
        for line in self:
            sold = line._get_product_quantity()
            back = credited[line] + returned[line] + received[line]
            left = line._get_returned_unit().round(get_returnable(sold, back))
            result[line] = {"sold": sold, "returned": back, "returnable": left}
        return result

    def _get_return_refusal(self, messages):
        """Say why nothing of this line can come back; empty when it can.

        :param dict messages: {line of which nothing is left: where the last went}
        """
        self.ensure_one()
        move = self.move_id
        if move.move_type != "out_invoice" or move.state != "posted":
            return self.env._("This is no posted invoice.")
        if not self._is_returnable_goods():
            return self.env._("Deposits, charges and discounts are not goods.")
        if self.sudo().move_id.pos_order_ids:
            return self.env._("Sold at a register: find the ticket.")
        return messages.get(self, "")

    def _is_returnable_goods(self):
        """Say whether this line sells something that a customer can bring back."""
        self.ensure_one()
        return bool(
            self.display_type == "product"
            and self.product_id
            and self.product_id != self.company_id.sudo().retail_deposit_product_id
            and self.quantity > 0
            and self.price_unit >= 0
        )

    def _is_credited_by_product(self):
        """Say whether credit notes give this line back by its product.

        What an order sold names its order line. A service does not come back: its
        price may be lowered piece by piece.
        """
        self.ensure_one()
        return (
            self._is_returnable_goods()
            and self.product_id.type == "consu"
            and not self.sale_line_ids
        )

    def _get_credited_quantities(self):
        """Return what credit notes gave back of these invoice lines.

        A credit note names its invoice and no line of it: what it gives back of a
        product is counted for the invoice's lines of this product, from the first on.

        :return: {line: quantity in the unit of the product}
        """
        given = defaultdict(float)
        notes = self.sudo().move_id._get_credit_notes()
        for note in notes.filtered(lambda note: not note.is_price_reduction):
            for item in note.invoice_line_ids.filtered("product_id"):
                key = (note.reversed_entry_id.id, item.product_id.id)
                given[key] += item._get_product_quantity()
        credited = {}
        for line in self.move_id.invoice_line_ids.sorted("id"):
            key = (line.move_id.id, line.product_id.id)
            part = min(given[key], max(line._get_product_quantity(), 0.0))
            given[key] -= part
            credited[line] = part
        return {line: credited.get(line, 0.0) for line in self}

    def _get_paid_amount(self, quantity, except_ticket=None):
        """Return what was invoiced for a quantity of this line, taxes included."""
        self.ensure_one()
        return self.price_total / self._get_product_quantity() * quantity

    def _get_sold_taxes(self):
        """Return the taxes that this line was sold with."""
        self.ensure_one()
        return self.tax_ids

    def _get_invoice_items(self):
        """Return the posted invoice lines of this line that sold something."""
        return self

    def _get_sold_document(self):
        """Return the number and the date of the document that this line is of."""
        self.ensure_one()
        return self.move_id.name, self.move_id.invoice_date

    def _get_handed_out_at(self):
        """Return when the customer got these goods: nothing says but the invoice."""
        self.ensure_one()
        return fields.Datetime.to_datetime(self.move_id.invoice_date)

    def _get_sold_quantity(self):
        """Return what this line sold, in the unit of the product."""
        return self._get_product_quantity()
