from collections import defaultdict

from odoo import models


class SaleOrder(models.Model):
    """An order that is taxed in several ways has an invoice for each."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _create_account_invoices(self, invoice_vals_list, final):
        """Override of `sale` to part customer orders by fiscal position.

        Core checks the taxes of an invoice against its fiscal position, and maps its
        accounts by it.
        """
        parted = []
        for values in invoice_vals_list:
            parted += self._part_by_fiscal_position(values)
        return super()._create_account_invoices(parted, final)

    def _part_by_fiscal_position(self, values):
        """Part the values of an invoice; sections and notes go with what follows."""
        lines = self.order_line.filtered("order_id.is_customer_order")
        positions = {
            line.id: position.id
            for line, position in lines._get_fiscal_positions().items()
        }
        parts, headings = defaultdict(list), []
        for command in values["invoice_line_ids"]:
            headings.append(command)
            if command[2].get("display_type", "product") != "product":
                continue
            links = command[2].get("sale_line_ids") or [(4, False)]
            position = positions.get(links[0][1], values.get("fiscal_position_id"))
            parts[position] += headings
            headings = []
        if headings and parts:
            parts[next(reversed(parts))] += headings
        return [
            {**values, "fiscal_position_id": position, "invoice_line_ids": commands}
            for position, commands in parts.items()
        ] or [values]
