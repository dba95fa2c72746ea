from uuid import uuid4


class CancelTicketMixin:
    """Tickets that cancel goods of an order; mixed into `CustomerOrderCommon`.

    The charge is 10 % of what is cancelled, without tax.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company._ensure_retail_charge_codes()
        cls.charge_product = cls.company.retail_cancellation_charge_code_id.product_id
        cls.charge_product.taxes_id = False
        cls.company.retail_cancellation_charge_percent = 10
        cls.cancel_reason = cls.env.ref("retail_base.reason_code_cancellation_customer")

    def build_cancel_ticket(self, order, quantities=None, charge=None, **values):
        """Build the ticket that cancels {order line: quantity}, or all, of an order."""
        register = values.pop("register", self.register_a)
        self.open_session(register)
        wanted = quantities and {str(line.id): qty for line, qty in quantities.items()}
        prepared = self.till().prepare_cancel_from_ui(
            register.id, order.id, wanted, charge
        )
        lines, charge_uuid = [], None
        if prepared["charge"]:
            charge_uuid = str(uuid4())
            taxes = self.env["account.tax"].browse(prepared["charge_tax_ids"])
            product = self.env["product.product"].browse(prepared["charge_product_id"])
            details = {"uuid": charge_uuid, "tax_ids": taxes}
            lines.append((product, 1, {"price_unit": prepared["charge"], **details}))
        lines += self.part_use(prepared)
        payload = {
            "uuid": str(uuid4()),
            "order_id": order.id,
            "charge": prepared["charge"],
            "deposit": prepared["deposit"],
            "reason_id": self.cancel_reason.id,
            "note": "",
            "charge_line_uuid": charge_uuid,
            "lines": [
                {"order_line_id": line["order_line_id"], "qty": line["qty"]}
                for line in prepared["lines"]
                if line["qty"]
            ],
            **values.pop("payload", {}),
        }
        values.setdefault("partner", self.customer)
        return self.build_ticket(register, lines, cancel_payload=payload, **values)

    def cancel(self, order, quantities=None, silent=False, **values):
        ticket = self.build_cancel_ticket(order, quantities, **values)
        return self.sync_ticket(ticket, silent=silent)
