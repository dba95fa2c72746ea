from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class SaleOrder(models.Model):
    """What stores have to do for an order now: one step, the most pressing one."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    to_do = fields.Selection(
        selection=[
            ("overdue", "Overdue"),
            ("pickup", "To Pick Up"),
            ("ship", "To Ship"),
            ("unpaid", "Unpaid"),
            ("later", "Later"),
        ],
        compute="_compute_to_do",
        search="_search_to_do",
        group_expand=True,
        help="Overdue was promised for a day before today. Unpaid are the deposit that "
        "was asked for and invoices of what was handed out.",
    )
    fulfilment_store_ids = fields.Many2many(
        comodel_name="stock.warehouse",
        string="Fulfilled By",
        compute="_compute_fulfilment_store_ids",
        search="_search_fulfilment_store_ids",
        help="The stores that still have to do something for this order.",
    )

    def _compute_to_do(self):
        """Ask the database, as it sorts orders into their columns: one truth, and one
        query for all."""
        orders = self._origin
        to_do = {}
        if orders:
            query = orders._as_query(ordered=False)
            step = orders._field_to_sql(orders._table, "to_do", query)
            rows = self.env.execute_query(
                query.select(SQL.identifier(orders._table, "id"), step)
            )
            to_do = dict(rows)
        for order in self:
            order.to_do = to_do.get(order._origin.id)

    def _search_to_do(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = Domain("id", "in", self._query_to_do([one for one in value if one]))
        if False not in value:
            return found
        steps = self._fields["to_do"].get_values(self.env)
        return found | Domain("id", "not in", self._query_to_do(steps))

    def _query_to_do(self, steps):
        """Return the query of the orders for which one of these is to be done."""
        query = self.sudo()._search([("is_customer_order", "=", True)])
        step = self._field_to_sql(self._table, "to_do", query)
        query.add_where(SQL("%s = ANY(%s)", step, steps))
        return query

    def _field_to_sql(self, alias, field_expr, query=None):
        """Override of `base` to group orders by what is to be done for them."""
        if field_expr != "to_do":
            return super()._field_to_sql(alias, field_expr, query)
        self.env["sale.order.line"].flush_model(
            [
                "fulfilment",
                "fulfilment_date",
                "fulfilment_open_qty",
                "fulfilment_store_id",
                "order_id",
            ]
        )
        self.env["stock.warehouse"].flush_model(["tz"])
        self.env["account.move"].flush_model(["payment_state", "state"])
        self.flush_model(["customer_order_state", "deposit_required"])
        line = SQL(
            """SELECT FROM sale_order_line AS to_do_line
                 LEFT JOIN stock_warehouse AS store
                        ON store.id = to_do_line.fulfilment_store_id
                WHERE to_do_line.order_id = %s
                  AND to_do_line.fulfilment_open_qty > 0""",
            SQL.identifier(alias, "id"),
        )
        # What is overdue in a store does not depend on where one looks from.
        today = SQL(
            "(%s AT TIME ZONE 'UTC' AT TIME ZONE coalesce(store.tz, 'UTC'))::date",
            fields.Datetime.now(),
        )
        due = SQL(
            """%s AND (to_do_line.fulfilment_date IS NULL
                       OR to_do_line.fulfilment_date <= %s)""",
            line,
            today,
        )
        return SQL(
            """CASE
                WHEN NOT coalesce(
                    %(state)s IN ('open', 'partial', 'unclaimed', 'done'), FALSE
                ) THEN NULL
                WHEN EXISTS(%(line)s AND to_do_line.fulfilment_date < %(today)s)
                    THEN 'overdue'
                WHEN EXISTS(%(due)s AND to_do_line.fulfilment = 'pickup') THEN 'pickup'
                WHEN EXISTS(%(due)s AND to_do_line.fulfilment = 'ship') THEN 'ship'
                WHEN %(unpaid)s THEN 'unpaid'
                WHEN EXISTS(%(line)s) THEN 'later'
            END""",
            state=SQL.identifier(alias, "customer_order_state"),
            line=line,
            due=due,
            today=today,
            unpaid=self._get_unpaid_sql(alias),
        )

    @api.model
    def _get_unpaid_sql(self, alias):
        """Return the condition that less came than was asked for when ordering, or that
        an invoice is not paid."""
        return SQL(
            """(
                %(state)s != 'done'
                AND %(required)s > coalesce((
                    SELECT sum(entry.amount)
                      FROM retail_deposit_entry AS entry
                     WHERE entry.order_id = %(order_id)s
                       AND entry.kind = 'received'
                ), 0)
                OR EXISTS(
                    SELECT
                      FROM sale_order_line AS to_do_line
                      JOIN sale_order_line_invoice_rel AS rel
                        ON rel.order_line_id = to_do_line.id
                      JOIN account_move_line AS item ON item.id = rel.invoice_line_id
                      JOIN account_move AS move ON move.id = item.move_id
                     WHERE to_do_line.order_id = %(order_id)s
                       AND move.move_type = 'out_invoice'
                       AND move.state = 'posted'
                       AND move.payment_state IN ('not_paid', 'partial')
                )
            )""",
            state=SQL.identifier(alias, "customer_order_state"),
            required=SQL.identifier(alias, "deposit_required"),
            order_id=SQL.identifier(alias, "id"),
        )

    @api.depends("order_line.fulfilment_open_qty", "order_line.fulfilment_store_id")
    def _compute_fulfilment_store_ids(self):
        for order in self:
            lines = order.order_line.filtered("fulfilment_open_qty")
            order.fulfilment_store_ids = lines.fulfilment_store_id

    def _search_fulfilment_store_ids(self, operator, value):
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        return Domain(
            "order_line",
            "any",
            Domain("fulfilment_open_qty", ">", 0)
            & Domain("fulfilment_store_id", operator, value),
        )
