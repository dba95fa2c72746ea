from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command


class RetailOrderRequest(models.Model):
    """How a request becomes an order."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _make_order(self, judged):
        self.ensure_one()
        order = self.with_company(self.company_id)
        parsed = order._check_request(judged)
        return order._create_order(parsed)

    def _create_order(self, parsed):
        """Create the order, confirm it unless it is a quote, and book its deposit."""
        order = self.env["sale.order"].create(self._prepare_order(parsed))
        if order.currency_id != self.currency_id:
            raise UserError(
                self.env._(
                    "The order would be in %(order)s but was paid in %(ticket)s. Give "
                    "the register a pricelist in its own currency.",
                    order=order.currency_id.name,
                    ticket=self.currency_id.name,
                )
            )
        self._add_charges(order, parsed)
        if parsed["type"] == "customer_order":
            # Range and delivery were judged with the ticket, approvals were used.
            order.with_context(
                retail_defer_reservation=True,
                retail_delivery_judged=True,
                retail_range_judged=True,
                retail_deposit_judged=True,
            ).action_confirm()
        ticket = self.pos_order_id
        ticket.customer_order_id = order
        self._book_deposit(order)
        ticket._link_deposit_items()
        return order

    def _book_deposit(self, order):
        """Enter the deposit into the ledger, tied to the lines of its ticket."""
        ticket = self.pos_order_id
        entries = self.env["retail.deposit.entry"]
        is_parted = self.company_id.retail_deposit_tax == "now"
        for line in ticket.lines.filtered(lambda line: line._is_deposit()):
            taxes = line.tax_ids_after_fiscal_position
            # Where deposits are taxed, one without tax is for goods without tax.
            goods = (taxes or is_parted) and order.order_line.filtered(
                lambda one, taxes=taxes: one.tax_ids == taxes
            )
            weights = {one: one.price_total for one in goods or order.order_line}
            amounts = entries._spread(
                line._get_deposit_amount(), weights, order.currency_id
            )
            part = order._prepare_deposit_part(taxes, amounts)
            ticket._fix_deposit_taxes(order, [(line, part)], 1)
            entries._book(
                order,
                "received",
                part["amounts"],
                part["line_taxes"],
                request_id=self.id,
                store_id=self.store_id.id,
                pos_order_line_id=line.id,
                date=ticket.date_order,
            )

    def _prepare_order(self, parsed):
        """Return the values of the order that was asked for.

        :param dict parsed: as `parse_order` gives it, with records and dates filled in
        """
        self.ensure_one()
        ticket = self.pos_order_id
        return {
            "is_customer_order": True,
            "customer_order_reference": self.reference,
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "pricelist_id": ticket.pricelist_id.id,
            "fiscal_position_id": ticket.fiscal_position_id.id,
            "warehouse_id": self.store_id.id,
            "origin_store_id": self.store_id.id,
            "origin_config_id": self.config_id.id,
            "origin_user_id": ticket.user_id.id,
            "sales_taker": ticket._get_sales_taker(),
            "collector_name": parsed["collector"],
            **self._prepare_order_deposit(parsed),
            "origin": ticket.pos_reference,
            "note": parsed["note"] or False,
            "client_order_ref": parsed["client_order_ref"] or False,
            "user_id": False,
            "order_line": [
                Command.create(self._prepare_order_line(line))
                for line in parsed["lines"]
            ],
        }

    def _prepare_order_line(self, line):
        product = line["product"]
        name = line["name"] or product.display_name
        return {
            "product_id": product.id,
            "product_uom_id": product.uom_id.id,
            "product_uom_qty": line["qty"],
            "price_unit": line["price_unit"],
            "discount": line["discount"],
            "tax_ids": [Command.set(line["taxes"].ids)],
            "name": f"{name}\n{line['note']}" if line["note"] else name,
            "fulfilment": line["fulfilment"],
            "fulfilment_store_id": line["store"].id,
            "fulfilment_date": line["date"],
            "fulfilment_partner_id": line["partner"].id,
            **self._prepare_delivery(line),
        }
