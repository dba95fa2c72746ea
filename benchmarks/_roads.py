"""The roads on which one unit comes back, each as a request of a user.

Each is a function of an environment, the ids of the shop, the number of the person who
tries, and a `Sold`. It raises what a request would.
"""

from _sold import make_fresh

from odoo.exceptions import UserError
from odoo.fields import Command

# Nobody reads the documents: printing them takes most of the time.
QUIET = {"generate_pdf": False}


def _send(env, shop, person, tickets):
    register_id = shop["registers"][person]
    context = {"config_id": register_id, "device_identifier": "0", **QUIET}
    orders = env["pos.order"].with_user(shop["cashier"]).with_context(**context)
    orders.sync_from_ui([make_fresh(tickets[register_id])])


def at_register(env, shop, person, sold):
    """The page Returns of a register."""
    _send(env, shop, person, sold.tickets)


def by_core_at_register(env, shop, person, sold):
    """Core's refund at a register, which links the line itself."""
    _send(env, shop, person, sold.core_tickets)


def by_core_in_back_office(env, shop, _person, sold):
    """Core's buttons on the ticket, which are for who may take payments there."""
    tickets = env["pos.order"].with_user(shop["pos_manager"])
    ticket = tickets.with_context(**QUIET).browse(sold.ticket_id)
    refund = ticket.browse(ticket.refund()["res_id"])
    line = refund.lines.filtered(
        lambda line: line.refunded_orderline_id.id == sold.line_id
    )
    if not line:
        raise UserError("Core itself leaves out what came back already.")
    (refund.lines - line).unlink()
    line.write({"qty": -1, "return_reason_id": shop["reason"]})
    line._onchange_amount_line_all()
    refund._compute_prices()
    wizards = refund.env["pos.make.payment"]
    context = {"active_id": refund.id, "active_ids": refund.ids}
    wizards.with_context(**context).create({}).check()


def in_back_office(env, shop, person, sold):
    """A return of the back office, paid out with a credit note by every second one."""
    line = {
        sold.link: sold.line_id,
        "product_id": sold.product_id,
        "qty": 1,
        "reason_id": shop["reason"],
    }
    returns = env["retail.return"].with_user(shop["clerk"])
    record = returns.create(
        {
            "store_id": shop["stores"][person],
            "partner_id": sold.partner_id,
            "line_ids": [Command.create(line)],
        }
    )
    record.action_receive()
    if record.id % 2:
        record.action_refund()


def by_credit_note(env, shop, _person, sold):
    """A credit note of the invoice."""
    invoice = env["account.move"].with_user(shop["clerk"]).browse(sold.invoice_id)
    wizards = env["account.move.reversal"].with_user(shop["clerk"])
    wizard = wizards.with_context(
        active_model="account.move", active_ids=invoice.ids
    ).create({"journal_id": invoice.journal_id.id})
    wizard.refund_moves()
    note = wizard.new_move_ids
    note.invoice_line_ids.quantity = 1
    note.action_post()


def by_stock(env, shop, _person, sold):
    """The return of the delivery, by whom it is received."""
    wizards = env["stock.return.picking"].with_user(shop["clerk"])
    wizard = wizards.with_context(
        active_model="stock.picking", active_id=sold.picking_id
    ).create({"picking_id": sold.picking_id})
    wizard.product_return_moves.quantity = 1
    receipts = env["stock.picking"].with_user(shop["clerk"])
    receipt = receipts.browse(wizard.action_create_returns()["res_id"])
    receipt.move_ids.write({"quantity": 1, "picked": True})
    receipt.with_context(skip_sms=True).button_validate()
    if receipt.state != "done":
        raise AssertionError("The receipt asks for something.")


# {name: (what it is for, road)}
TICKETS = ("ticket", "pickup")
ROADS = {
    "register": ((*TICKETS, "order", "invoice"), at_register),
    "core at a register": (TICKETS, by_core_at_register),
    "core in the back office": (TICKETS, by_core_in_back_office),
    "return of the back office": ((*TICKETS, "order", "invoice"), in_back_office),
    "credit note": (("order", "invoice"), by_credit_note),
    "stock": (("pickup", "order"), by_stock),
}
