from odoo import models


class SaleOrder(models.Model):
    """What a customer can ask to bring back of an order, on the portal."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_return_stores(self):
        """Return the stores that take back what this order sold."""
        self.ensure_one()
        return self.env["stock.warehouse"].search(
            [("is_store", "=", True), ("company_id", "=", self.company_id.id)],
            order="name, id",
        )

    def _find_online_lines(self):
        """Return what this order sold, on tickets and without.

        :return: {field of `retail.return.line` that names such a line: lines}
        """
        self.ensure_one()
        wizard = self.env["retail.return.wizard"].new(
            {"order_id": self.id, "company_id": self.company_id.id}
        )
        return {
            "sold_line_id": wizard._find_ticket_lines(),
            "order_line_id": wizard._find_order_lines(),
        }

    def _has_return_offers(self):
        """Say whether a customer got anything that could ever come back."""
        self.ensure_one()
        return self.state == "sale" and any(
            values["sold"] > 0
            for lines in self._find_online_lines().values()
            for values in lines._get_returnables().values()
        )

    def _get_return_offers(self, store):
        """Say for each sold line how much a customer may ask to bring back.

        Call it in superuser mode.

        :param store: the `stock.warehouse` that shall take the goods back
        :return: {(name of the link, id): {"sold" (record), "values" (as
            `_get_returnables`), "asked" (by open requests), "available" (quantities in
            the unit of the product), "unit_amount" (taxes included), "why_not"
            (whatever the reason), "refusals" ({reason: why not, or empty})}}
        """
        self.ensure_one()
        returns = self.env["retail.return"]
        reasons = returns._get_online_reasons(self)
        offers = {}
        for link, lines in self._find_online_lines().items():
            asked = returns._get_asked_quantities(link, lines)
            for sold, values in lines._get_returnables().items():
                if values["sold"] > 0:
                    offers[link, sold.id] = self._prepare_return_offer(
                        sold, values, asked.get(sold.id, 0.0), store, reasons
                    )
        return offers

    def _prepare_return_offer(self, sold, values, asked, store, reasons):
        unit = sold._get_returned_unit()
        available = max(unit.round(values["returnable"] - asked), 0.0)
        policies = self.env["retail.return.policy"]
        refusals = policies._explain_online_refusals(
            store, self.partner_id, sold, reasons
        )
        why_not = values["why_not"]
        if not why_not and unit.is_zero(available):
            why_not = self.env._("You asked for its return already.")
        elif not why_not and reasons and all(refusals.values()):
            why_not = refusals[reasons[:1]]
        return {
            "sold": sold,
            "values": values,
            "asked": asked,
            "available": 0.0 if why_not else available,
            "unit_amount": sold._get_refund_unit_amount(),
            "why_not": why_not,
            "refusals": refusals,
        }
