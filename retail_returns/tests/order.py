"""Orders that the back office ships and invoices."""

from odoo.tests import Form


class OrderBuilders:
    """What was sold without a ticket, and the roads on which it comes back there.

    Mixed into a test class of stores and registers.
    """

    def set_up_orders(self):
        """Create `clerk`, who sells, ships and keeps books, and `accountant`."""
        self.clerk = self.create_user(
            "clerk",
            "base.group_user,sales_team.group_sale_salesman_all_leads,"
            "stock.group_stock_user,account.group_account_invoice,"
            "retail_base.group_retail_user",
        )

    def make_shipped_order(self, qty=3, product=None, price=100, ship=True, **values):
        """Sell, ship and invoice a product in store A; return the `sale.order.line`.

        :param values: of the line, for example `tax_ids`
        """
        order = self.env["sale.order"].create(
            {
                "partner_id": self.customer.id,
                "company_id": self.company_data["company"].id,
                "warehouse_id": self.store_a.id,
                "order_line": [
                    (
                        0,
                        0,
                        {
                            "product_id": (product or self.product).id,
                            "product_uom_qty": qty,
                            "price_unit": price,
                            **values,
                        },
                    )
                ],
            }
        )
        order.action_confirm()
        if ship:
            self.ship(order.picking_ids)
        return order.order_line

    def ship(self, pickings):
        for move in pickings.move_ids:
            move.quantity = move.product_uom_qty
            move.picked = True
        pickings.with_context(skip_sms=True)._action_done()

    def invoice(self, line, pay=True):
        """Invoice what was shipped of an order, and pay it."""
        invoice = line.order_id._create_invoices()
        invoice.action_post()
        if pay:
            self.pay_invoice(invoice)
        return invoice

    def pay_invoice(self, invoice):
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create({})._create_payments()

    def make_sold_order(self, qty=3, pay=True, **values):
        """Sell, ship, invoice and pay; return the `sale.order.line`."""
        line = self.make_shipped_order(qty, **values)
        self.invoice(line, pay)
        return line

    def ask_return(self, line, qty=1, **values):
        """Ask in store B, as the clerk, to take an order's goods back.

        :param line: what `make_sold_order` returned
        :param values: of the return's line
        :return: the `retail.return`
        """
        asked = {
            "order_line_id": line.id,
            "product_id": self.product.id,
            "qty": qty,
            "reason_id": self.reason.id,
            **values,
        }
        values = {
            "store_id": self.store_b.id,
            "partner_id": self.customer.id,
            "line_ids": [(0, 0, asked)],
        }
        return self.env["retail.return"].with_user(self.clerk).create(values)

    def make_invoice(self, qty=2, price=50, pay=True, tax=None):
        """Invoice a product without an order and return the invoice's line."""
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.customer.id,
                "invoice_line_ids": [
                    (
                        0,
                        0,
                        {
                            "product_id": self.product.id,
                            "quantity": qty,
                            "price_unit": price,
                            "tax_ids": [(6, 0, tax.ids if tax else [])],
                        },
                    )
                ],
            }
        )
        invoice.action_post()
        if pay:
            self.pay_invoice(invoice)
        return invoice.invoice_line_ids

    def receive_in_stock(self, picking, qty, user=None):
        """Take goods back with the wizard of the delivery; return the receipt."""
        form = Form(
            self.env["stock.return.picking"]
            .with_user(user or self.clerk)
            .with_context(active_id=picking.id, active_model="stock.picking")
        )
        wizard = form.save()
        wizard.product_return_moves.quantity = qty
        receipt = self.env["stock.picking"].browse(
            wizard.action_create_returns()["res_id"]
        )
        receipt.move_ids.picked = True
        return receipt

    def credit(self, invoice, qty=None, user=None, **values):
        """Credit an invoice with its wizard, and post the credit note.

        :param values: of the lines of the credit note
        """
        note = self.draft_credit(invoice, qty, user, **values)
        note.action_post()
        return note

    def draft_credit(self, invoice, qty=None, user=None, **values):
        """Credit an invoice with its wizard, and leave the credit note a draft."""
        wizard = (
            self.env["account.move.reversal"]
            .with_user(user or self.clerk)
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({"journal_id": invoice.journal_id.id})
        )
        wizard.refund_moves()
        note = wizard.new_move_ids
        if qty is not None:
            values["quantity"] = qty
        note.invoice_line_ids.write(values)
        return note

    def give_back(self, register, sold, qty, price=None, **values):
        """Build the ticket that takes back a line of an order or an invoice."""
        link = {
            "sale.order.line": "order_line_id",
            "account.move.line": "invoice_line_id",
        }
        self.open_session(register)
        values.setdefault("partner", self.customer)
        line = (
            sold.product_id,
            -qty,
            {
                "price_unit": sold.price_unit if price is None else price,
                "tax_ids": sold.tax_ids,
            },
        )
        ticket = self.build_ticket(register, [line], is_refund=True, **values)
        ticket["return_payload"] = {
            "uuid": ticket["uuid"],
            "lines": [
                {
                    "uuid": ticket["lines"][0][2]["uuid"],
                    link[sold._name]: sold.id,
                    "reason_id": self.reason.id,
                }
            ],
        }
        return ticket
