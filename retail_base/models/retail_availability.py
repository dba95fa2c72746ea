from odoo import api, fields, models
from odoo.tools import SQL

from .retail_inventory_level import KINDS

# Warehouses that fit beside a product in one id; both stay exact in a browser.
WAREHOUSE_SPAN = 2**20


class RetailAvailability(models.Model):
    """What each store and warehouse has, as a list that can be searched and grouped.

    The arms are grouped on product and warehouse and hold no window function, so that
    PostgreSQL pushes a filter on them down to the indexes of quants and moves.
    """

    _name = "retail.availability"
    _description = "Availability"
    _auto = False
    _order = "product_id, warehouse_id"
    _rec_name = "product_id"
    _depends = {
        "stock.quant": ["product_id", "location_id", "quantity", "reserved_quantity"],
        "stock.move": [
            "product_id",
            "product_qty",
            "state",
            "date",
            "location_id",
            "location_dest_id",
            "location_final_id",
        ],
        "stock.location": ["warehouse_id"],
        "stock.warehouse": ["company_id"],
    }

    product_id = fields.Many2one(comodel_name="product.product", readonly=True)
    product_tmpl_id = fields.Many2one(related="product_id.product_tmpl_id")
    categ_id = fields.Many2one(related="product_id.categ_id", string="Category")
    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
    warehouse_id = fields.Many2one(
        comodel_name="stock.warehouse", string="Store or Warehouse", readonly=True
    )
    is_store = fields.Boolean(related="warehouse_id.is_store")
    store_group_id = fields.Many2one(related="warehouse_id.store_group_id")
    company_id = fields.Many2one(comodel_name="res.company", readonly=True)
    on_hand = fields.Float(digits="Product Unit", readonly=True)
    reserved = fields.Float(digits="Product Unit", readonly=True)
    free = fields.Float(
        digits="Product Unit", readonly=True, help="On hand and not reserved."
    )
    incoming = fields.Float(digits="Product Unit", readonly=True)
    outgoing = fields.Float(digits="Product Unit", readonly=True)
    forecast = fields.Float(
        digits="Product Unit",
        readonly=True,
        help="On hand, plus what is on its way in, minus what is on its way out.",
    )
    next_date = fields.Datetime(
        string="Next Arrival",
        readonly=True,
        aggregator="min",
        help="When the next goods are expected.",
    )

    shown = fields.Float(
        string="Shown to Customers",
        digits="Product Unit",
        compute="_compute_level",
        help="What is free, less the buffer of the inventory profile.",
    )
    level = fields.Char(
        compute="_compute_level", help="What customers are told of the stock."
    )
    level_kind = fields.Selection(
        selection=KINDS,
        string="Meaning of the Level",
        compute="_compute_level",
    )

    @api.depends_context("lang")
    @api.depends("product_id", "warehouse_id", "free")
    def _compute_level(self):
        figures = {
            (row.product_id.id, row.warehouse_id.id): {"free": row.free} for row in self
        }
        products, places = self.product_id, self.warehouse_id
        levels = products._judge_inventory_levels(figures, places)
        for row in self:
            told = levels[row.product_id.id, row.warehouse_id.id]
            row.shown = told["shown"]
            row.level = told["level"] and told["level"]["name"]
            row.level_kind = told["level"] and told["level"]["kind"]

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT product_id::bigint * %(span)s + warehouse_id AS id,
                   product_id,
                   warehouse_id,
                   company_id,
                   SUM(on_hand) AS on_hand,
                   SUM(reserved) AS reserved,
                   SUM(on_hand - reserved) AS free,
                   SUM(incoming) AS incoming,
                   SUM(outgoing) AS outgoing,
                   SUM(on_hand + incoming - outgoing) AS forecast,
                   MIN(next_date) AS next_date
              FROM (%(quants)s UNION ALL %(arrivals)s UNION ALL %(departures)s)
                   AS figures
             GROUP BY product_id, warehouse_id, company_id
            """,
            span=WAREHOUSE_SPAN,
            quants=self._get_quants_query(),
            arrivals=self._get_moves_query("destination"),
            departures=self._get_moves_query("source"),
        )

    def _get_quants_query(self):
        return SQL(
            """
            SELECT quant.product_id,
                   warehouse.id AS warehouse_id,
                   warehouse.company_id,
                   quant.quantity AS on_hand,
                   quant.reserved_quantity AS reserved,
                   0 AS incoming,
                   0 AS outgoing,
                   NULL::timestamp AS next_date
              FROM stock_quant quant
              JOIN stock_location location ON location.id = quant.location_id
              JOIN stock_warehouse warehouse ON warehouse.id = location.warehouse_id
            """
        )

    def _get_moves_query(self, side):
        """Build the arm of the open moves into ("destination") or out of a place."""
        arriving = side == "destination"
        return SQL(
            """
            SELECT move.product_id,
                   warehouse.id,
                   warehouse.company_id,
                   0,
                   0,
                   %(incoming)s,
                   %(outgoing)s,
                   %(next_date)s
              FROM stock_move move
              JOIN stock_location source ON source.id = move.location_id
              JOIN stock_location destination ON destination.id = COALESCE(
                       move.location_final_id, move.location_dest_id)
              JOIN stock_warehouse warehouse ON warehouse.id = %(side)s
             WHERE move.state IN (
                       'waiting', 'confirmed', 'assigned', 'partially_available')
               AND source.warehouse_id IS DISTINCT FROM destination.warehouse_id
            """,
            incoming=SQL("move.product_qty") if arriving else SQL("0"),
            outgoing=SQL("0") if arriving else SQL("move.product_qty"),
            next_date=SQL("move.date") if arriving else SQL("NULL"),
            side=SQL.identifier(side, "warehouse_id"),
        )
