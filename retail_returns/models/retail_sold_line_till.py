from odoo import models

from ..tools.payload import SOURCES

SOURCE_OF_MODEL = dict(
    zip(
        ("pos.order.line", "sale.order.line", "account.move.line"), SOURCES, strict=True
    )
)


class RetailSoldLineMixin(models.AbstractModel):
    """How a sold line is shown to a till."""

    _inherit = "retail.sold.line.mixin"  # pylint: disable=consider-merging-classes-inherited

    def _get_refund_prices(self):
        """Return {line: see `_get_refund_price`} of these lines."""
        return {line: line._get_refund_price() for line in self}

    def _get_refund_price(self):
        """Return what a unit of this sold line gives back.

        What several invoices sold at several prices gives back their average.

        :return: {"price_unit" (as on the sale, with or without taxes), "discount"
            (percent, all discounts included), "unit_amount" (taxes included)}
        """
        self.ensure_one()
        items = self._get_invoice_items()
        sold = sum(item._get_product_quantity() for item in items)
        if not sold:
            return {"price_unit": 0.0, "discount": 0.0, "unit_amount": 0.0}
        discounts = set(items.mapped("discount"))
        # With one discount for all the ticket shows it; several are in the price.
        discount = discounts.pop() if len(discounts) == 1 else 0.0
        amount = sum(
            item.price_unit
            * item.quantity
            * (1 - (0.0 if discount else item.discount) / 100)
            for item in items
        )
        return {
            "price_unit": amount / sold,
            "discount": discount,
            "unit_amount": self._get_paid_amount(1),
        }

    def _get_ticket_taxes(self):
        """Return the taxes of a ticket's line that gives this back.

        Before the fiscal position of its ticket, which changes them no more.
        """
        return self._get_sold_taxes()

    def _prepare_sold_lines_from_ui(self, returnables):
        """Describe these sold lines to a till (RT-02).

        :param dict returnables: see `_get_returnables`
        :return: list of what `_get_returnables` says of each, with "key" (of no other
            line), its id by the name that registers send it under (one of `SOURCES`),
            "product_id", "name", "barcode", "unit", "tracking", "price_unit",
            "discount" (percent), "unit_amount" (what a unit gives back, taxes
            included), "tax_ids" and "lots" (names that can still come back)
        """
        prices = self._get_refund_prices()
        return [
            {
                **returnables[line],
                **prices[line],
                **line._prepare_sold_line_from_ui(),
            }
            for line in self
        ]

    def _prepare_sold_line_from_ui(self):
        self.ensure_one()
        product = self.product_id
        source = SOURCE_OF_MODEL[self._name]
        return {
            "key": f"{source}-{self.id}",
            source: self.id,
            "product_id": product.id,
            "name": self._get_sold_name(),
            "barcode": product.barcode or "",
            "unit": self._get_returned_unit().name,
            "tracking": product.tracking,
            "tax_ids": self._get_ticket_taxes().ids,
            "lots": self._get_returnable_lots(),
        }

    def _get_sale(self):
        """Return the document that this line is of: a sale to the tills."""
        self.ensure_one()
        return self.move_id if self._name == "account.move.line" else self.order_id

    def _get_sold_name(self):
        self.ensure_one()
        return self.product_id.display_name
