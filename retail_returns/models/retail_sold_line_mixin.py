from collections import defaultdict
from datetime import datetime

from odoo import api, models


class RetailSoldLineMixin(models.AbstractModel):
    """A line that sold something which can come back.

    Goods are sold on the line of a ticket, of an order (shipped and invoiced) or of an
    invoice alone. Each sold unit belongs to one such line, which counts what came back
    of it by any road: the one returnable quantity (RT-02).
    """

    _name = "retail.sold.line.mixin"
    _description = "Sold Line"

    def _get_returnables(self, except_ticket=None):
        """Say for each sold line how much of it can come back, and why no more.

        The one place that decides: what is shown and what is refused both come from
        here.

        :param except_ticket: a `pos.order` whose own lines are left out
        :return: {line: {"sold", "returned", "returnable": quantities in the unit of
            the product, "why_not": sentence, empty when something can come back}}
        """
        raise NotImplementedError

    def _is_returnable_goods(self):
        """Say whether this line sells something that a customer can bring back."""
        self.ensure_one()
        return True

    def _get_returned_unit(self):
        """Return the unit that quantities of returns are in."""
        return self.product_id.uom_id

    def _get_refund_unit_amount(self):
        """Return what one unit gives back, taxes and all discounts included."""
        return self._get_refund_price()["unit_amount"]

    def _get_received_quantities(self, link):
        """Sum up what the back office took back of these lines, without a ticket.

        :param str link: the field of `retail.return.line` that names the line
        :return: {line: quantity in the unit of the product}
        """
        # What came back to stores that the user may not see counts as well.
        lines = self.env["retail.return.line"].sudo()
        groups = lines._read_group(
            lines._get_received_domain(link, self), [link], ["qty:sum"]
        )
        quantities = {line.id: quantity for line, quantity in groups}
        return {line: quantities.get(line.id, 0.0) for line in self}

    def _get_last_return_messages(self, link, ticket_link, others=None):
        """Say of each of these lines where and when the last of it came back.

        :param str link: the field of `retail.return.line` that names a line
        :param str ticket_link: the field of `pos.order.line` that names a line
        :param dict others: {line: (moment, sentence) of a road beside these}
        :return: {line: sentence}
        """
        last = self._get_last_returns(link, ticket_link)
        messages = {}
        for line in self:
            moment, document = last.get(line, (datetime.min, None))
            other_moment, sentence = (others or {}).get(line, (datetime.min, ""))
            if document and moment >= other_moment:
                sentence = document._get_returned_already_message()
            messages[line] = sentence or self.env._("Given back already.")
        return messages

    def _get_last_returns(self, link, ticket_link):
        """Return {line: (moment, the last ticket or return that took it back)}."""
        # What came back to stores that the user may not see counts as well.
        server = self.sudo()
        on_tickets = server.env["pos.order.line"].search(
            [
                (ticket_link, "in", self.ids),
                ("qty", "<", 0),
                ("order_id.state", "in", ("paid", "done")),
            ],
            order="id desc",
        )
        lines = server.env["retail.return.line"]
        received = lines.search(
            lines._get_received_domain(link, self), order="date desc, id desc"
        )
        found = [
            *(
                (one[ticket_link], one.order_id.date_order, one.order_id)
                for one in on_tickets
            ),
            *((one[link], one.return_id.date, one.return_id) for one in received),
        ]
        last = {}
        for line, moment, document in found:
            if line not in last or moment > last[line][0]:
                last[line] = moment, document
        return last

    @api.model
    def _get_ticket_quantities(self, lines, link, except_ticket=None):
        """Sum up what tickets took back of lines that no ticket sold.

        :param lines: records of the model that `link` points to
        :param str link: the field of `pos.order.line` that names the line
        :return: {line: quantity in the unit of the product}
        """
        # What came back to stores that the user may not see counts as well.
        groups = (
            self.env["pos.order.line"]
            .sudo()
            ._read_group(
                [
                    (link, "in", lines.ids),
                    ("order_id.state", "in", ("paid", "done")),
                    ("order_id", "!=", except_ticket.id if except_ticket else False),
                ],
                [link],
                ["qty:sum"],
            )
        )
        quantities = {line.id: -quantity for line, quantity in groups}
        return {line: quantities.get(line.id, 0.0) for line in lines}

    # === LOWERED PRICES ===#

    def _is_price_lowered(self):
        """Say whether a credit note lowered the price, and took back no goods."""
        self.ensure_one()
        return False

    def _get_money_left(self, except_ticket=None):
        """Say what is left of what these lines sold, after all that was given back.

        :param except_ticket: a `pos.order` whose own lines are left out
        :return: {line: amount with taxes, in the currency of the sale}
        """
        raise NotImplementedError

    def _get_lowered_amount(self, amount, except_ticket=None):
        """Return what one unit gives back: what is left, shared by the units left.

        :param float amount: what one unit was sold for, taxes included
        """
        self.ensure_one()
        values = self._get_return_quantities(except_ticket)[self]
        left = values["sold"] - values["returned"]
        if self._get_returned_unit().compare(left, 0) <= 0:
            return 0.0
        return max(min(amount, self._get_money_left(except_ticket)[self] / left), 0.0)

    def _get_returned_totals(self, link, ticket_link, except_ticket=None):
        """Add up what returns gave back of these lines, with tickets and without.

        :param str link: the field of `retail.return.line` that names a line
        :param str ticket_link: the field of `pos.order.line` that names a line
        :return: {line id: amount with taxes}
        """
        # What came back to stores that the user may not see counts as well.
        server = self.sudo()
        totals = defaultdict(float)
        lines = server.env["retail.return.line"]
        for sold, amount in lines._read_group(
            lines._get_received_domain(link, self), [link], ["amount:sum"]
        ):
            totals[sold.id] += amount
        for line in server.env["pos.order.line"].search(
            [
                (ticket_link, "in", self.ids),
                ("order_id.state", "in", ("paid", "done")),
                ("order_id", "!=", except_ticket.id if except_ticket else False),
            ]
        ):
            totals[line[ticket_link].id] -= line._get_subtotals()[1]
        return totals

    def _get_over_return_message(self, asked, values):
        """Say that this sold line cannot give back as much as is asked."""
        self.ensure_one()
        all_back = (
            self._get_returned_unit().compare(values["returned"], values["sold"]) >= 0
        )
        if values["why_not"] and not all_back:
            return self.env._(
                "%(product)s cannot be returned. %(why)s",
                product=self.product_id.display_name,
                why=values["why_not"],
            )
        return self.env._(
            "%(product)s: %(asked)g would be returned, but only %(left)g of %(sold)g "
            "can still be: %(returned)g came back already.",
            product=self.product_id.display_name,
            asked=asked,
            left=values["returnable"],
            sold=values["sold"],
            returned=values["returned"],
        )
