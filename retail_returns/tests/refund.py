"""Refunds as the till builds them from what the server prepares."""

from uuid import uuid4


class RefundBuilders:
    """Mixed into a test class with `ReturnBuilders`."""

    SOURCE = {
        "pos.order.line": "sold_line_id",
        "sale.order.line": "order_line_id",
        "account.move.line": "invoice_line_id",
    }

    def prepare_refund(self, register, choices, reason=None, user=None):
        """Ask the server as the till does.

        :param list choices: (sold line, quantity)
        """
        reason = reason or self.reason
        returns = self.env["retail.return"].with_user(user or self.cashier)
        return returns.prepare_refund_from_ui(
            register.id,
            [
                {self.SOURCE[sold._name]: sold.id, "qty": qty, "reason_id": reason.id}
                for sold, qty in choices
            ],
        )

    def build_refund(self, register, choices, reason=None, without=(), **values):
        """Build the ticket that the till makes of what the server prepares.

        :param list choices: (sold line, quantity)
        :param without: kinds of extras that are left out, "charge" or "fee"
        :param values: further values of the ticket, for example `payments`
        """
        self.open_session(register)
        reason = reason or self.reason
        prepared = self.prepare_refund(register, choices, reason)
        goods = [
            self._build_refund_goods(sold, qty, line)
            for (sold, qty), line in zip(choices, prepared["lines"], strict=True)
        ]
        extras = [one for one in prepared["extras"] if one["kind"] not in without]
        lines = goods + [self._build_refund_extra(extra) for extra in extras]
        kept = sum(one["qty"] * one["amount"] for one in extras)
        total = kept - sum(line["amount"] for line in prepared["lines"])
        values.setdefault(
            "payments",
            [(register.payment_method_ids.filtered("is_cash_count")[:1], total)],
        )
        ticket = self.build_ticket(register, lines, is_refund=True, **values)
        ticket["amount_total"] = total
        ticket["return_payload"] = {
            "uuid": str(uuid4()),
            "lines": [
                {
                    "uuid": line[2]["uuid"],
                    self.SOURCE[sold._name]: sold.id,
                    "qty": qty,
                    "reason_id": reason.id,
                }
                for line, (sold, qty) in zip(goods, choices, strict=True)
            ],
            "extras": [
                {
                    "uuid": line[2]["uuid"],
                    **{
                        name: extra[name]
                        for name in ("charge_line_id", "fee_policy_id")
                        if name in extra
                    },
                }
                for line, extra in zip(lines[len(goods) :], extras, strict=True)
            ],
        }
        return ticket

    def _build_refund_goods(self, sold, qty, prepared):
        is_ticket = sold._name == "pos.order.line"
        price, discount = sold.price_unit, sold.discount
        if is_ticket:
            share = sold.order_id._get_discount_share()
            discount = sold._get_refund_price(share)["discount"]
        if prepared["price_unit"] is not False:
            price, discount = prepared["price_unit"], 0.0
        values = {
            "uuid": str(uuid4()),
            "price_unit": price,
            "discount": discount,
            "tax_ids": sold.tax_ids,
        }
        if prepared["exact"]:
            values["extra_tax_data"] = {
                **prepared["exact"],
                "currency_id": self.env.company.currency_id.id,
                "price_unit": price,
                "discount": discount,
                "quantity": -qty,
            }
            values["price_subtotal"] = prepared["exact"][
                "manual_total_excluded_currency"
            ]
            values["price_subtotal_incl"] = -prepared["amount"]
        return sold.product_id, -qty, values

    def _build_refund_extra(self, extra):
        product = self.env["product.product"].browse(extra["product_id"])
        values = {
            "uuid": str(uuid4()),
            "price_unit": extra["price_unit"],
            "tax_ids": self.env["account.tax"].browse(extra["tax_ids"]),
        }
        return product, extra["qty"], values

    def refund(self, register, choices, user=None, silent=False, **values):
        """Take goods back with what belongs to them, and return the ticket."""
        ticket = self.build_refund(register, choices, **values)
        return self.sync_ticket(ticket, user=user, silent=silent)
