from odoo import api, models
from odoo.tools.misc import get_lang

from ..tools import deposit_rule


class RetailDepositRule(models.Model):
    """How the rules are applied to an order."""

    _inherit = "retail.deposit.rule"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _get_terms(self, case):
        """Say which deposit the rules ask for an order (DP-01, DP-03).

        A line falls to the first rule that is for the order and for its product; what
        no rule is for is asked the default percentage of the company.

        :param dict case: the order as records: "company", "currency", "partner",
            "store", "order_type" (see the field), "date" (for exchange rates),
            "total" (taxes included, in the currency) and "lines", a list of (product,
            amount with taxes)
        :return: {"required": amount in the order's currency, "explanation": the
            same in words, "total": as given}
        """
        # Whoever takes an order is judged by rules that they need not see.
        rules = self.sudo()._find_matching(case)
        owners = rules._find_owners([product for product, _amount in case["lines"]])
        shares = deposit_rule.share_out(
            case["total"],
            [(owners[product], amount) for product, amount in case["lines"]],
            case["currency"].round,
        )
        parts = [
            rule._ask(shares[rule], case)
            for rule in (*rules, rules.browse())
            if rule in shares
        ]
        return {
            "required": case["currency"].round(sum(amount for amount, _text in parts)),
            "explanation": "; ".join(text for _amount, text in parts),
            "total": case["total"],
        }

    def _find_matching(self, case):
        """Return the rules that are for this order, whatever it sells."""
        rules = self.browse(self._get_rule_ids(case["company"].id))
        return rules.filtered(
            lambda rule: rule._is_for_type(case["order_type"])
            and rule._is_for_customer(case["partner"])
            and rule._is_for_store(case["store"])
            and rule._is_for_total(case)
        )

    def _is_for_type(self, order_type):
        return not self.order_type or self.order_type == order_type

    def _is_for_customer(self, partner):
        people = (partner | partner.commercial_partner_id).sudo()
        return (
            (not self.business_only or partner.commercial_partner_id.is_company)
            and (not self.partner_ids or bool(self.partner_ids & people))
            and (
                not self.partner_category_ids
                or self._is_among(people.category_id, self.partner_category_ids)
            )
        )

    def _is_for_store(self, store):
        if not self.store_ids and not self.store_group_ids:
            return True
        return store in self.store_ids or self._is_among(
            store.sudo().store_group_id, self.store_group_ids
        )

    def _is_for_total(self, case):
        return deposit_rule.is_in_tier(
            case["total"],
            self._convert(self.amount_from, case),
            self._convert(self.amount_to, case),
            case["currency"].round,
        )

    def _find_owners(self, products):
        """Say which of these rules is the first for each product.

        :param list products: `product.product` records, one or none in each
        :return: {product: rule, or none where the default applies}
        """
        # All at once, or the category of each would be read by itself.
        together = self.env["product.product"].union(*products)
        return {
            product: next(
                (rule for rule in self if rule._covers(product)), self.browse()
            )
            for product in (*together, together.browse())
        }

    def _covers(self, product):
        """Say whether lines with this product fall to this rule."""
        return not self.categ_ids or self._is_among(product.categ_id, self.categ_ids)

    def _convert(self, amount, case):
        """Turn an amount of this rule into the currency of the order."""
        company = case["company"]
        return company.currency_id._convert(
            amount, case["currency"], company, case["date"]
        )

    def _ask(self, amount, case):
        """Say what this rule asks for its part of an order; no rule is the default.

        :return: (deposit, the same in words)
        """
        currency, company = case["currency"], case["company"].sudo()
        percent = self.percent if self else company.retail_deposit_percent
        minimum = self and self._convert(self.minimum, case) or 0.0
        point = get_lang(self.env).decimal_point
        words = {
            "percent": f"{percent:g}".replace(".", point),
            "amount": currency.format(amount),
            "rule": self.name,
            "minimum": currency.format(minimum),
        }
        if not self:
            text = self.env._("%(percent)s %% of %(amount)s by default", **words)
        elif minimum:
            text = self.env._(
                "%(percent)s %% of %(amount)s by the rule “%(rule)s”, "
                "at least %(minimum)s",
                **words,
            )
        else:
            text = self.env._(
                "%(percent)s %% of %(amount)s by the rule “%(rule)s”", **words
            )
        asked = deposit_rule.asked_deposit(amount, percent, minimum, currency.round)
        return asked, text
