from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import deposit_rule
from ..tools.totals import total_of


class RetailOrderRequest(models.Model):
    """The judge of the deposit that comes with an order."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_base_lines(self, parsed):
        taxes = self.env["account.tax"]
        return [
            taxes._prepare_base_line_for_taxes_computation(
                {},
                product_id=line["product"],
                tax_ids=line["taxes"],
                price_unit=line["price_unit"],
                quantity=line["qty"],
                discount=line["discount"],
                currency_id=self.currency_id,
                partner_id=self.partner_id,
                rate=1.0,
            )
            for line in parsed["lines"]
        ]

    def _get_deposit_terms(self, parsed):
        """Return what the rules ask of this order, see `retail.deposit.rule`.

        A quote takes no deposit; the rules ask for it when the customer orders.
        """
        base_lines = self._prepare_base_lines(parsed)
        total = total_of(base_lines, self.company_id, self.currency_id)
        if parsed["type"] == "quote":
            return {"required": 0.0, "explanation": "", "total": total}
        ordered = self.pos_order_id.date_order or fields.Datetime.now()
        return self.env["retail.deposit.rule"]._get_terms(
            {
                "company": self.company_id,
                "currency": self.currency_id,
                "partner": self.partner_id,
                "store": self.store_id,
                "order_type": parsed["type"],
                "date": ordered.date(),
                "total": total,
                "lines": [
                    (line["product_id"], line["tax_details"]["total_included_currency"])
                    for line in base_lines
                ],
            }
        )

    def _check_deposit(self, parsed):
        """Judge the deposit: none for a quote, and not more than the order.

        Whether it is enough is judged here before the payment only: a ticket has a
        step of its own for that (`_judge_deposit_amount`).
        """
        paid, total = parsed["deposit"], parsed["deposit_terms"]["total"]
        compare = self.currency_id.compare_amounts
        if parsed["type"] == "quote" and compare(paid, 0):
            raise UserError(
                self.env._(
                    "A quote takes no deposit. Go back to the cart and pay again."
                )
            )
        if compare(paid, total) > 0:
            raise UserError(
                self.env._(
                    "The deposit of %s is more than the order costs. Lower it.",
                    self.currency_id.format(paid),
                )
            )
        if not self.pos_order_id:
            self._check_deposit_is_enough(parsed)

    @api.model
    def _check_ticket_deposit(self, ticket):
        """Judge whether the deposit on a ticket that is being paid is enough.

        :param ticket: a `pos.order` with `customer_order_payload`
        :raise UserError: it is too low, and nobody who may approved that
        """
        # A cashier may not read everything that an order depends on.
        ticket = ticket.sudo()
        request = self.sudo().new(self.sudo()._prepare_from_ticket(ticket))
        try:
            parsed = request._resolve()
        except UserError:
            # The judge of the order says what is wrong, there is no need to repeat it.
            return
        request._check_deposit_is_enough(parsed)

    def _check_deposit_is_enough(self, parsed):
        """See that the deposit is what the rules ask, or that a manager approved less.

        :raise UserError: what must be paid, and why
        """
        terms, paid = parsed["deposit_terms"], parsed["deposit"]
        required, round_ = terms["required"], self.currency_id.round
        if self.currency_id.compare_amounts(paid, required) >= 0:
            return
        percent = self.company_id.retail_deposit_minimum_percent
        lowest = deposit_rule.lowest_deposit(terms["total"], required, percent, round_)
        if self.currency_id.compare_amounts(paid, lowest) < 0:
            raise UserError(
                self.env._(
                    "The deposit must be %(required)s: %(explanation)s. Not even a "
                    "manager may take less than %(lowest)s.",
                    required=self.currency_id.format(required),
                    explanation=terms["explanation"],
                    lowest=self.currency_id.format(lowest),
                )
            )
        self._use_deposit_approval(round_(required - paid), terms)

    def _use_deposit_approval(self, missing, terms):
        """Use a manager's approval for a lower deposit (DP-04)."""
        if not self.pos_order_id and self._has_approval("deposit_override", missing):
            return
        try:
            self.env["retail.approval"]._use(
                "deposit_override",
                self.pos_order_id.uuid,
                record=self.pos_order_id,
                amount=missing,
            )
        except UserError as error:
            raise UserError(
                self.env._(
                    "The deposit must be %(required)s: %(explanation)s. %(reason)s",
                    required=self.currency_id.format(terms["required"]),
                    explanation=terms["explanation"],
                    reason=error.args[0],
                )
            ) from error

    def _has_approval(self, kind, amount):
        """Say whether a manager approved something on the ticket to come.

        :param str kind: of the `retail.approval`
        :param float amount: what it must cover
        """
        approvals = self.env["retail.approval"].search(
            [
                ("kind", "=", kind),
                ("ticket_uuid", "=", self.payload.get("ticket_uuid")),
                ("ticket_uuid", "!=", False),
                ("company_id", "=", self.company_id.id),
            ]
        )
        return any(
            approval.state == "approved" and approval._covers(amount)
            for approval in approvals
        )

    # === ORDER ===#

    def _prepare_order_deposit(self, parsed):
        """Return what the order keeps of its deposit: the rule, and who changed it."""
        terms, paid = parsed["deposit_terms"], parsed["deposit"]
        values = {
            "deposit_required": terms["required"],
            "deposit_by_rule": terms["required"],
            "deposit_explanation": terms["explanation"],
        }
        difference = self.currency_id.compare_amounts(paid, terms["required"])
        if difference > 0:
            ticket = self.pos_order_id
            who_and_when = {
                "deposit_override_user_id": ticket.user_id.id or self.env.uid,
                "deposit_override_date": ticket.date_order or fields.Datetime.now(),
            }
        else:
            who_and_when = difference and self._prepare_approved_deposit()
        if who_and_when:
            values.update(who_and_when, deposit_required=paid)
        return values

    def _prepare_approved_deposit(self):
        """Return who allowed the lower deposit of this ticket, if anybody did."""
        approval = self.env["retail.approval"].search(
            [
                ("kind", "=", "deposit_override"),
                ("res_model", "=", "pos.order"),
                ("res_id", "=", self.pos_order_id.id),
                ("ticket_uuid", "=", self.pos_order_id.uuid),
                ("ticket_uuid", "!=", False),
            ],
            limit=1,
        )
        return approval and {
            "deposit_override_user_id": approval.approved_by_id.id,
            "deposit_override_date": approval.used_at,
            "deposit_override_reason_id": approval.reason_id.id,
            "deposit_override_note": approval.note,
        }
