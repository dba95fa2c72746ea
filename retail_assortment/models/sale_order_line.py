from odoo import api, fields, models

from .sale_order import POLICIES

# What core's addons call lines that sell nothing out of a range; `delivery` and
# `sale_loyalty` bring theirs.
UNRANGED_FLAGS = (
    "combo_item_id",
    "display_type",
    "is_delivery",
    "is_downpayment",
    "is_expense",
    "is_reward_line",
)


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    out_of_range_policy = fields.Selection(
        selection=POLICIES,
        string="Range",
        compute="_compute_out_of_range_policy",
        help="What follows from it that the store does not carry this.",
    )

    @api.depends(
        "order_id.warehouse_id", "product_id", "product_uom_qty", "product_uom_id"
    )
    def _compute_out_of_range_policy(self):
        self.out_of_range_policy = False
        ranged = self._get_ranged_lines()
        stores = ranged.grouped(lambda line: line.order_id._get_selling_store())
        for store, lines in stores.items():
            if not store or store._get_out_of_range_policy() == "allow":
                continue
            outside = store._filter_outside_range(lines.product_id)
            found = lines.filtered(
                lambda line, outside=outside: line.product_id in outside
            )
            found.out_of_range_policy = found and store._get_out_of_range_policy()

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `sale` to judge what is added to confirmed orders."""
        lines = super().create(vals_list)
        lines.filtered(lambda line: line.state == "sale")._judge_range()
        return lines

    def write(self, vals):
        """Override of `sale` to judge what more is sold by confirmed orders."""
        if {"product_id", "product_uom_qty"}.isdisjoint(vals):
            return super().write(vals)
        before = {
            line: (line.product_id, line.product_uom_qty)
            for line in self
            if line.state == "sale"
        }
        result = super().write(vals)
        self.filtered(
            lambda line: line in before and line._is_more_than(*before[line])
        )._judge_range()
        return result

    def _is_more_than(self, product, quantity):
        self.ensure_one()
        return self.product_id and (
            self.product_id != product
            or self.product_uom_id.compare(self.product_uom_qty, quantity) > 0
        )

    def _judge_range(self):
        """Judge what these lines sell, by the policy of the store of each order.

        The server says in the context (`retail_range_judged`) what it has judged
        already, as for a register whose ticket a manager approved.

        :raise UserError: a store's policy refuses some of it, and what to do
        """
        # A client may send any context, but never act as the server itself.
        if self.env.su and self.env.context.get("retail_range_judged"):
            return
        for order, lines in self._get_ranged_lines().grouped("order_id").items():
            order._judge_range(lines.product_id)

    def _get_ranged_lines(self):
        """Return the lines that sell goods or services that a store may carry or not.

        What comes back, sections, down payments, deliveries and charges, discounts and
        the parts of a combo are none; what tickets sold was judged with them.
        """
        flags = [name for name in UNRANGED_FLAGS if name in self._fields]
        lines = self.filtered(
            lambda line: line.product_id
            and not any(line[name] for name in flags)
            and line.product_uom_id.compare(line.product_uom_qty, 0) > 0
            and not line._is_sold_on_ticket()
        )
        unranged = lines and lines._get_unranged_products()
        return lines.filtered(lambda line: line.product_id not in unranged)

    def _is_sold_on_ticket(self):
        """Say whether a paid ticket sold this line; `pos_sale` links them."""
        self.ensure_one()
        if "pos_order_line_ids" not in self._fields:
            return False
        tickets = self.sudo().pos_order_line_ids.order_id
        return any(ticket.state not in ("draft", "cancel") for ticket in tickets)

    def _get_unranged_products(self):
        """Return the products that serve registers, discounts and charges."""
        # Salespeople need access to none of what names these products.
        companies = self.company_id.sudo()
        charges = (
            self.env["retail.charge.code"]
            .sudo()
            .with_context(active_test=False)
            .search([("company_id", "in", companies.ids)])
        )
        special = self.env["pos.config"].sudo()._get_special_products()
        products = special | charges.product_id | companies.sale_discount_product_id
        return products.sudo(False)
