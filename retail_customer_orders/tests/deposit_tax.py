from odoo.fields import Command


class TaxedTicketMixin:
    """Tickets whose deposit is parted by taxes where it is taxed at once, as the
    register does; mixed into `CustomerOrderCommon`."""

    @classmethod
    def create_tax(cls, name, amount, included):
        """Create a tax that is due on an account of its own.

        :param str included: "tax_included" or "tax_excluded"
        """
        account = cls.env["account.account"].search(
            [("code", "=", "275000"), ("company_ids", "in", cls.company.ids)]
        ) or cls.env["account.account"].create(
            {
                "name": "Tax to pay",
                "code": "275000",
                "account_type": "liability_current",
                "company_ids": [Command.set(cls.company.ids)],
            }
        )
        shares = [
            Command.create(
                {
                    "document_type": document_type,
                    "repartition_type": kind,
                    "account_id": kind == "tax" and account.id,
                }
            )
            for document_type in ("invoice", "refund")
            for kind in ("base", "tax")
        ]
        return cls.env["account.tax"].create(
            {
                "name": name,
                "amount": amount,
                "price_include_override": included,
                "company_id": cls.company.id,
                "repartition_line_ids": shares,
            }
        )

    def build_ticket(self, register, lines, **values):
        payload = values.get("customer_order_payload")
        is_taxed = self.company.retail_deposit_tax == "now"
        if is_taxed and payload and payload["lines"]:
            lines = [line for line in lines if line[0] != self.deposit_product]
            lines += self.part_deposit(payload)
        return super().build_ticket(register, lines, **values)

    def part_deposit(self, payload):
        weights = {line["uuid"]: self.value(line) for line in payload["lines"]}
        parts = self.env["retail.deposit.entry"]._spread(
            payload["deposit"], weights, self.company.currency_id
        )
        by_taxes = {}
        for line in payload["lines"]:
            taxes = self.env["account.tax"].browse(line["tax_ids"])
            by_taxes[taxes] = by_taxes.get(taxes, 0.0) + parts[line["uuid"]]
        return [
            (
                self.deposit_product,
                1,
                {"price_unit": self.price_of_total(taxes, amount), "tax_ids": taxes},
            )
            for taxes, amount in by_taxes.items()
        ]

    def price_of_total(self, taxes, total):
        """Return the unit price at which one costs `total` with these taxes."""
        currency = self.company.currency_id
        details = taxes._get_tax_details(
            price_unit=currency.round(total), quantity=1, special_mode="total_included"
        )
        included = sum(
            data["tax_amount"]
            for data in details["taxes_data"]
            if data["tax"].price_include
        )
        return currency.round(details["total_excluded"] + included)
