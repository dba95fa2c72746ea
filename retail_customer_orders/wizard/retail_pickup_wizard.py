from uuid import uuid4

from odoo import api, fields, models
from odoo.fields import Command


class RetailPickupWizard(models.TransientModel):
    """Hands goods of a customer order out in the back office, as a register does."""

    _name = "retail.pickup.wizard"
    _description = "Hand Out"

    uuid = fields.Char(
        string="Identifier",
        required=True,
        readonly=True,
        default=lambda self: str(uuid4()),
    )
    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="order_id.company_id")
    currency_id = fields.Many2one(related="order_id.currency_id")
    partner_id = fields.Many2one(related="order_id.partner_id", string="Customer")
    available_store_ids = fields.Many2many(
        comodel_name="stock.warehouse", compute="_compute_available_store_ids"
    )
    store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Handed Out In",
        compute="_compute_store_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('id', 'in', available_store_ids)]",
    )
    line_ids = fields.One2many(
        comodel_name="retail.pickup.wizard.line",
        inverse_name="wizard_id",
        string="Lines",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    has_obstacle = fields.Boolean(compute="_compute_has_obstacle")
    has_unclaimed = fields.Boolean(compute="_compute_has_obstacle")
    amount_goods = fields.Monetary(string="Value of Goods", compute="_compute_amounts")
    amount_deposit = fields.Monetary(
        string="Deposit Applied", compute="_compute_amounts"
    )
    amount_due = fields.Monetary(string="Left to Pay", compute="_compute_amounts")
    payment = fields.Selection(
        selection=[("now", "Paid now"), ("later", "Invoice, paid later")],
        required=True,
        default="now",
        help="Whether the customer pays what is left when taking the goods.",
    )
    journal_id = fields.Many2one(
        comodel_name="account.journal",
        string="Paid Into",
        compute="_compute_journal_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('company_id', '=', company_id), ('type', 'in', ('bank', 'cash', "
        "'credit')), ('pos_payment_method_ids', 'not any', "
        "[('is_cash_count', '=', True)])]",
        help="Where the money goes. The cash of registers is counted there, so it "
        "cannot be chosen here.",
    )
    collector_name = fields.Char(related="order_id.collector_name")
    collected_by = fields.Char(
        compute="_compute_collected_by",
        store=True,
        readonly=False,
        precompute=True,
        help="Who comes for the goods.",
    )
    collector_check = fields.Char(
        string="ID Check", help="How you know this person, such as “driving licence”."
    )
    needs_code = fields.Boolean(compute="_compute_needs_code")
    pickup_code = fields.Char(
        string="Code",
        compute="_compute_pickup_code",
        inverse="_inverse_pickup_code",
        help="What the customer was mailed and the collector says.",
    )
    code_message = fields.Char(readonly=True)
    move_id = fields.Many2one(
        comodel_name="account.move",
        string="Invoice",
        readonly=True,
        help="Set once the goods were handed out: nothing is handed out twice.",
    )

    @api.depends("order_id")
    def _compute_available_store_ids(self):
        for wizard in self:
            # In a form that is being filled in, records stand for stored ones.
            order = wizard.order_id._origin
            wizard.available_store_ids = order._get_pickup_stores()

    @api.depends("order_id")
    def _compute_store_id(self):
        own = self.env.user._get_default_warehouse_id()
        for wizard in self:
            stores = wizard.available_store_ids._origin
            wizard.store_id = own if own in stores else stores[:1]

    @api.depends("order_id")
    def _compute_collected_by(self):
        for wizard in self:
            order = wizard.order_id
            wizard.collected_by = order.collector_name or order.partner_id.name

    @api.depends("order_id")
    def _compute_journal_id(self):
        for wizard in self:
            wizard.journal_id = self.env["account.journal"].search(
                [("company_id", "=", wizard.company_id.id), ("type", "=", "bank")],
                limit=1,
            )

    @api.depends("order_id", "store_id")
    def _compute_line_ids(self):
        for wizard in self:
            store = wizard.store_id._origin
            lines = wizard.order_id._origin.order_line.filtered(
                lambda line, store=store: line.fulfilment == "pickup"
                and line.fulfilment_store_id == store
                and line.fulfilment_open_qty
            )
            wizard.line_ids = [
                Command.clear(),
                *(Command.create(wizard._prepare_line(line)) for line in lines),
            ]

    @api.model
    def _prepare_line(self, line):
        # Deliveries are not for whoever sells to read; only quantities leave here.
        line = line.sudo()
        store = line.fulfilment_store_id
        obstacle = line._get_pickup_obstacle(store)
        return {
            "order_line_id": line.id,
            "open_qty": line._get_pickup_qty(),
            "ready_qty": line._from_product_unit(line._get_ready_qty(store)),
            "why_not": line._explain_obstacle(obstacle),
        }

    @api.depends("order_id", "store_id", "uuid")
    def _compute_needs_code(self):
        for wizard in self:
            # The attempts are not for everybody to read.
            order = wizard.order_id._origin.sudo()
            wizard.needs_code = order._needs_proof(wizard.store_id, wizard.uuid)

    def _compute_pickup_code(self):
        self.pickup_code = False

    def _inverse_pickup_code(self):
        """Judge a code when it is entered: it is stored nowhere, and counted.

        The form saves before it confirms, so a refusal does not take the count back.
        """
        for wizard in self.filtered("pickup_code"):
            wizard.order_id.check_access("write")
            answer = wizard.order_id.sudo()._try_pickup_code(
                wizard.pickup_code.strip(), wizard.uuid
            )
            wizard.code_message = answer["message"]
            wizard.invalidate_recordset(["needs_code"])

    @api.depends("line_ids.why_not")
    def _compute_has_obstacle(self):
        for wizard in self:
            lines = wizard.line_ids
            wizard.has_obstacle = any(lines.mapped("why_not"))
            wizard.has_unclaimed = any(lines.order_line_id.mapped("pickup_unclaimed"))

    @api.depends("line_ids.quantity", "line_ids.card_charged")
    def _compute_amounts(self):
        for wizard in self:
            order = wizard.order_id._origin
            amounts = order._get_hand_out_amounts(
                wizard._get_quantities(), wizard._get_charged()
            )
            wizard.amount_goods = amounts["goods"]
            wizard.amount_deposit = amounts["deposit"]
            wizard.amount_due = amounts["due"]

    def _get_quantities(self):
        """Return {`sale.order.line`: quantity in its unit} of what is handed out."""
        return {
            line.order_line_id._origin: line.quantity
            for line in self.line_ids
            if not line.product_uom_id.is_zero(line.quantity)
        }
