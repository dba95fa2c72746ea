from odoo import api, fields, models
from odoo.exceptions import UserError

PLACE = (
    "fulfilment",
    "fulfilment_store_id",
    "fulfilment_date",
    "fulfilment_partner_id",
)


class RetailFulfilmentChange(models.TransientModel):
    """Asks where, how and when open lines of a confirmed order are wanted instead.

    It begins with the lines that share a place.
    """

    _name = "retail.fulfilment.change"
    _description = "Change Pickup or Delivery"
    _check_company_auto = True

    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="order_id.company_id")
    partner_id = fields.Many2one(related="order_id.partner_id")
    available_line_ids = fields.Many2many(
        comodel_name="sale.order.line", compute="_compute_available_line_ids"
    )
    line_ids = fields.Many2many(
        comodel_name="sale.order.line",
        string="Lines",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
        domain="[('id', 'in', available_line_ids)]",
    )
    fulfilment = fields.Selection(
        selection=[("pickup", "Pick Up"), ("ship", "Ship")],
        compute="_compute_place",
        store=True,
        readonly=False,
        required=True,
    )
    fulfilment_store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Store",
        compute="_compute_place",
        store=True,
        readonly=False,
        required=True,
        check_company=True,
        ondelete="cascade",
        domain="[('company_id', '=', company_id)] + (fulfilment == 'pickup' "
        "and [('is_store', '=', True), ('pickup_enabled', '=', True)] "
        "or [('shipping_enabled', '=', True)])",
    )
    fulfilment_date = fields.Date(
        string="Day", compute="_compute_place", store=True, readonly=False
    )
    fulfilment_partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Ship To",
        compute="_compute_place",
        store=True,
        readonly=False,
        ondelete="cascade",
        domain="[('id', 'child_of', partner_id)]",
    )

    @api.depends("order_id")
    def _compute_available_line_ids(self):
        for wizard in self:
            wizard.available_line_ids = wizard.order_id.order_line.filtered(
                "fulfilment_open_qty"
            )

    @api.depends("order_id")
    def _compute_line_ids(self):
        # What goes to other places now would be sent to the first one's otherwise.
        for wizard in self:
            lines = wizard.available_line_ids
            places = lines.grouped(lambda line: tuple(line[name] for name in PLACE))
            wizard.line_ids = next(iter(places.values()), lines)

    @api.depends("order_id")
    def _compute_place(self):
        for wizard in self:
            line = wizard.available_line_ids[:1]
            for name in PLACE:
                wizard[name] = line[name]

    def action_confirm(self):
        """Promise the chosen lines anew; their deliveries are made again.

        :raise UserError: nothing is chosen, the day is past, or goods are under way
        """
        self.ensure_one()
        if not self.line_ids:
            raise UserError(self.env._("Choose the lines that change."))
        day, store = self.fulfilment_date, self.fulfilment_store_id
        if day and day < store._get_local_today():
            raise UserError(self.env._("This day is past. Choose a later one."))
        address = self.fulfilment == "ship" and self.fulfilment_partner_id
        self.line_ids.write(
            {
                "fulfilment": self.fulfilment,
                "fulfilment_store_id": store.id,
                "fulfilment_date": day,
                "fulfilment_partner_id": address and address.id,
            }
        )
        return {"type": "ir.actions.act_window_close"}
