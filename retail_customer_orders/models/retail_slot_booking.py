from odoo import api, fields, models
from odoo.tools import SQL


class RetailSlotBooking(models.Model):
    """Who comes to which store, and when: the slots of all orders."""

    _name = "retail.slot.booking"
    _description = "Booked Slot"
    _auto = False
    _order = "start, id"
    _depends = {
        "sale.order.line": [
            "order_id",
            "company_id",
            "state",
            "product_uom_qty",
            "fulfilment_store_id",
            "delivery_mode_id",
            "fulfilment_slot_start",
            "fulfilment_slot_end",
            "fulfilment_open_qty",
        ],
    }

    order_id = fields.Many2one(comodel_name="sale.order", readonly=True)
    customer_order_reference = fields.Char(
        related="order_id.customer_order_reference", string="Customer Order"
    )
    partner_id = fields.Many2one(related="order_id.partner_id", string="Customer")
    collector_name = fields.Char(related="order_id.collector_name")
    store_id = fields.Many2one(comodel_name="stock.warehouse", readonly=True)
    company_id = fields.Many2one(comodel_name="res.company", readonly=True)
    delivery_mode_id = fields.Many2one(comodel_name="delivery.carrier", readonly=True)
    start = fields.Datetime(string="From", readonly=True)
    end = fields.Datetime(string="To", readonly=True)
    is_open = fields.Boolean(
        string="To Come", readonly=True, help="Not all goods are handed out."
    )
    line_count = fields.Integer(string="Lines", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT MIN(id) AS id,
                   order_id,
                   company_id,
                   fulfilment_store_id AS store_id,
                   delivery_mode_id,
                   fulfilment_slot_start AS start,
                   fulfilment_slot_end AS "end",
                   SUM(fulfilment_open_qty) > 0 AS is_open,
                   COUNT(*) AS line_count
              FROM sale_order_line
             WHERE fulfilment_slot_start IS NOT NULL
               AND state = 'sale'
               AND product_uom_qty > 0
             GROUP BY order_id, company_id, fulfilment_store_id, delivery_mode_id,
                      fulfilment_slot_start, fulfilment_slot_end
            """
        )

    @api.depends("partner_id", "collector_name", "delivery_mode_id")
    def _compute_display_name(self):
        """Say in a calendar who comes, and how."""
        for booking in self:
            who = booking.collector_name or booking.partner_id.name
            how = booking.delivery_mode_id.name
            booking.display_name = " · ".join(filter(None, (who, how)))

    def action_view_order(self):
        """Open the order of this slot."""
        self.ensure_one()
        return self.order_id._get_records_action()
