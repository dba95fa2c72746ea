from odoo import models


class RetailReturnLine(models.Model):
    """What a line of a return without a ticket gives back on a credit note."""

    _inherit = "retail.return.line"  # pylint: disable=consider-merging-classes-inherited

    def _get_credited_invoice(self):
        """Return the invoice that this line gives back a part of, if there is one.

        What is not paid yet comes first: the credit note is set off against it.
        """
        self.ensure_one()
        if self.sold_line_id:
            return self.sold_line_id.order_id.account_move
        return self._get_credited_item().move_id

    def _get_credited_item(self):
        items = (self.order_line_id or self.invoice_line_id)._get_invoice_items()
        return items.sorted(lambda item: (not item.move_id.amount_residual, item.id))[
            :1
        ]

    def _prepare_credit_item(self):
        """Return the values of the line of a credit note.

        It names no order line: what came back is counted by the return, and the
        order is neither to be delivered nor to be invoiced again.
        """
        self.ensure_one()
        values = {
            "product_id": self.product_id.id,
            "quantity": self.qty,
            "product_uom_id": self.product_uom_id.id,
            "retail_return_line_id": self.id,
        }
        if self.sold_line_id:
            return {**values, **self._prepare_credit_of_ticket()}
        if self.order_line_id or self.invoice_line_id:
            return {**values, **self._prepare_credit_of_invoice()}
        return {**values, "price_unit": self._get_untied_price()}

    def _prepare_credit_of_ticket(self):
        sold = self.sold_line_id
        price = sold._get_refund_price()
        return {
            "name": sold.full_product_name or sold.product_id.display_name,
            "price_unit": price["price_unit"],
            "discount": price["discount"],
            "tax_ids": sold.tax_ids_after_fiscal_position.ids,
        }

    def _prepare_credit_of_invoice(self):
        item = self._get_credited_item()
        unit = item.product_uom_id or self.product_uom_id
        return {
            "name": item.name,
            "quantity": self.product_uom_id._compute_quantity(
                self.qty, unit, round=False
            ),
            "product_uom_id": unit.id,
            "price_unit": item.price_unit,
            "discount": item.discount,
            "tax_ids": item.tax_ids.ids,
            "account_id": item.account_id.id,
        }

    def _get_untied_price(self):
        """Return the price of goods without a sale, as their taxes want it."""
        taxes = self.product_id.taxes_id._filter_taxes_by_company(self.company_id)
        return self._get_price_with_taxes(self.price_unit, taxes, self.product_id)

    def _get_price_with_taxes(self, total, taxes, product):
        """Return the unit price at which one costs `total`, taxes included."""
        details = taxes._get_tax_details(
            price_unit=total,
            quantity=1,
            special_mode="total_included",
            product=product,
        )
        included = sum(
            data["tax_amount"]
            for data in details["taxes_data"]
            if data["tax"].price_include
        )
        return details["total_excluded"] + included
