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

    def _get_last_received(self, link):
        """Return the last `retail.return` without a ticket that took this line back."""
        self.ensure_one()
        lines = self.env["retail.return.line"].sudo()
        domain = lines._get_received_domain(link, self)
        return lines.search(domain, order="date desc, id desc", limit=1).return_id

    def _get_last_return_message(self, link, ticket_link, other=None):
        """Say where and when the last of this line came back.

        :param str link: the field of `retail.return.line` that names this line
        :param str ticket_link: the field of `pos.order.line` that names this line
        :param other: (moment, sentence) of a road beside these, if there is one
        """
        self.ensure_one()
        ticket = (
            self.env["pos.order.line"]
            .sudo()
            .search(
                [
                    (ticket_link, "=", self.id),
                    ("qty", "<", 0),
                    ("order_id.state", "in", ("paid", "done")),
                ],
                order="id desc",
                limit=1,
            )
            .order_id
        )
        received = self._get_last_received(link)
        found = [other] if other else []
        if ticket:
            found.append((ticket.date_order, ticket._get_returned_already_message()))
        if received:
            found.append((received.date, received._get_returned_already_message()))
        return max(found)[1] if found else self.env._("Given back already.")

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
