from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError

from ..tools.payload import PayloadError, read_asked_lines
from ..tools.tender import KINDS, get_most, propose_tenders


class RetailReturn(models.Model):
    """What a till asks about the money before it gives any back."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def prepare_refund_from_ui(self, config_id, lines):
        """Say what goods of one sale give back, beside what, and to which tenders.

        The till builds its ticket from this; the server judges the ticket by the same.

        :param int config_id: the register that asks
        :param list lines: see `read_asked_lines`, in the order of the ticket
        :return: {"lines": for each {"amount" (taxes included), "exact" (taxes, see
            `_prepare_exact_tax_data`), "price_unit" (where the sale has no taxes, else
            False)}, "extras": charges given back and fees kept, see `_prepare_extra`,
            "total" (amount given back), "tenders": see `_prepare_tenders`, "needs":
            what a manager has to approve, {"kind", "amount", "message"}}; amounts in
            the register's currency
        :raise UserError: the sale is not known, or the register may not be used
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        try:
            asked = read_asked_lines(lines)
        except PayloadError as error:
            raise UserError(self._get_unknown_sale_message()) from error
        # The register is checked; only what its company sold is looked at.
        returns = self.sudo()
        cases = returns._browse_asked(config, asked)
        if cases is None:
            raise UserError(self._get_unknown_sale_message())
        return returns._prepare_refund(config, cases)

    def _prepare_refund(self, config, cases):
        prepared = self._prepare_refund_lines(config, cases)
        partner = self._get_case_partner(cases)
        charges, fees = self._sum_extras(config.store_id, partner, cases)
        extras = [self._prepare_charge_extra(one, charges[one]) for one in charges]
        extras += [
            self._prepare_fee_extra(config, cases[0]["sold"], one, fees[one])
            for one in fees
        ]
        goods = sum(case["amount"] for case in cases)
        total = config.currency_id.round(
            goods + sum(charges.values()) - sum(fees.values())
        )
        return {
            "lines": prepared,
            "extras": extras,
            "total": total,
            "tenders": self._prepare_tenders(config, partner, cases, total),
            "needs": self._prepare_needs(charges),
        }

    def _prepare_needs(self, charges):
        amount, sentences = self._get_shipping_excess(charges)
        need = {
            "kind": "return_shipping",
            "amount": amount,
            "message": " ".join(sentences),
        }
        return [need] if sentences else []

    def _prepare_refund_lines(self, config, cases):
        """Describe the lines of goods, and keep in the cases what they give back."""
        exact = self.env["pos.order"]._get_exact_amounts(
            [(case["sold"], case["qty"]) for case in cases]
        )
        prepared = [
            self._prepare_refund_line(config, case, amounts)
            for case, amounts in zip(cases, exact, strict=True)
        ]
        for case, values in zip(cases, prepared, strict=True):
            case["amount"] = values["amount"]
        return prepared

    def _prepare_refund_line(self, config, case, amounts):
        sold, quantity = case["sold"], case["qty"]
        if not amounts:
            amount = config.currency_id.round(sold._get_refund_unit_amount() * quantity)
            return {"amount": amount, "exact": {}, "price_unit": False}
        exact = sold._prepare_exact_tax_data(amounts, sign=-1)
        amount = config.currency_id.round(
            amounts["untaxed"]
            + sum(value for name, value in amounts.items() if name[1] == "tax")
        )
        # Without taxes there is nothing to keep but the price.
        price = False if exact else amount / quantity
        return {"amount": amount, "exact": exact, "price_unit": price}

    def _get_case_partner(self, cases):
        sold = cases[0]["sold"]
        document = sold.move_id if sold._name == "account.move.line" else sold.order_id
        return document.partner_id

    def _sum_extras(self, store, partner, cases):
        """Return ({charge: amount}, {policy: fee}) of all cases."""
        charges, fees = defaultdict(float), defaultdict(float)
        for shares in self._get_case_charges(cases, self.browse()):
            for charge, amount in shares.items():
                charges[charge] += amount
        for policy, fee in self._get_case_fees(store, partner, cases):
            if fee:
                fees[policy] += fee
        return charges, fees

    def _prepare_charge_extra(self, charge, amount):
        """Return what a till's line that gives a charge back is made of.

        :return: {"kind", "charge_line_id", "product_id", "name", "qty", "price_unit",
            "tax_ids", "amount" (taxes included, positive)}
        """
        return {
            "kind": "charge",
            "charge_line_id": charge.id,
            "product_id": charge.charge_code_id.product_id.id,
            "name": charge.name,
            "qty": -1,
            "price_unit": charge._get_price_of_total(amount),
            "tax_ids": charge.tax_ids.ids,
            "amount": amount,
        }

    def _prepare_fee_extra(self, config, sold, policy, fee):
        """Return what a till's line that keeps a fee is made of.

        :return: as `_prepare_charge_extra`, with "fee_policy_id"
        """
        code = policy.fee_code_id
        product = code.product_id
        taxes = product.taxes_id._filter_taxes_by_company(config.company_id)
        mapped = taxes
        if sold._name == "pos.order.line":
            mapped = sold.order_id.fiscal_position_id.map_tax(taxes)
        lines = self.env["retail.return.line"]
        return {
            "kind": "fee",
            "fee_policy_id": policy.id,
            "product_id": product.id,
            "name": code.name,
            "qty": 1,
            "price_unit": lines._get_price_with_taxes(fee, mapped, product),
            "tax_ids": taxes.ids,
            "amount": fee,
        }

    @api.model
    def _get_tender_lines(self, store, partner, cases, own):
        """Return (amount with its charges, tenders) of each case, see `get_most`.

        :param own: the `retail.return` that the cases are of, if there is one
        """
        policies = self.env["retail.return.policy"]
        round_amount = store.company_id.currency_id.round
        return [
            (
                round_amount(case["amount"] + sum(charges.values())),
                policies._get_tenders(store, partner, case),
            )
            for case, charges in zip(
                cases, self._get_case_charges(cases, own), strict=True
            )
        ]

    def _prepare_tenders(self, config, partner, cases, total):
        """Return what each payment method of the register may take, and what it should.

        :return: [{"payment_method_id", "name", "kind", "maximum", "limit" (of cash,
            0 when there is none), "proposed"}]
        """
        tickets = self._get_case_tickets(cases)
        left = tickets._get_left_by_kind(self.env["pos.order"])
        most = self._get_most_by_kind(config, partner, cases, total, left)
        limit = config.store_id._get_cash_refund_limit(config.currency_id)
        able = {**most, "cash": min(most["cash"], limit or total)}
        methods = config.payment_method_ids.grouped(lambda one: one._get_tender_kind())
        round_amount = config.currency_id.round
        parts = propose_tenders(total, able, left, methods, round_amount)
        paid = tickets.payment_ids.payment_method_id
        # The same terminal or account as the sale's, where this register has it.
        chosen = {kind: (own & paid or own)[:1] for kind, own in methods.items()}
        return [
            {
                "payment_method_id": method.id,
                "name": method.name,
                "kind": kind,
                "maximum": max(min(most[kind], total), 0.0),
                "limit": limit if kind == "cash" else 0.0,
                "proposed": parts.get(kind, 0.0) if method == chosen[kind] else 0.0,
            }
            for kind, own in methods.items()
            for method in own
        ]

    def _get_case_tickets(self, cases):
        lines = [
            case["sold"] for case in cases if case["sold"]._name == "pos.order.line"
        ]
        return self.env["pos.order.line"].union(*lines).order_id

    def _get_most_by_kind(self, config, partner, cases, total, left):
        """Return {kind of tender: the most of this refund that it may take}."""
        store = config.store_id
        lines = (
            self._get_tender_lines(store, partner, cases, self.browse())
            if store
            else [(total, "any")]
        )
        round_amount = config.currency_id.round
        return {kind: get_most(kind, lines, left, round_amount) for kind in KINDS}
