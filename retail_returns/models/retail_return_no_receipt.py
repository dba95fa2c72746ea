from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from .retail_return_line import RECEIVED_STATES


class RetailReturn(models.Model):
    """Goods without receipt: their price, and how often a customer brings some."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_no_receipt_prices(self, config, products):
        """Say what goods without receipt give back (RT-11).

        The lowest price at which they were sold lately, and never more than today's.
        Call it in superuser mode.

        :param config: the `pos.config` that takes the goods back
        :return: {product: (most of one unit with taxes, in the register's currency;
            whether it was sold lately: otherwise it is today's price)}
        """
        terms = config.store_id._get_no_receipt_terms()
        lowest = products._get_lowest_prices(
            config.company_id, config.currency_id, terms["price_since"]
        )
        return {
            product: (min(lowest.get(product, today), today), product in lowest)
            for product, today in products._get_today_prices(config).items()
        }

    @api.model
    def _explain_no_receipt(self, config, partner, cases, except_ticket=None):
        """Say what of goods without receipt a manager has to allow.

        Call it in superuser mode.

        :param config: the `pos.config` that takes the goods back
        :param partner: the customer, may be empty
        :param list cases: for each line, see `retail.return.policy._explain_faults`,
            with "qty"; amounts with taxes in the register's currency
        :param except_ticket: the `pos.order` whose own return is not counted
        :return: list of sentences, empty when a cashier may go on alone
        """
        policies = self.env["retail.return.policy"]
        amount = sum(case["amount"] for case in cases)
        return (
            self._explain_no_receipt_prices(config, cases)
            + self._explain_no_receipt_limits(config, partner, amount, except_ticket)
            + policies._explain_faults(config.store_id, partner, cases)
        )

    @api.model
    def _explain_no_receipt_prices(self, config, cases):
        asked = defaultdict(lambda: [0.0, 0.0])
        for case in cases:
            asked[case["product"]][0] += case["qty"]
            asked[case["product"]][1] += case["amount"]
        products = self.env["product.product"].browse([one.id for one in asked])
        prices = self._get_no_receipt_prices(config, products)
        return [
            sentence
            for product, pair in asked.items()
            for sentence in self._explain_no_receipt_price(
                config, product, *pair, *prices[product]
            )
        ]

    @api.model
    def _explain_no_receipt_price(self, config, product, quantity, amount, most, sold):
        sentences = []
        currency = config.currency_id
        if not sold:
            sentence = self.env._(
                "%(product)s was not sold in the last %(days)s days.",
                product=product.display_name,
                days=config.store_id._get_no_receipt_terms()["price_days"],
            )
            sentences.append(sentence)
        # A rounded price is off by at most its smallest unit.
        limit = currency.round(most * quantity) + currency.rounding
        if currency.compare_amounts(amount, limit) > 0:
            sentence = self.env._(
                "%(product)s gives back at most %(most)s each without receipt, not "
                "%(asked)s.",
                product=product.display_name,
                most=currency.format(most),
                asked=currency.format(amount / quantity),
            )
            sentences.append(sentence)
        return sentences

    @api.model
    def _explain_no_receipt_limits(self, config, partner, amount, except_ticket):
        """Say which limits of the customer a return of so much would break."""
        terms = config.store_id._get_no_receipt_terms()
        customer = partner.commercial_partner_id
        if not customer or not (terms["max_count"] or terms["max_amount"]):
            return []
        company = config.company_id
        lines = self._find_no_receipt_lines(
            company, customer, terms["period_since"], except_ticket
        )
        count = len(lines.return_id)
        given = self._add_up(company, [(one.currency_id, one.amount) for one in lines])
        asked = self._add_up(company, [(config.currency_id, amount)])
        faults = []
        if terms["max_count"] and count + 1 > terms["max_count"]:
            faults.append(
                self.env._(
                    "%(customer)s has brought goods without receipt %(count)s times in "
                    "%(days)s days; %(limit)s are allowed.",
                    customer=customer.display_name,
                    count=count,
                    days=terms["period_days"],
                    limit=terms["max_count"],
                )
            )
        currency = company.currency_id
        most = terms["max_amount"]
        if most and currency.compare_amounts(given + asked, most) > 0:
            faults.append(
                self.env._(
                    "%(customer)s would get %(amount)s back without receipt in "
                    "%(days)s days; %(limit)s are allowed.",
                    customer=customer.display_name,
                    amount=currency.format(given + asked),
                    days=terms["period_days"],
                    limit=currency.format(most),
                )
            )
        return faults

    @api.model
    def _find_no_receipt_lines(self, company, customer, since, except_ticket=None):
        """Return what a customer brought without receipt, by a register or not."""
        returns = self.search(
            Domain("company_id", "=", company.id)
            & Domain("partner_id.commercial_partner_id", "=", customer.id)
            & Domain("state", "in", RECEIVED_STATES)
            & Domain("date", ">=", since)
        )
        if except_ticket:
            returns = returns.filtered(lambda one: one.pos_order_id != except_ticket)
        return returns.line_ids.filtered(lambda line: not line.is_linked)

    @api.model
    def _add_up(self, company, amounts):
        """Add up amounts of any currency in that of the company."""
        today = self.env.cr.now()
        return sum(
            currency._convert(amount, company.currency_id, company, today)
            for currency, amount in amounts
        )

    @api.model
    def _prepare_from_ticket(self, ticket, lines):
        """Override of `retail_returns` to keep what was allowed without receipt."""
        values = super()._prepare_from_ticket(ticket, lines)
        notes = [values.get("policy_note"), *ticket._get_no_receipt_faults()]
        values["policy_note"] = "\n".join(note for note in notes if note)
        return values
