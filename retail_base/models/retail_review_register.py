import json
import logging

import psycopg2
from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import format_amount

from ..tools.read_id import read_id

_logger = logging.getLogger(__name__)

UUID_LENGTH = 64


def _is_storable(tickets):
    """Say whether the database can store this: it takes neither NaN nor NUL."""
    try:
        return "\\u0000" not in json.dumps(tickets, allow_nan=False)
    except ValueError:
        return False


def _read_number(value):
    """Return a number that a register sent, or 0 when it is none."""
    return value if isinstance(value, int | float) else 0.0


class RetailReview(models.Model):
    """Tickets that a register could not send, uploaded as they are."""

    _inherit = "retail.review"

    ticket_summary = fields.Html(string="Contents", compute="_compute_ticket_summary")

    @api.depends("payload", "pos_order_id")
    def _compute_ticket_summary(self):
        for review in self:
            review.ticket_summary = review.payload and review._summarise_payload()

    def _summarise_payload(self):
        """Show people what the stored ticket sells and how it was paid."""
        self.ensure_one()
        rows = []
        for vals in self._read_commands("lines"):
            product = self._browse_named("product.product", vals.get("product_id"))
            amount = self._format_amount(vals.get("price_subtotal_incl"))
            quantity = _read_number(vals.get("qty"))
            rows.append((f"{quantity:g} × {product}", amount))
        for vals in self._read_commands("payment_ids"):
            method = self._browse_named(
                "pos.payment.method", vals.get("payment_method_id")
            )
            amount = self._format_amount(vals.get("amount"))
            rows.append((self.env._("Paid: %s", method), amount))
        cells = Markup("<tr><td>%s</td><td class='text-end'>%s</td></tr>")
        body = Markup("").join(cells % row for row in rows)
        return Markup("<table class='table table-sm'>%s</table>") % body

    def _format_amount(self, amount):
        return format_amount(self.env, _read_number(amount), self.currency_id)

    def _browse_named(self, model, record_id):
        record = self.env[model].browse(read_id(record_id))
        # Only a name leaves here, for whoever may read the review.
        return record.sudo().exists().display_name or self.env._("(unknown)")

    def _read_commands(self, name):
        """Return the values of the records that the ticket creates in a x2many."""
        commands = self.payload.get(name)
        return [
            command[2]
            for command in (commands if isinstance(commands, list) else [])
            if isinstance(command, list)
            and len(command) == 3
            and isinstance(command[2], dict)
        ]

    @api.model
    def upload_from_ui(self, config_id, tickets):
        """Take in tickets that a register cannot send, so that it can be closed.

        A manager approves it first: kind `unsent_tickets`, for the uuid of the first
        ticket. Repeating the same upload changes nothing and needs no approval.

        :param int config_id: the register
        :param list tickets: tickets as for `pos.order.sync_from_ui`
        :return: list of the uuids that are safe on the server now
        :raise UserError: these are no tickets, or the approval is missing
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        tickets = self._check_tickets(tickets)
        # A cashier neither sees nor writes the review list.
        reviews = self.sudo()
        uuids = list(tickets)
        booked = reviews.env["pos.order"].search(
            [("uuid", "in", uuids), ("state", "!=", "draft")]
        )
        known = reviews.search([("ticket_uuid", "in", uuids), ("kind", "=", "unsent")])
        safe = {*booked.mapped("uuid"), *known.mapped("ticket_uuid")}
        new = [uuid for uuid in uuids if uuid not in safe]
        if new:
            created = reviews.create(
                [self._prepare_unsent(config, tickets[uuid]) for uuid in new]
            )
            self.env["retail.approval"].with_company(config.company_id)._use(
                "unsent_tickets", uuids[0], record=created[0]
            )
        return uuids

    @api.model
    def _check_tickets(self, tickets):
        """Return well-formed tickets by uuid."""
        found = {}
        for ticket in tickets if isinstance(tickets, list) else []:
            uuid = ticket.get("uuid") if isinstance(ticket, dict) else None
            if isinstance(uuid, str) and 0 < len(uuid) <= UUID_LENGTH:
                found[uuid] = ticket
        if not found or len(found) != len(tickets) or not _is_storable(tickets):
            raise UserError(
                self.env._(
                    "The register sent tickets that cannot be read. Reload the "
                    "register and try again."
                )
            )
        return found

    @api.model
    def _prepare_unsent(self, config, ticket):
        session = self.env["pos.session"].browse(read_id(ticket.get("session_id")))
        return {
            "kind": "unsent",
            "message": self.env._(
                "The server did not accept this ticket while the register was open; "
                "it was paid, but neither its money nor its goods are booked."
            ),
            "ticket_uuid": ticket["uuid"],
            "ticket_name": str(ticket.get("pos_reference") or "")[:UUID_LENGTH],
            "amount_total": _read_number(ticket.get("amount_total")),
            "payload": ticket,
            "config_id": config.id,
            "session_id": session.exists()
            .filtered(lambda session: session.config_id == config)
            .id,
        }

    def _retry_unsent(self):
        """Send the stored ticket as the register would have.

        It runs with the rights of the cashier who uploaded it: what it says was never
        checked, and must not be done with a manager's rights.
        """
        self.ensure_one()
        orders = (
            self.env["pos.order"]
            .with_user(self.create_uid)
            .with_company(self.company_id)
            .with_context(config_id=self.config_id.id, retail_silent=True)
        )
        known = (
            self.sudo()
            .env["pos.order"]
            .search(
                [("uuid", "=", self.ticket_uuid), ("state", "!=", "draft")], limit=1
            )
        )
        if not known:
            self._send_unsent(orders)
            known = orders.search([("uuid", "=", self.ticket_uuid)], limit=1)
        # The link is read-only for managers.
        self.sudo().pos_order_id = known.id

    def _send_unsent(self, orders):
        try:
            with self.env.cr.savepoint():
                orders.sync_from_ui([dict(self.payload)])
        except (UserError, psycopg2.OperationalError, ConcurrencyError):
            raise
        except Exception as error:
            # It comes from a browser as it is: core may trip over anything in it.
            _logger.exception("Stored ticket %s cannot be booked", self.ticket_uuid)
            raise UserError(
                self.env._(
                    "This ticket cannot be booked as the register left it. Enter the "
                    "sale by hand, then mark the review as done."
                )
            ) from error
