from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.misc import format_date

from odoo.addons.retail_base.tools.judge import lock_records

FULFILMENT_FIELDS = {
    "fulfilment",
    "fulfilment_store_id",
    "fulfilment_date",
    "fulfilment_partner_id",
}


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    _fulfilment_open_idx = models.Index(
        "(fulfilment_store_id, fulfilment, fulfilment_date) "
        "WHERE fulfilment_open_qty > 0"
    )

    fulfilment = fields.Selection(
        selection=[("pickup", "Pick Up"), ("ship", "Ship")],
        help="How the customer gets the goods.",
    )
    fulfilment_store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Fulfilled By",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        help="The store where the goods are picked up, or that ships them.",
    )
    fulfilment_date = fields.Date()
    fulfilment_partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Ship To",
        index="btree_not_null",
        ondelete="restrict",
        help="The address that the goods are shipped to.",
    )
    fulfilment_summary = fields.Char(
        string="How and When", compute="_compute_fulfilment_summary"
    )
    pickup_line_ids = fields.One2many(
        comodel_name="pos.order.line",
        inverse_name="customer_order_line_id",
        string="Handed Out On",
        readonly=True,
        groups="point_of_sale.group_pos_user",
    )
    fulfilment_open_qty = fields.Float(
        string="To Hand Out",
        digits="Product Unit",
        compute="_compute_fulfilment_open_qty",
        store=True,
        help="What of a confirmed customer order is neither handed out nor shipped.",
    )
    deposit_held = fields.Monetary(compute="_compute_deposit_held")

    @api.constrains("fulfilment", "fulfilment_store_id")
    def _check_fulfilment_store(self):
        for line in self:
            if line.fulfilment and not line.fulfilment_store_id:
                raise ValidationError(
                    self.env._(
                        "Choose the store that hands out or ships “%(product)s”.",
                        product=line.product_id.display_name,
                    )
                )

    @api.depends_context("lang")
    @api.depends(*FULFILMENT_FIELDS, "delivery_mode_id", "fulfilment_slot_start")
    def _compute_fulfilment_summary(self):
        labels = dict(self._fields["fulfilment"]._description_selection(self.env))
        for line in self:
            place = line.fulfilment_store_id.name
            if line.fulfilment == "ship":
                partner = line._get_fulfilment_partner()
                place = partner._get_fulfilment_address() or partner.name
            day = line.fulfilment_date and format_date(
                self.env, line.fulfilment_date, date_format="EEE d MMM"
            )
            # Who may read the line may know how the goods are delivered.
            how = line.delivery_mode_id.sudo().name or labels.get(line.fulfilment)
            parts = (how, place, day, line._describe_slot())
            line.fulfilment_summary = " · ".join(filter(None, parts))

    @api.depends(
        "fulfilment",
        "order_id.state",
        "product_uom_qty",
        "qty_delivered",
        "pickup_line_ids.qty",
        "pickup_line_ids.order_id.state",
    )
    def _compute_fulfilment_open_qty(self):
        for line in self:
            line.fulfilment_open_qty = 0.0
            is_goods = line.fulfilment and line.product_uom_id
            if is_goods and line.order_id.state == "sale":
                left = line.product_uom_qty - line._get_fulfilled_qty()
                line.fulfilment_open_qty = max(line.product_uom_id.round(left), 0.0)

    def _get_fulfilled_qty(self):
        """Return what the customer has of this line, in the line's unit.

        What was handed out on a ticket counts even where its delivery failed.
        """
        self.ensure_one()
        return max(self.qty_delivered, self._get_picked_up_qty())

    def _get_picked_up_qty(self):
        self.ensure_one()
        return self._from_product_unit(sum(self._get_pickup_lines().mapped("qty")))

    def _from_product_unit(self, quantity):
        """Turn a quantity as tickets have it into one in this line's unit."""
        self.ensure_one()
        return self.product_id.uom_id._compute_quantity(
            quantity, self.product_uom_id, round=False
        )

    def _to_product_unit(self, quantity):
        """Turn a quantity of this line into one as tickets have it."""
        self.ensure_one()
        return self.product_uom_id._compute_quantity(
            quantity, self.product_id.uom_id, round=False
        )

    def _get_pickup_lines(self):
        """Return the paid ticket lines that hand out goods of these lines."""
        # Salespeople without a till see what tills handed out as quantities only.
        return self.sudo().pickup_line_ids.filtered(
            lambda line: line.order_id.state not in ("draft", "cancel")
        )

    def _compute_deposit_held(self):
        held = self._get_held()
        for line in self:
            line.deposit_held = held.get(line, 0.0)

    def _get_held(self):
        """Return the deposit that each of these lines holds, from the ledger.

        :return: {`sale.order.line`: amount}, without lines that never held any
        """
        # The ledger is read by all who may read the order.
        groups = (
            self.env["retail.deposit.entry"]
            .sudo()
            ._read_group(
                [("order_line_id", "in", self.ids)], ["order_line_id"], ["amount:sum"]
            )
        )
        return {
            line.with_env(self.env): line.currency_id.round(amount)
            for line, amount in groups
        }

    def _get_held_taxes(self):
        """Return the tax in the deposit that each of these lines holds.

        :return: {`sale.order.line`: amount}, without lines whose deposit is not taxed
        """
        # The ledger is read by all who may read the order.
        groups = (
            self.env["retail.deposit.entry"]
            .sudo()
            ._read_group(
                [("order_line_id", "in", self.ids), ("amount_tax", "!=", 0)],
                ["order_line_id"],
                ["amount_tax:sum"],
            )
        )
        return {
            line.with_env(self.env): line.currency_id.round(amount)
            for line, amount in groups
            if not line.currency_id.is_zero(amount)
        }

    @api.depends("order_id.origin_store_id")
    def _compute_out_of_range_policy(self):
        """Override of `retail_assortment` to judge by the store that took the order."""
        return super()._compute_out_of_range_policy()

    def _get_value(self, quantity):
        """Return what a part of this line costs, taxes included.

        :param float quantity: in the line's unit
        """
        self.ensure_one()
        if not self.product_uom_qty:
            return 0.0
        value = self.price_total * quantity / self.product_uom_qty
        return self.currency_id.round(value)

    def write(self, vals):
        """Override of `sale` to keep goods for the deposits that they hold."""
        result = super().write(vals)
        if "product_uom_qty" in vals and not self.order_id._is_cancelling():
            self._ensure_deposit_has_goods()
        return result

    def _ensure_deposit_has_goods(self):
        lines = self.filtered(
            lambda line: line.fulfilment
            and line.state == "sale"
            and not line.fulfilment_open_qty
        )
        # A register may be handing the goods out at this moment. Lines that keep goods
        # need no lock, which takes its time: handing out writes the same line.
        lock_records(lines.order_id)
        held = lines._get_held()
        for line in lines:
            if held.get(line) and not line.fulfilment_open_qty:
                raise UserError(
                    self.env._(
                        "“%(product)s” holds a deposit of %(amount)s, so some of it "
                        "must stay on the order. Leave at least one.",
                        product=line.product_id.display_name,
                        amount=line.currency_id.format(held[line]),
                    )
                )
