from collections import Counter

from odoo import models

from .pos_order_line import SOLD_STATES

# The fields that name a sold line: on returns, and on lines of tickets.
LINKS = {
    "pos.order.line": ("sold_line_id", "refunded_orderline_id"),
    "sale.order.line": ("order_line_id", "return_order_line_id"),
    "account.move.line": ("invoice_line_id", "return_invoice_line_id"),
}


class RetailSoldLineMixin(models.AbstractModel):
    """Which lots and serial numbers a line sold, and which can come back (RT-13)."""

    _inherit = "retail.sold.line.mixin"

    def _get_sold_lot_names(self):
        """List the lots and serial numbers that this line sold, as far as is known."""
        self.ensure_one()
        return []

    def _get_returned_lot_names(self, except_ticket=None):
        """List the lots and serial numbers that came back of this line.

        :param except_ticket: a `pos.order` whose own lines are left out
        """
        self.ensure_one()
        link, ticket_link = LINKS[self._name]
        # What came back to stores that the user may not see counts as well.
        lines = self.env["pos.order.line"].sudo()
        refunds = lines.search(
            [
                (ticket_link, "=", self.id),
                ("qty", "<", 0),
                ("order_id.state", "in", SOLD_STATES),
                ("order_id", "!=", except_ticket.id if except_ticket else False),
            ]
        )
        returns = self.env["retail.return.line"].sudo()
        received = returns.search(returns._get_received_domain(link, self))
        return refunds.pack_lot_ids.mapped("lot_name") + received.lot_id.mapped("name")

    def _get_returnable_lots(self, except_ticket=None):
        """List the lots and serial numbers of this line that can still come back.

        :param except_ticket: a `pos.order` whose own lines are left out
        """
        self.ensure_one()
        if self.product_id.tracking == "none":
            return []
        sold = self._get_sold_lot_names()
        if self.product_id.tracking != "serial" or not sold:
            return list(dict.fromkeys(sold))
        back = self._get_returned_lot_names(except_ticket)
        return list((Counter(sold) - Counter(back)).elements())

    def _explain_lots(self, names, quantity, except_ticket=None):
        """Say in what way lots that come back are not those that were sold.

        :param list names: of the lots or serial numbers that come back
        :param float quantity: how much comes back, in the unit of the product
        :param except_ticket: a `pos.order` whose own lines are left out
        :return: sentence; empty when they fit, or nobody knows which were sold
        """
        self.ensure_one()
        sold = set(self._get_sold_lot_names())
        if not sold or self.product_id.tracking == "none":
            return ""
        values = {"product": self.product_id.display_name}
        strange = [name for name in names if name not in sold]
        if strange:
            return self.env._(
                "%(product)s: %(lots)s was not sold on %(sale)s, but %(sold)s.",
                lots=", ".join(strange),
                sale=self._get_sold_document()[0],
                sold=", ".join(sorted(sold)),
                **values,
            )
        if self.product_id.tracking != "serial":
            return ""
        left = self._get_returnable_lots(except_ticket)
        twice = list((Counter(names) - Counter(left)).elements())
        if twice:
            return self.env._(
                "%(product)s: %(lots)s came back already.",
                lots=", ".join(dict.fromkeys(twice)),
                **values,
            )
        if len(names) > quantity or len(names) < min(quantity, len(left)):
            return self.env._(
                "%(product)s: choose a serial number for each piece that comes back, "
                "of %(lots)s.",
                lots=", ".join(left),
                **values,
            )
        return ""
