from odoo import fields, models
from odoo.exceptions import UserError

from .retail_return_line import CONDITIONS


class PosOrderLine(models.Model):
    """What a ticket line gives back: a line of a ticket, an order or an invoice."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    return_order_line_id = fields.Many2one(
        comodel_name="sale.order.line",
        string="Returned Order Line",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The shipped and invoiced line of an order that this line gives back.",
    )
    return_invoice_line_id = fields.Many2one(
        comodel_name="account.move.line",
        string="Returned Invoice Line",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The line of an invoice without order that this line gives back.",
    )

    return_condition = fields.Selection(
        selection=CONDITIONS,
        copy=False,
        help="How the returned goods look. Empty when nobody has looked.",
    )

    def _get_return_source(self):
        """Return the sold line that this line gives back, of one of three models."""
        self.ensure_one()
        return (
            self.refunded_orderline_id
            or self.return_order_line_id
            or self.return_invoice_line_id
        )

    def _get_return_sources(self):
        """Return the sold lines that these lines give back, apart by model."""
        return [
            self.refunded_orderline_id,
            self.return_order_line_id,
            self.return_invoice_line_id,
        ]

    def _set_return_source(self, source):
        """Write which sold line this ticket line gives back, and why.

        :param dict source: as `read_return_lines` gives it
        :raise UserError: there is no such sold line, or the line gives back another
        """
        self.ensure_one()
        sold = self._find_return_source(source)
        if not sold or sold.company_id != self.company_id:
            raise UserError(
                self.env._(
                    "The sale of %(product)s is not known in this company. Find it "
                    "again in Returns.",
                    product=self.product_id.display_name,
                )
            )
        linked = self._get_return_source()
        if linked and linked != sold:
            raise UserError(
                self.env._(
                    "%(product)s is given back against two different sales. Begin "
                    "the return again in Returns.",
                    product=self.product_id.display_name,
                )
            )
        reason = self.env["retail.reason.code"].browse(source["reason_id"]).exists()
        self.write(
            {
                **self._prepare_return_source(sold),
                "return_reason_id": reason.id,
                "return_note": source["note"],
                "return_condition": source["condition"],
            }
        )

    def _find_return_source(self, source):
        """Return the sold line that a register names, empty when there is none."""
        if source.get("order_line_id"):
            lines = self.env["sale.order.line"]
            return lines.browse(source["order_line_id"]).exists()
        if source.get("invoice_line_id"):
            lines = self.env["account.move.line"]
            line = lines.browse(source["invoice_line_id"]).exists()
            # Units of an order are counted by their order line, however they are found.
            return line.sale_line_ids[:1] or line
        # Without a number the register linked the line itself, before it was sent.
        sold_id = source.get("sold_line_id") or self.refunded_orderline_id.id
        return self.browse(sold_id).exists()

    def _prepare_return_source(self, sold):
        if sold._name == "sale.order.line":
            return {"return_order_line_id": sold.id}
        if sold._name == "account.move.line":
            return {"return_invoice_line_id": sold.id}
        return {"refunded_orderline_id": sold.id}

    def _get_sold_document(self):
        """Return the number and the date of the document that this line is of."""
        self.ensure_one()
        return self.order_id.pos_reference, self.order_id.date_order.date()

    def _get_handed_out_at(self):
        """Return when the customer got these goods, None when they were not shipped."""
        self.ensure_one()
        order = self.order_id
        if not order.shipping_date:
            return order.date_order
        shipped = order.picking_ids.move_ids.filtered(
            lambda move: move.product_id == self.product_id
            and move.state == "done"
            and move.location_dest_id.usage == "customer"
        )
        return max(shipped.mapped("date"), default=None)

    def _get_sold_quantity(self):
        """Return what this line sold, in the unit of the product."""
        self.ensure_one()
        return self.qty
