from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools.context import drop_defaults
from .retail_return_line import SOLD_LINE_FIELDS

# What follows from the sold line; a user chooses it of goods without a sale only.
SOLD_FIELDS = {*SOLD_LINE_FIELDS, "product_id", "price_unit"}


class RetailReturnLine(models.Model):
    """What the lines of a return without a ticket may look like."""

    _inherit = "retail.return.line"  # pylint: disable=consider-merging-classes-inherited

    # === RIGHTS ===#

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `base` to price what is given back as it was sold."""
        records = self
        if not self.env.su:
            # With a ticket's line, nobody would count what came back.
            taken = self._get_server_fields() - {"return_id"}
            records = drop_defaults(self, taken)
            vals_list = [
                {name: value for name, value in vals.items() if name not in taken}
                for vals in vals_list
            ]
        lines = super(RetailReturnLine, records).create(vals_list)
        if not self.env.su:
            lines._ensure_open()
            for line in lines:
                line._set_sold_values()
        return lines

    def write(self, vals):
        """Override of `base` to leave what was decided, and prices, as they are."""
        if not self.env.su:
            self._ensure_open()
            is_linked = any(line.is_linked for line in self)
            taken = self._get_server_fields() | (
                SOLD_FIELDS if is_linked else {*SOLD_LINE_FIELDS}
            )
            if taken & vals.keys():
                raise UserError(
                    self.env._(
                        "Product and price are those of the sale. Take the line off, "
                        "and add another one."
                    )
                )
        return super().write(vals)

    @api.model
    def _get_server_fields(self):
        """Return the names of what the server writes alone: forms show it read-only.

        A sold line is chosen with a new line, and never again.
        """
        fields = self._fields.items()
        shown = {name for name, field in fields if field.readonly}
        return (shown | {"amount"}) - {*SOLD_LINE_FIELDS}

    @api.ondelete(at_uninstall=False)
    def _unlink_only_open(self):
        if not self.env.su:
            self._ensure_open()

    def _ensure_open(self):
        if any(line.return_id.state != "requested" for line in self):
            raise UserError(
                self.env._("Only the lines of a requested return can be changed.")
            )

    def _set_sold_values(self):
        """Take product and price from the sold line."""
        self.ensure_one()
        self._keep_one_sale()
        sold = self._get_sold_line()
        if not sold:
            return
        if sold.company_id != self.company_id:
            raise UserError(
                self.env._("This was bought from another company. Return it there.")
            )
        line = self.sudo()
        if not sold._is_returnable_goods():
            raise UserError(
                self.env._("Deposits, charges and discounts are not goods.")
            )
        line._set_currency(sold)
        line.write(
            {
                "product_id": sold.product_id.id,
                "price_unit": sold._get_refund_unit_amount(),
            }
        )
        line.return_id._set_origin()

    def _keep_one_sale(self):
        """Name the one line that counts what comes back of these goods.

        Units of an order are counted by their order line, however they are found.
        """
        self.ensure_one()
        # Who takes goods back may read neither orders nor invoices.
        line = self.sudo()
        order_line = line.order_line_id or line.invoice_line_id.sale_line_ids[:1]
        if line.sold_line_id:
            # The order that the ticket handed out shows its returns as well.
            order_line = line.sold_line_id.customer_order_line_id
        line.order_line_id = order_line
        if line.sold_line_id or order_line:
            line.invoice_line_id = False

    def _set_currency(self, sold):
        """Give back in the currency of the sale; a return has one."""
        self.ensure_one()
        record = self.return_id
        if sold.currency_id == record.currency_id:
            return
        others = record.line_ids - self
        if any(one._get_sold_line().currency_id != sold.currency_id for one in others):
            raise UserError(
                self.env._(
                    "%(product)s was sold in %(sold)s, this return is in %(other)s. "
                    "Make another return for it.",
                    product=sold.product_id.display_name,
                    sold=sold.currency_id.name,
                    other=record.currency_id.name,
                )
            )
        record.currency_id = sold.currency_id

    # === THE JUDGE ===#

    def _judge(self):
        """Refuse more than was sold and has not come back yet, by any road (RT-02).

        Call it in superuser mode, for all lines of one return.

        :raise UserError: what is refused, and what to do
        """
        for line in self:
            line._judge_line()
            line._judge_shipped()
        asked = defaultdict(float)
        for line in self:
            asked[line._get_sold_line()] += line.qty
        for name in SOLD_LINE_FIELDS:
            sold_lines = self.mapped(name).filtered(lambda sold: sold in asked)
            lock_records(sold_lines)
            for sold, values in sold_lines._get_returnables().items():
                unit = sold._get_returned_unit()
                if unit.compare(asked[sold], values["returnable"]) > 0:
                    raise UserError(sold._get_over_return_message(asked[sold], values))
                self._number_units(sold, values["returned"])
        self._lower_prices()

    def _judge_line(self):
        self.ensure_one()
        name = self.product_id.display_name
        if self.product_uom_id.compare(self.qty, 0) <= 0:
            raise UserError(
                self.env._("Enter how many of %(product)s come back.", product=name)
            )
        if self.reason_id.kind != "return":
            raise UserError(
                self.env._("Choose why %(product)s is returned.", product=name)
            )
        if self.reason_id.note_required and not (self.note or "").strip():
            raise UserError(
                self.env._(
                    "Write a note on why %(product)s is returned: the reason "
                    '"%(reason)s" asks for one.',
                    product=name,
                    reason=self.reason_id.name,
                )
            )
        if self.product_id.tracking != "none" and not self.lot_id:
            raise UserError(
                self.env._(
                    "Enter the lot or serial number of %(product)s.", product=name
                )
            )
        if self.product_id.tracking == "serial" and self.qty != 1:
            raise UserError(
                self.env._(
                    "%(product)s has serial numbers: add a line for each piece.",
                    product=name,
                )
            )

    def _judge_shipped(self):
        """Refuse goods of a ticket that are still to be shipped."""
        self.ensure_one()
        sold = self.sold_line_id
        unit = self.product_uom_id
        if sold and unit.compare(sold._get_undelivered_qty(), 0) > 0:
            raise UserError(
                self.env._(
                    "%(product)s of %(ticket)s is not all shipped yet. Give it back "
                    "at a register, which cancels its delivery.",
                    product=self.product_id.display_name,
                    ticket=sold.order_id.pos_reference,
                )
            )

    def _number_units(self, sold, returned):
        """Keep how many units of a sold line had come back before those of a line."""
        for line in self.filtered(lambda line: line._get_sold_line() == sold):
            line.returned_before = returned
            returned += line.qty
