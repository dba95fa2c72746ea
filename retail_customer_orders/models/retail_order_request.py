import uuid

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import format_date

from odoo.addons.retail_base.tools.judge import lock_records
from odoo.addons.retail_base.tools.read_id import read_id

from ..tools.payload import has_lines
from ..tools.quiet import QUIET
from ..tools.read import is_uuid
from ..tools.reference import make_reference

REVIEWED_STEP = "_book_customer_order"


class RetailOrderRequest(models.Model):
    """What a register asked for: the one way in for a customer order.

    The request outlives a failure to make the order, with the ticket and its money.
    """

    _name = "retail.order.request"
    _description = "Order Request"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _rec_name = "reference"
    # Whoever reads a request may discuss it; only its actions change it.
    _mail_post_access = "read"

    _uuid_unique = models.UniqueIndex(
        "(uuid) WHERE state != 'conflict'", "This order was requested already."
    )
    _pos_order_unique = models.UniqueIndex(
        "(pos_order_id) WHERE pos_order_id IS NOT NULL",
        "This ticket asked for an order already.",
    )
    _to_reserve_idx = models.Index("(id) WHERE to_reserve IS TRUE")

    uuid = fields.Char(string="Identifier", required=True, readonly=True, copy=False)
    reference = fields.Char(readonly=True, index=True, copy=False)
    pos_order_id = fields.Many2one(
        comodel_name="pos.order",
        string="Ticket",
        readonly=True,
        ondelete="restrict",
        copy=False,
    )
    config_id = fields.Many2one(
        comodel_name="pos.config",
        string="Register",
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    store_id = fields.Many2one(
        comodel_name="stock.warehouse", readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        comodel_name="res.company", required=True, readonly=True, index=True
    )
    partner_id = fields.Many2one(
        comodel_name="res.partner",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    payload = fields.Json(readonly=True)
    summary = fields.Text(string="What Was Ordered", compute="_compute_summary")
    order_type = fields.Selection(
        selection=[("customer_order", "Customer Order"), ("quote", "Quote")],
        readonly=True,
    )
    currency_id = fields.Many2one(
        comodel_name="res.currency", required=True, readonly=True
    )
    deposit = fields.Monetary(
        readonly=True, help="What the customer paid when ordering."
    )
    state = fields.Selection(
        selection=[
            ("draft", "New"),
            ("done", "Done"),
            ("failed", "Failed"),
            ("conflict", "Conflict"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        tracking=True,
    )
    error = fields.Text(string="What Is Wrong", readonly=True)
    attempts = fields.Integer(readonly=True)
    order_id = fields.Many2one(
        comodel_name="sale.order",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
    )
    to_reserve = fields.Boolean(
        readonly=True, help="The goods are still to be reserved for the order."
    )

    @api.depends("payload")
    def _compute_summary(self):
        for request in self:
            lines = (request.payload or {}).get("lines") or []
            request.summary = "\n".join(
                request._summarize_line(line)
                for line in lines
                if isinstance(line, dict)
            )

    def _summarize_line(self, line):
        """Describe a line as it was sent, whatever is wrong with it."""
        labels = dict(
            self.env["sale.order.line"]
            ._fields["fulfilment"]
            ._description_selection(self.env)
        )
        stores = self.env["stock.warehouse"].sudo()
        store = stores.browse(read_id(line.get("store_id"))).exists()
        details = (
            labels.get(line.get("fulfilment")),
            store.name,
            self._format_day(line.get("date")),
        )
        goods = f"{line.get('qty')} × {line.get('name') or '?'}"
        return " · ".join([goods, *filter(None, details)])

    def _format_day(self, day):
        """Write a day as the user does; what is none stays as it was sent."""
        try:
            written = format_date(self.env, day, date_format="EEE d MMM")
        except (AttributeError, TypeError, ValueError):
            written = ""
        return written or str(day or "")

    # === BOOKING ===#

    @api.model
    def _book(self, ticket):
        """Store what a ticket asks for and make the order.

        :param ticket: a paid `pos.order` with `customer_order_payload`
        :return: the `retail.order.request`, the same when called again
        """
        # A cashier may not make orders; the payload is judged line by line.
        requests = self.sudo().with_context(**QUIET)
        request = requests.search([("pos_order_id", "=", ticket.id)])
        is_new = not request
        if is_new:
            request = requests._create_once(
                requests._prepare_from_ticket(ticket.sudo())
            )
        # The judge step went through, or a manager accepted what it said.
        request._synchronize(judged=True)
        if request.state != "done":
            if not is_new:
                raise UserError(request.error)
            ticket._add_to_review(request.error, "booking", step=REVIEWED_STEP)
        return request

    @api.model
    def _prepare_from_ticket(self, ticket):
        payload = ticket.customer_order_payload
        identifier = payload.get("uuid")
        identifier = identifier if is_uuid(identifier) else str(uuid.uuid4())
        deposits = ticket.lines.filtered(lambda line: line._is_deposit())
        values = {
            "uuid": identifier,
            "reference": make_reference(identifier),
            "pos_order_id": ticket.id,
            "config_id": ticket.config_id.id,
            "store_id": ticket.config_id.store_id.id,
            "company_id": ticket.company_id.id,
            "partner_id": ticket.partner_id.id,
            "payload": payload,
            "order_type": "quote"
            if payload.get("type") == "quote"
            else "customer_order",
            "currency_id": ticket.currency_id.id,
            "deposit": deposits._get_subtotals()[1],
        }
        other = self.search(
            [("uuid", "=", identifier), ("state", "!=", "conflict")], limit=1
        )
        if other:
            values["state"] = "conflict"
            values["error"] = self.env._(
                "Ticket %(ticket)s asked for the same order before. Make a separate "
                "order if the customer really ordered twice.",
                ticket=other.pos_order_id.pos_reference,
            )
        return values

    @api.model
    def _create_once(self, values):
        """Create a request; when another register was faster, let Odoo run again."""
        try:
            with self.env.cr.savepoint():
                return self.create(values)
        except psycopg2.errors.UniqueViolation as error:
            raise ConcurrencyError(str(error)) from error

    def _synchronize(self, judged=False):
        """Make the orders that these requests ask for, where there are none yet.

        Whatever a person can put right makes the request fail with its reason.
        Errors of the database pass through: Odoo then runs the whole call again.

        :param bool judged: `_check_ticket` found nothing wrong in this transaction
        """
        for request in lock_records(self):
            if request.order_id or request.state == "conflict":
                continue
            try:
                with self.env.cr.savepoint():
                    order = request._make_order(judged)
            except UserError as error:
                self.env.invalidate_all()
                values = {"state": "failed", "error": str(error)}
            else:
                values = {"state": "done", "error": False, "order_id": order.id}
                values["to_reserve"] = order.state == "sale"
            request.write({**values, "attempts": request.attempts + 1})
        self.filtered(lambda request: request.state == "done")._close_reviews()
        self.filtered("to_reserve")._reserve_after_commit()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if any(has_lines(request.payload) for request in self):
            raise UserError(
                self.env._("What registers asked for is kept; it cannot be deleted.")
            )
