from odoo import fields, models
from odoo.tools import SQL

# Each rate, and the two measures of which it is the first by the second.
RATES = {
    "return_rate": ("returned_qty", "sold_qty"),
    "value_rate": ("returned_amount", "sold_amount"),
}


class RetailReturnAnalysis(models.Model):
    """Goods that were sold, and those that came back, side by side.

    Each arm is a plain join: PostgreSQL pushes a filter on dates down to the indexes.
    Three arms share the ids of the view: the rest of an id divided by 3 names the arm.
    """

    _name = "retail.return.analysis"
    _description = "Return Analysis"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "product_id"
    _depends = {
        "pos.order": ["state", "date_order", "config_id", "user_id", "partner_id"],
        "pos.order.line": ["order_id", "product_id", "qty", "price_subtotal_incl"],
        "account.move": ["state", "move_type", "invoice_date", "is_price_reduction"],
        "account.move.line": ["move_id", "product_id", "quantity", "price_total"],
        "retail.return": ["state", "date", "store_id", "user_id", "partner_id"],
        "retail.return.line": ["product_id", "qty", "company_amount", "reason_id"],
    }

    date = fields.Datetime(readonly=True)
    road = fields.Selection(
        selection=[
            ("ticket", "Sold at a Register"),
            ("invoice", "Invoiced"),
            ("return", "Returned"),
            ("credit", "Credit Note"),
        ],
        string="Kind",
        readonly=True,
    )
    product_id = fields.Many2one(comodel_name="product.product", readonly=True)
    categ_id = fields.Many2one(
        comodel_name="product.category", string="Category", readonly=True
    )
    store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        readonly=True,
        help="The store that sold the goods, or that took them back.",
    )
    origin_store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Sold In",
        readonly=True,
        help="The store that sold the goods, also of goods that came back elsewhere.",
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Cashier",
        readonly=True,
        help="Who sold the goods, or took them back.",
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner", string="Customer", readonly=True
    )
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code", string="Reason", readonly=True
    )
    company_id = fields.Many2one(comodel_name="res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    sold_qty = fields.Float(string="Sold", digits="Product Unit", readonly=True)
    returned_qty = fields.Float(string="Returned", digits="Product Unit", readonly=True)
    return_rate = fields.Float(
        string="Return Rate (%)",
        digits=(16, 1),
        readonly=True,
        aggregator="avg",
        help="Quantity returned of the quantity sold in the same period.",
    )
    sold_amount = fields.Monetary(
        string="Sales", readonly=True, help="Taxes included, in the company's currency."
    )
    returned_amount = fields.Monetary(
        string="Refunds",
        readonly=True,
        help="Taxes included, fees taken off, in the company's currency.",
    )
    value_rate = fields.Float(
        string="Refund Rate (%)",
        digits=(16, 1),
        readonly=True,
        aggregator="avg",
        help="Refunds of the sales in the same period.",
    )

    def _read_group_select(self, aggregate_spec, query):
        """Override of `base` to divide the totals of a group, not to average rates."""
        name, _colon, aggregator = aggregate_spec.partition(":")
        if name not in RATES or aggregator != "avg":
            return super()._read_group_select(aggregate_spec, query)
        part, whole = RATES[name]
        return SQL(
            "COALESCE(100.0 * SUM(%s) / NULLIF(SUM(%s), 0), 0)",
            self._field_to_sql(self._table, part, query),
            self._field_to_sql(self._table, whole, query),
        )

    @property
    def _table_query(self):
        arms = (self._query_tickets(), self._query_invoices(), self._query_returns())
        return SQL(
            "SELECT *, 0.0 AS return_rate, 0.0 AS value_rate FROM (%s) AS arms",
            SQL(" UNION ALL ").join(arms),
        )

    def _query_tickets(self):
        """Select goods sold on tickets; what an undone pickup took back is taken off.

        Goods have a price and are no service: deposits, tips and charges are none.
        """
        return SQL(
            """
            SELECT line.id::bigint * 3 AS id,
                   ticket.date_order AS date,
                   'ticket' AS road,
                   line.product_id,
                   template.categ_id,
                   config.store_id,
                   config.store_id AS origin_store_id,
                   ticket.user_id,
                   ticket.partner_id,
                   NULL::integer AS reason_id,
                   ticket.company_id,
                   line.qty AS sold_qty,
                   0.0 AS returned_qty,
                   SIGN(line.qty) * ABS(line.price_subtotal_incl)
                       / COALESCE(NULLIF(ticket.currency_rate, 0), 1) AS sold_amount,
                   0.0 AS returned_amount
              FROM pos_order AS ticket
              JOIN pos_order_line AS line ON line.order_id = ticket.id
              JOIN pos_config AS config ON config.id = ticket.config_id
              JOIN product_product AS product ON product.id = line.product_id
              JOIN product_template AS template
                ON template.id = product.product_tmpl_id
             WHERE ticket.state IN ('paid', 'done')
               AND (line.qty > 0 OR ticket.undo_pickup_of_id IS NOT NULL)
               AND line.price_unit >= 0
               AND template.type = 'consu'
            """
        )

    def _query_invoices(self):
        """Select goods that invoices sold, and that credit notes of people gave back.

        Tickets and returns count their own.
        """
        return SQL(
            """
            SELECT item.id::bigint * 3 + 1 AS id,
                   move.invoice_date::timestamp AS date,
                   CASE move.move_type
                       WHEN 'out_invoice' THEN 'invoice' ELSE 'credit'
                   END AS road,
                   item.product_id,
                   template.categ_id,
                   sold.warehouse_id AS store_id,
                   sold.warehouse_id AS origin_store_id,
                   move.invoice_user_id AS user_id,
                   move.partner_id,
                   NULL::integer AS reason_id,
                   move.company_id,
                   CASE WHEN move.move_type = 'out_invoice' THEN amount.qty ELSE 0 END
                       AS sold_qty,
                   CASE WHEN move.move_type = 'out_refund' THEN amount.qty ELSE 0 END
                       AS returned_qty,
                   CASE WHEN move.move_type = 'out_invoice' THEN amount.total ELSE 0 END
                       AS sold_amount,
                   CASE WHEN move.move_type = 'out_refund' THEN amount.total ELSE 0 END
                       AS returned_amount
              FROM account_move AS move
              JOIN account_move_line AS item ON item.move_id = move.id
              JOIN product_product AS product ON product.id = item.product_id
              JOIN product_template AS template
                ON template.id = product.product_tmpl_id
              JOIN uom_uom AS unit ON unit.id = item.product_uom_id
              JOIN uom_uom AS product_unit ON product_unit.id = template.uom_id
             CROSS JOIN LATERAL (
                   SELECT item.quantity * unit.factor
                              / NULLIF(product_unit.factor, 0) AS qty,
                          item.price_total
                              / COALESCE(NULLIF(move.invoice_currency_rate, 0), 1)
                              AS total
                   ) AS amount
              LEFT JOIN LATERAL (
                   SELECT MIN(line.warehouse_id) AS warehouse_id
                     FROM sale_order_line_invoice_rel AS rel
                     JOIN sale_order_line AS line ON line.id = rel.order_line_id
                    WHERE rel.invoice_line_id = item.id
                   ) AS sold ON TRUE
             WHERE move.move_type IN ('out_invoice', 'out_refund')
               AND move.state = 'posted'
               AND move.retail_return_id IS NULL
               AND move.is_price_reduction IS NOT TRUE
               AND item.display_type = 'product'
               AND item.quantity > 0
               AND item.price_unit >= 0
               AND template.type = 'consu'
               AND NOT EXISTS (
                   SELECT FROM pos_order WHERE pos_order.account_move = move.id
                   )
            """
        )

    def _query_returns(self):
        """Select goods that came back, with a ticket or without."""
        return SQL(
            """
            SELECT line.id::bigint * 3 + 2 AS id,
                   document.date,
                   'return' AS road,
                   line.product_id,
                   template.categ_id,
                   document.store_id,
                   document.origin_store_id,
                   document.user_id,
                   document.partner_id,
                   line.reason_id,
                   document.company_id,
                   0.0 AS sold_qty,
                   line.qty AS returned_qty,
                   0.0 AS sold_amount,
                   line.company_amount AS returned_amount
              FROM retail_return AS document
              JOIN retail_return_line AS line ON line.return_id = document.id
              JOIN product_product AS product ON product.id = line.product_id
              JOIN product_template AS template
                ON template.id = product.product_tmpl_id
             WHERE document.state IN ('received', 'refunded')
               AND template.type = 'consu'
            """
        )
