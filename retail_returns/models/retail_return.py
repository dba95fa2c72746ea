from uuid import uuid4

from odoo import api, fields, models
from odoo.tools.misc import format_date


class RetailReturn(models.Model):
    """What a customer brought back, and what they got for it."""

    _name = "retail.return"
    _description = "Return"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    _uuid_unique = models.Constraint(
        "UNIQUE (uuid)", "This return was recorded already."
    )
    _pos_order_unique = models.UniqueIndex(
        "(pos_order_id) WHERE pos_order_id IS NOT NULL",
        "A ticket gives money back for one return only.",
    )

    name = fields.Char(
        string="Number",
        required=True,
        readonly=True,
        copy=False,
        index="trigram",
        default=lambda self: self.env._("New"),
    )
    uuid = fields.Char(
        string="Identifier",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: str(uuid4()),
    )
    state = fields.Selection(
        selection=[
            ("requested", "Requested"),
            ("approved", "Approved"),
            ("received", "Received"),
            ("refunded", "Refunded"),
            ("rejected", "Rejected"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        copy=False,
        default="requested",
        index=True,
        tracking=True,
    )
    date = fields.Datetime(
        required=True,
        readonly=True,
        copy=False,
        index=True,
        default=fields.Datetime.now,
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Returned In",
        index=True,
        ondelete="restrict",
        check_company=True,
        domain=[("is_store", "=", True)],
        help="The store that took the goods back.",
    )
    origin_store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Sold In",
        readonly=True,
        index=True,
        ondelete="restrict",
        help="The store that handed the goods out.",
    )
    config_id = fields.Many2one(
        comodel_name="pos.config",
        string="Register",
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Taken Back By",
        readonly=True,
        copy=False,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    pos_order_id = fields.Many2one(
        comodel_name="pos.order",
        string="Refund Ticket",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="The ticket that gave the money back.",
    )
    origin_order_id = fields.Many2one(
        comodel_name="pos.order",
        string="Sales Ticket",
        readonly=True,
        index=True,
        ondelete="restrict",
        help="The ticket that the goods were sold on.",
    )
    receipt_number = fields.Char(related="origin_order_id.pos_reference")
    sale_order_ids = fields.Many2many(
        comodel_name="sale.order",
        string="Customer Orders",
        compute="_compute_sale_order_ids",
        groups="sales_team.group_sale_salesman",
    )
    account_move_id = fields.Many2one(
        related="pos_order_id.account_move", string="Credit Note"
    )
    line_ids = fields.One2many(
        comodel_name="retail.return.line", inverse_name="return_id", string="Lines"
    )
    currency_id = fields.Many2one(
        comodel_name="res.currency",
        required=True,
        readonly=True,
        default=lambda self: self.env.company.currency_id,
    )
    amount_total = fields.Monetary(
        string="Refund", compute="_compute_amount_total", store=True
    )
    is_other_store = fields.Boolean(
        string="From Another Store", compute="_compute_is_other_store", store=True
    )

    @api.depends("line_ids.amount")
    def _compute_amount_total(self):
        for record in self:
            record.amount_total = sum(record.line_ids.mapped("amount"))

    @api.depends("store_id", "origin_store_id")
    def _compute_is_other_store(self):
        for record in self:
            sold_in = record.origin_store_id
            record.is_other_store = bool(sold_in) and record.store_id != sold_in

    @api.depends("line_ids.order_line_id")
    def _compute_sale_order_ids(self):
        for record in self:
            record.sale_order_ids = record.line_ids.order_line_id.order_id

    @api.model
    def _create_from_ticket(self, ticket):
        """Record what a paid ticket took back; a second call finds the first's.

        :param ticket: the `pos.order` that gave the money back
        :return: the `retail.return`, empty when the ticket takes nothing back
        """
        lines = ticket.lines.filtered(
            lambda line: (line._get_return_source() or line.return_no_receipt)
            and line.qty < 0
            and not line._is_undo_pickup()
        )
        known = self.search([("pos_order_id", "=", ticket.id)], limit=1)
        if known or not lines:
            return known
        # A cashier has no access to what would be sent to its followers.
        records = self.with_context(mail_create_nosubscribe=True)
        return records._record_ticket(ticket, self._prepare_from_ticket(ticket, lines))

    @api.model
    def _record_ticket(self, ticket, values):
        """Write down what a ticket took back; `values` as `_prepare_from_ticket`."""
        # The ticket tells its history: a new record needs none of its own.
        return self.with_context(tracking_disable=True).create(values)

    @api.model
    def _prepare_from_ticket(self, ticket, lines):
        original = lines.refunded_orderline_id.order_id[:1]
        payload = ticket.return_payload or {}
        return {
            "uuid": payload.get("uuid") or ticket.uuid,
            "state": "refunded",
            "date": ticket.date_order,
            "company_id": ticket.company_id.id,
            "currency_id": ticket.currency_id.id,
            "store_id": ticket.config_id.store_id.id,
            "origin_store_id": original.config_id.store_id.id,
            "config_id": ticket.config_id.id,
            "partner_id": (ticket.partner_id or original.partner_id).id,
            "user_id": ticket.user_id.id,
            "pos_order_id": ticket.id,
            "origin_order_id": original.id,
            "line_ids": [
                fields.Command.create(self.line_ids._prepare_from_ticket_line(line))
                for line in lines
            ],
        }

    def _set_origin(self):
        """Name the ticket and the store that sold the goods, where there is one."""
        self.ensure_one()
        tickets = self.line_ids.sold_line_id.order_id
        stores = self.line_ids.mapped(lambda line: line._get_home_store())
        self.origin_order_id = tickets if len(tickets) == 1 else False
        self.origin_store_id = stores if len(stores) == 1 else False

    def _get_returned_already_message(self):
        """Say that this return took back what another one asks for."""
        self.ensure_one()
        return self.env._(
            "Returned already in %(store)s on %(date)s: %(number)s.",
            store=self.store_id.name,
            date=format_date(self.env, self.date),
            number=self.name,
        )

    def action_view_refund_ticket(self):
        """Open the ticket that gave the money back."""
        return self._action_view_ticket(self.pos_order_id)

    def action_view_sales_ticket(self):
        """Open the ticket that the goods were sold on."""
        return self._action_view_ticket(self.origin_order_id)

    def _action_view_ticket(self, ticket):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ticket"),
            "res_model": "pos.order",
            "res_id": ticket.id,
            "view_mode": "form",
        }
