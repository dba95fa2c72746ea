from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare

# What makes the amount of a charge, apart from its quantity.
AMOUNT_FIELDS = ("price_unit", "discount")
DIGITS = 6


class SaleOrderLine(models.Model):
    """What a charge is for, where its amount comes from, and when it is due."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    charge_source = fields.Selection(
        selection=[("rate", "Carrier's Rate"), ("changed", "Changed")],
        readonly=True,
        help="A changed charge stays as it is until the charges are recalculated. "
        "Empty for charges that were added by hand.",
    )
    charged_line_ids = fields.Many2many(
        comodel_name="sale.order.line",
        relation="sale_order_line_charged_rel",
        column1="charge_id",
        column2="line_id",
        string="Charged For",
        copy=False,
        help="The goods that the charge is for; it is due with the first of them.",
    )
    charge_ids = fields.Many2many(
        comodel_name="sale.order.line",
        relation="sale_order_line_charged_rel",
        column1="line_id",
        column2="charge_id",
        string="Charges",
        copy=False,
        readonly=True,
    )

    def _compute_price_unit(self):
        """Override of `sale` to leave charges what they are: no pricelist sets them."""
        goods = self.filtered(lambda line: not line.charge_code_id)
        return super(SaleOrderLine, goods)._compute_price_unit()

    @api.depends("charge_code_id", "charged_line_ids.qty_delivered")
    def _compute_qty_to_invoice(self):
        """Override of `sale` to invoice a charge with the first of its goods.

        A charge that is for no goods is due at once.
        """
        result = super()._compute_qty_to_invoice()
        for line in self.filtered(
            lambda line: line.charge_code_id and line.state == "sale"
        ):
            due = line._is_due()
            line.qty_to_invoice = line._get_unsettled_qty() if due else 0.0
        return result

    def _is_due(self):
        """Say whether the customer has got any of the goods that a charge is for."""
        self.ensure_one()
        goods = self.charged_line_ids
        return not goods or any(
            line.product_uom_id.compare(line.qty_delivered, 0) > 0 for line in goods
        )

    def _get_due_charges(self):
        """Return the charges to be paid when goods of these lines are handed out."""
        return self.charge_ids.filtered(
            lambda line: line.charge_code_id
            and line.product_uom_id.compare(line._get_unsettled_qty(), 0) > 0
        )

    def _is_charge_of(self, lines, mode=None):
        """Say whether this charge is for the delivery of any of these lines.

        :param mode: the `delivery.carrier` that they would have, if not their own
        """
        self.ensure_one()
        mode = (mode or lines.delivery_mode_id).sudo()
        return bool(
            self.charged_line_ids & lines
            and self.charge_code_id == mode._get_charge_code(self.company_id)
        )

    def _is_charge_settled(self):
        """Say whether this charge is paid or invoiced already."""
        self.ensure_one()
        return self.product_uom_id.compare(self.qty_invoiced, 0) > 0

    def _drop_charges(self):
        """Take charges off that are for no delivery any more."""
        for line in self.filtered(lambda line: not line._is_charge_settled()):
            if line.state in ("draft", "sent"):
                line.unlink()
            else:
                line._set_charge(0.0, source="rate")

    def _can_be_invoiced_alone(self):
        """Override of `sale` to let charges alone make no order invoiceable.

        Those that are for no goods, such as a cancellation charge, do.
        """
        alone = super()._can_be_invoiced_alone()
        return alone and not (self.charge_code_id and self.charged_line_ids)

    def write(self, vals):
        """Override of `sale` to let nobody change a charge without its reason (CH-08).

        The server says in the context (`retail_charge_judged`) when there is one. A
        new quantity is logged, for charges are cancelled so, too.
        """
        charges = self.filtered("charge_code_id")
        # A client may send any context, but never act as the server itself.
        judged = self.env.su and self.env.context.get("retail_charge_judged")
        if not charges or judged:
            return super().write(vals)
        for line in charges:
            if vals.get("charge_code_id", line.charge_code_id.id) != (
                line.charge_code_id.id
            ) or any(
                float_compare(line[name], vals.get(name, line[name]), DIGITS)
                for name in AMOUNT_FIELDS
            ):
                raise UserError(
                    self.env._(
                        "The charge “%s” is changed with “Change Charge”, which asks "
                        "for the reason.",
                        line.name,
                    )
                )
        before = {line: line._get_charge_amount() for line in charges}
        result = super().write(vals)
        for line in charges:
            line._log_charge_change(before[line])
        return result

    def _get_charge_amount(self):
        self.ensure_one()
        return self.currency_id.round(self.price_unit * self.product_uom_qty)
