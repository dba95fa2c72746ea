from odoo import api, fields, models

FIGURES = {
    "pickup": "order_pickup_count",
    "ship": "order_ship_count",
    "overdue": "order_overdue_count",
}


class StockWarehouse(models.Model):
    """What the landing page shows of a store's customer orders."""

    _inherit = "stock.warehouse"

    order_pickup_count = fields.Integer(
        string="To Pick Up", compute="_compute_order_counts"
    )
    order_ship_count = fields.Integer(string="To Ship", compute="_compute_order_counts")
    order_overdue_count = fields.Integer(
        string="Overdue", compute="_compute_order_counts"
    )
    failed_request_count = fields.Integer(
        string="Failed Requests", compute="_compute_failed_request_count"
    )
    retail_currency_id = fields.Many2one(related="company_id.currency_id")
    deposit_held = fields.Monetary(
        string="Deposits Held",
        currency_field="retail_currency_id",
        compute="_compute_deposit_held",
        help="What this store took for orders that are not handed out yet.",
    )

    def _compute_order_counts(self):
        # Whoever sees a store may know how much it has to do.
        lines = self.env["sale.order.line"].sudo()
        for preset, name in FIGURES.items():
            counts = dict(
                lines._read_group(
                    lines._get_open_domain(self, preset),
                    ["fulfilment_store_id"],
                    ["order_id:count_distinct"],
                )
            )
            for warehouse in self:
                warehouse[name] = counts.get(warehouse.sudo(), 0)

    def _compute_failed_request_count(self):
        counts = dict(
            self.env["retail.order.request"]
            .sudo()
            ._read_group(
                [("store_id", "in", self.ids), ("state", "in", ("failed", "conflict"))],
                ["store_id"],
                ["__count"],
            )
        )
        for warehouse in self:
            warehouse.failed_request_count = counts.get(warehouse.sudo(), 0)

    def _compute_deposit_held(self):
        groups = (
            self.env["retail.deposit.entry"]
            .sudo()
            ._read_group(
                [("origin_store_id", "in", self.ids)],
                ["origin_store_id"],
                ["amount:sum"],
            )
        )
        amounts = dict(groups)
        for warehouse in self:
            warehouse.deposit_held = amounts.get(warehouse.sudo(), 0.0)

    def action_view_orders_to_pick_up(self):
        """Open the orders to be picked up in these stores."""
        return self._get_customer_orders_action("pickup")

    def action_view_orders_to_ship(self):
        """Open the orders that these stores ship."""
        return self._get_customer_orders_action("ship")

    def action_view_overdue_orders(self):
        """Open the orders that these stores should have handed out or shipped."""
        return self._get_customer_orders_action("overdue")

    def _get_customer_orders_action(self, preset):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_customer_orders.customer_order_action"
        )
        label = self._fields[FIGURES[preset]]._description_string(self.env)
        lines = self.env["sale.order.line"]
        found = lines.search(lines._get_open_domain(self, preset))
        return {
            **action,
            "name": f"{label}: {', '.join(self.mapped('name'))}",
            "domain": [("id", "in", found.order_id.ids)],
            "context": {},
        }

    def action_view_failed_requests(self):
        """Open the order requests of these stores that need help."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_customer_orders.retail_order_request_action"
        )
        return {
            **action,
            "domain": [("store_id", "in", self.ids)],
            "context": {"search_default_filter_problems": 1},
        }

    def action_view_deposits_held(self):
        """Open the ledger of what these stores hold."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_customer_orders.retail_deposit_entry_action"
        )
        return {**action, "domain": [("origin_store_id", "in", self.ids)]}

    @api.model
    def _load_pos_data_fields(self, config):
        """Override of `retail_base` to load where a store ships from by default."""
        return super()._load_pos_data_fields(config) + ["shipping_warehouse_id"]
