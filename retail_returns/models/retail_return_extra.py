from collections import defaultdict

from odoo import api, models

from .retail_return_line import RECEIVED_STATES


class RetailReturn(models.Model):
    """What a refund gives and keeps beside the goods: charges and fees.

    The one place that says it, for what the till shows and what the server judges.
    Call it in superuser mode: a cashier may read neither orders nor policies.
    """

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_case_order_line(self, case):
        """Return the order line whose charges the goods of a case bore, or none."""
        sold = case["sold"]
        if sold._name == "sale.order.line":
            return sold
        if sold._name == "pos.order.line":
            return sold.customer_order_line_id
        return self.env["sale.order.line"]

    @api.model
    def _get_case_charges(self, cases, except_returns):
        """Return what of their orders' charges returned goods give back (CH-09).

        Cumulative: what came back at any till and in the back office is counted.

        :param list cases: see `pos.order._get_policy_cases`
        :param except_returns: the `retail.return` of the cases, if there is one
        :return: list, for each case, of {charge as `sale.order.line`: amount}
        """
        order_lines = [self._get_case_order_line(case) for case in cases]
        lines = self.env["sale.order.line"].union(*order_lines)
        before = self._get_returned_of_order_lines(lines, except_returns)
        shares = []
        for case, line in zip(cases, order_lines, strict=True):
            charges = line and line._get_refundable_charge(
                line._from_product_unit(case["qty"]),
                line._from_product_unit(before[line]),
            )
            before[line] += case["qty"]
            shares.append(
                {
                    charge: amount
                    for charge, amount in (charges or {}).items()
                    if not charge._is_given_back_by_ticket()
                }
            )
        return shares

    @api.model
    def _get_returned_of_order_lines(self, lines, except_returns):
        """Sum up what came back of order lines, on all roads of returns.

        :return: {`sale.order.line`: quantity in the unit of the product}
        """
        groups = self.env["retail.return.line"]._read_group(
            [
                ("order_line_id", "in", lines.ids),
                ("return_id.state", "in", RECEIVED_STATES),
                ("return_id", "not in", except_returns.ids),
            ],
            ["order_line_id"],
            ["qty:sum"],
        )
        return defaultdict(float, dict(groups))

    @api.model
    def _get_case_fees(self, store, partner, cases):
        """Return which restocking fees returned goods bear (RT-17).

        :return: list, for each case, of (`retail.return.policy`, fee with taxes)
        """
        policies = self.env["retail.return.policy"]
        return [
            policies._find_fee(store, partner, case, case["qty"])
            if store and case["product"].type != "combo"
            else (policies, 0.0)
            for case in cases
        ]

    @api.model
    def _get_shipping_excess(self, charges):
        """Say which orders' shipping is given back above the maximum (CH-12).

        :param dict charges: {charge as `sale.order.line`: amount given back}
        :return: (amount given back of the shipping of these orders, sentences)
        """
        shipping = defaultdict(float)
        for charge, amount in charges.items():
            if charge.charge_code_id.kind == "shipping":
                shipping[charge.order_id] += amount
        given, sentences = 0.0, []
        for order, amount in shipping.items():
            left = order._get_shipping_refund_left()
            if order.currency_id.compare_amounts(amount, left) > 0:
                given += amount
                sentences.append(
                    self.env._(
                        "%(amount)s of the shipping of %(order)s would be given back; "
                        "%(left)s can be without approval.",
                        amount=order.currency_id.format(amount),
                        order=order.name,
                        left=order.currency_id.format(left),
                    )
                )
        return given, sentences
