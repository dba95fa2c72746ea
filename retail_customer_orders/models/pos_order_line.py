from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.payload import has_lines

SERVER_FIELDS = {"customer_order_line_id"}


class PosOrderLine(models.Model):
    _inherit = "pos.order.line"

    fulfilment = fields.Selection(
        selection=[
            ("carry_out", "Carry Out"),
            ("pickup", "Pick Up"),
            ("ship", "Ship"),
        ],
        copy=False,
        help="How the customer gets the goods. Empty means that they are carried out.",
    )
    fulfilment_store_id = fields.Many2one(
        comodel_name="stock.warehouse", index="btree_not_null", copy=False
    )
    fulfilment_date = fields.Date(copy=False)
    fulfilment_partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Delivery Address",
        index="btree_not_null",
        copy=False,
    )
    fulfilment_delivery = fields.Json(
        copy=False, help="Delivery mode and pickup slot, as the register shows them."
    )
    customer_order_line_id = fields.Many2one(
        comodel_name="sale.order.line",
        string="Customer Order Line",
        readonly=True,
        index="btree_not_null",
        copy=False,
        help="The line of a customer order that this line hands out.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `point_of_sale` to let only the server link order lines."""
        return super().create([self._without_server_fields(vals) for vals in vals_list])

    def write(self, vals):
        """Override of `point_of_sale` to let only the server link order lines."""
        return super().write(self._without_server_fields(vals))

    @api.model
    def _without_server_fields(self, vals):
        if self.env.su or not SERVER_FIELDS & vals.keys():
            return vals
        return {
            name: value for name, value in vals.items() if name not in SERVER_FIELDS
        }

    def _is_deposit(self):
        """Say whether this line takes or uses the deposit of a customer order."""
        self.ensure_one()
        deposit = self.order_id.company_id.sudo().retail_deposit_product_id
        return bool(deposit) and self.product_id == deposit

    def _get_deposit_amount(self):
        """Return what this line takes of a deposit, taxes included.

        :raise UserError: it is not as a deposit must be
        """
        self.ensure_one()
        taxes = self.tax_ids_after_fiscal_position
        if self.discount or self.refunded_orderline_id:
            raise UserError(
                self.env._(
                    "A deposit has no discount, and cannot be refunded like goods. "
                    "Take its line off the ticket."
                )
            )
        details = taxes._get_tax_details(price_unit=self.price_unit, quantity=self.qty)
        return self.currency_id.round(details["total_included"])

    def _is_pickup(self):
        """Say whether this line hands out goods of a customer order."""
        self.ensure_one()
        payload = self.order_id.pickup_payload
        return has_lines(payload) and any(
            isinstance(line, dict) and line.get("uuid") == self.uuid
            for line in payload["lines"]
        )

    @api.model
    def _load_pos_data_fields(self, config):
        """Override of `point_of_sale` to load how a line is fulfilled."""
        return super()._load_pos_data_fields(config) + [
            "fulfilment",
            "fulfilment_store_id",
            "fulfilment_date",
            "fulfilment_partner_id",
            "fulfilment_delivery",
        ]
