from odoo import api, models
from odoo.exceptions import UserError

from .sale_order_line import FULFILMENT_FIELDS

EDIT_FIELDS = FULFILMENT_FIELDS | {"product_uom_qty"}


class SaleOrderLine(models.Model):
    """What may be changed of a confirmed order (ED-01, ED-02)."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `sale` to add nothing to orders that cannot be changed."""
        if not self.env.su:
            added = [vals for vals in vals_list if vals.get("fulfilment")]
            orders = self.order_id.browse({vals.get("order_id") for vals in added})
            orders.filtered(lambda order: order.state == "sale")._ensure_editable()
        return super().create(vals_list)

    def write(self, vals):
        """Override of `sale` to change only what may be changed."""
        if not EDIT_FIELDS & vals.keys():
            return super().write(vals)
        edited = self.filtered(
            lambda line: line.fulfilment
            and line.state == "sale"
            and line._changes(vals, EDIT_FIELDS)
        )
        # The server itself, and who cancels, have judged.
        if edited and not self.env.su:
            edited.order_id._ensure_editable()
            edited._ensure_open()
        result = super().write(vals)
        if "product_uom_qty" in vals:
            edited._ensure_quantity_is_kept()
        return result

    @api.onchange("product_id")
    def _onchange_product_fulfilment(self):
        """Propose for a new line what the line before it has."""
        order = self.order_id
        if order.is_customer_order and self.product_id and not self.fulfilment:
            self.update(order._get_proposed_place())

    def _edit(self, values):
        """Change this line as a register asks; a quote loses lines of quantity 0."""
        self.ensure_one()
        if self.state != "sale" and values.get("product_uom_qty") == 0:
            self.unlink()
        elif values:
            self._ensure_open()
            self.write(values)

    def _ensure_open(self):
        """Refuse to change lines of which nothing is left to hand out."""
        for line in self:
            if line._get_fulfilled_qty() and not line.fulfilment_open_qty:
                raise UserError(
                    self.env._(
                        "“%(product)s” was handed out or shipped in full. Add a new "
                        "line for more.",
                        product=line.product_id.display_name,
                    )
                )

    def _ensure_quantity_is_kept(self):
        """Refuse quantities below what the customer has, was billed for, or paid for.

        :raise UserError: names the least quantity, or says how to give money back
        """
        for line in self:
            least = max(line._get_fulfilled_qty(), line.qty_invoiced)
            if line.product_uom_id.compare(line.product_uom_qty, least) < 0:
                raise UserError(
                    self.env._(
                        "%(quantity)s of “%(product)s” were handed out, shipped or "
                        "invoiced already, fewer cannot be ordered. Take goods back "
                        "as a return.",
                        quantity=f"{least:g}",
                        product=line.product_id.display_name,
                    )
                )
        if not self.order_id._is_cancelling():
            self._ensure_deposit_is_covered()

    def _ensure_deposit_is_covered(self):
        """Refuse that goods cost less than the deposit that they hold."""
        held = self._get_held()
        for line in self & self.browse().union(*held):
            left = line._get_value(line._get_unsettled_qty())
            if line.currency_id.compare_amounts(held[line], left) > 0:
                raise UserError(
                    self.env._(
                        "“%(product)s” holds a deposit of %(deposit)s, more than the "
                        "%(left)s that would be left to pay for. Cancel a quantity "
                        "instead: that gives its deposit back.",
                        product=line.product_id.display_name,
                        deposit=line.currency_id.format(held[line]),
                        left=line.currency_id.format(left),
                    )
                )

    def _is_cancelled(self):
        """Say whether nothing is left of this line of a confirmed order (ED-08)."""
        self.ensure_one()
        return bool(
            self.fulfilment
            and self.state == "sale"
            and self.product_uom_id.is_zero(self.product_uom_qty)
        )

    def _get_version_facts(self):
        """List what makes this line another one; see `sale.order._get_version`."""
        self.ensure_one()
        numbers = (
            self.product_uom_qty,
            self.price_unit,
            self.discount,
            self._get_fulfilled_qty(),
            self.qty_invoiced,
        )
        return [
            self.id,
            self.product_id.id,
            *(f"{number:.6f}" for number in numbers),
            self.fulfilment,
            self.fulfilment_store_id.id,
            self.fulfilment_date,
            self.fulfilment_partner_id.id,
        ]
