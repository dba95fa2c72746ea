import uuid

from odoo import api, fields, models

from ..tools.reference import make_reference

# Others, such as a stock clerk who comes from a delivery, open orders as well.
DEPOSIT_READERS = (
    "retail_base.group_retail_user,sales_team.group_sale_salesman,"
    "account.group_account_readonly,account.group_account_invoice"
)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    _customer_order_reference_unique = models.UniqueIndex(
        "(customer_order_reference) WHERE customer_order_reference IS NOT NULL",
        "Another customer order has this reference already.",
    )
    _customer_order_idx = models.Index(
        "(company_id, date_order DESC, id DESC) WHERE is_customer_order IS TRUE"
    )

    is_customer_order = fields.Boolean(
        readonly=True,
        help="The customer picks up or is sent the goods later, from one store or "
        "several.",
    )
    customer_order_reference = fields.Char(
        string="Customer Order",
        readonly=True,
        copy=False,
        help="What the customer's receipt says, to scan or type.",
    )
    origin_store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Taken In",
        readonly=True,
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        copy=False,
    )
    origin_config_id = fields.Many2one(
        comodel_name="pos.config",
        string="Taken At",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
    )
    collector_name = fields.Char(
        string="Collector",
        index="trigram",
        help="Who comes for the goods, if not the customer.",
    )
    order_request_ids = fields.One2many(
        comodel_name="retail.order.request",
        inverse_name="order_id",
        readonly=True,
        groups="point_of_sale.group_pos_user,retail_base.group_retail_user",
    )
    customer_ticket_ids = fields.One2many(
        comodel_name="pos.order",
        inverse_name="customer_order_id",
        string="Tickets",
        readonly=True,
        groups="point_of_sale.group_pos_user",
    )
    customer_ticket_count = fields.Integer(
        string="Number of Tickets", compute="_compute_customer_ticket_count"
    )
    deposit_entry_ids = fields.One2many(
        comodel_name="retail.deposit.entry",
        inverse_name="order_id",
        readonly=True,
        groups=DEPOSIT_READERS,
    )
    deposit_required = fields.Monetary(
        readonly=True, copy=False, help="What is asked for when ordering."
    )
    deposit_received = fields.Monetary(compute="_compute_deposit")
    deposit_applied = fields.Monetary(
        compute="_compute_deposit", help="Used for goods that the customer has got."
    )
    deposit_refunded = fields.Monetary(compute="_compute_deposit")
    deposit_forfeited = fields.Monetary(compute="_compute_deposit")
    deposit_held = fields.Monetary(
        compute="_compute_deposit",
        search="_search_deposit_held",
        help="Received, and not yet used, given back or kept.",
    )
    amount_open = fields.Monetary(
        string="Open Value",
        compute="_compute_amount_balance",
        help="What the goods cost that are neither paid nor invoiced.",
    )
    amount_balance = fields.Monetary(
        string="Balance",
        compute="_compute_amount_balance",
        help="What the customer still has to pay: open value less deposit held.",
    )
    customer_order_state = fields.Selection(
        selection=[
            ("quote", "Quote"),
            ("open", "Open"),
            ("partial", "Partly Fulfilled"),
            ("done", "Fulfilled"),
            ("cancel", "Cancelled"),
        ],
        string="Fulfilment",
        compute="_compute_customer_order_state",
        store=True,
        help="How far the customer has got the goods.",
    )

    @api.depends(
        "is_customer_order",
        "state",
        "order_line.fulfilment_open_qty",
        "order_line.product_uom_qty",
    )
    def _compute_customer_order_state(self):
        for order in self:
            order.customer_order_state = (
                order.is_customer_order and order._get_customer_order_state()
            )

    def _get_customer_order_state(self):
        self.ensure_one()
        if self.state != "sale":
            return "cancel" if self.state == "cancel" else "quote"
        lines = self.order_line.filtered("fulfilment")
        open_lines = lines.filtered("fulfilment_open_qty")
        if not open_lines:
            return "done"
        untouched = all(
            line.product_uom_id.compare(line.fulfilment_open_qty, line.product_uom_qty)
            == 0
            for line in lines
        )
        return "open" if untouched else "partial"

    def _compute_customer_ticket_count(self):
        tickets = self.env["pos.order"].sudo()
        counts = dict(
            tickets._read_group(
                [("customer_order_id", "in", self.ids)],
                ["customer_order_id"],
                ["__count"],
            )
        )
        for order in self:
            order.customer_ticket_count = counts.get(order.sudo(), 0)

    @api.depends("is_customer_order")
    def _compute_amount_unpaid(self):
        """Override of `pos_sale` to keep customer orders out of core's order picker.

        Core knows nothing of their deposits; they have an own page at the register.
        """
        own = self.filtered("is_customer_order")
        own.amount_unpaid = 0.0
        return super(SaleOrder, self - own)._compute_amount_unpaid()

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `sale` to number the customer orders of the back office."""
        is_default = self.default_get(["is_customer_order"]).get("is_customer_order")
        for vals in vals_list:
            if vals.get("is_customer_order", is_default):
                reference = make_reference(str(uuid.uuid4()))
                vals.setdefault("customer_order_reference", reference)
        return super().create(vals_list)

    def _get_hand_over_obstacle(self):
        """Say why no goods of this order may leave any store now.

        Asked when a delivery is validated, in the back office and at a register.

        :return: the end of a sentence, or False when they may
        """
        self.ensure_one()
        return False

    def _get_selling_store(self):
        """Override of `retail_assortment` to judge by the store that took the order."""
        return self.origin_store_id or super()._get_selling_store()

    def action_view_customer_tickets(self):
        """Open the tickets that took or handed out these orders."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tickets"),
            "res_model": "pos.order",
            "view_mode": "list,form",
            "domain": [("customer_order_id", "in", self.ids)],
            "context": {"create": False},
        }

    def action_view_deposit_entries(self):
        """Open the ledger of these orders' deposits."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_customer_orders.retail_deposit_entry_action"
        )
        return {**action, "domain": [("order_id", "in", self.ids)], "context": {}}
