from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools.payload import has_lines


class PosOrder(models.Model):
    """A pickup that is undone by another ticket of the same session.

    Handed out by mistake is not a return: the goods are the order's again, with their
    deposit, as if nobody had come.
    """

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    _undo_pickup_of_unique = models.UniqueIndex(
        "(undo_pickup_of_id) WHERE undo_pickup_of_id IS NOT NULL",
        "This pickup was undone already.",
    )

    undo_pickup_of_id = fields.Many2one(
        comodel_name="pos.order",
        string="Undoes Pickup",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="The ticket whose pickup this one takes back.",
    )
    undo_ticket_ids = fields.One2many(
        comodel_name="pos.order",
        inverse_name="undo_pickup_of_id",
        string="Undone On",
        readonly=True,
    )

    def _is_undo_pickup(self):
        """Say whether this ticket undoes a pickup, whatever became of it."""
        self.ensure_one()
        payload = self.pickup_payload
        return has_lines(payload) and bool(payload.get("undo_pickup_of"))

    def _get_handed_out_lines(self):
        """Return the lines of this ticket that handed out goods of an order."""
        return self.lines.filtered("customer_order_line_id")

    def _get_handed_out_quantities(self):
        """Return {`sale.order.line`: quantity in the product's unit} handed out."""
        quantities = defaultdict(float)
        for line in self._get_handed_out_lines():
            quantities[line.customer_order_line_id] += line.qty
        return quantities

    def _get_undo_obstacle(self, session):
        """Say why the pickup on this ticket cannot be undone in a session.

        :param session: the `pos.session` of the ticket that would undo it
        :return: the end of a sentence, or False when it can
        """
        self.ensure_one()
        undone = self.undo_ticket_ids[:1]
        if undone:
            return self.env._(
                "it was undone already on ticket %s", undone.pos_reference
            )
        if self.undo_pickup_of_id or not self.pickup_booked:
            return self.env._("this ticket has handed nothing out")
        if session != self.session_id or session.state != "opened":
            return self.env._(
                "its register was closed or is another one. Take the goods back in "
                "Returns instead"
            )
        refunds = self._get_handed_out_lines().refund_orderline_ids.order_id
        if refunds.filtered(lambda ticket: ticket.state not in ("draft", "cancel")):
            return self.env._("some of the goods were returned already")
        if self.pickup_order_id.state != "sale":
            return self.env._("its order was cancelled since")
        return False

    # === THE JUDGE ===#

    def _check_undo(self, pickup):
        """Judge this ticket, which undoes a pickup, and tie it to that.

        :param dict pickup: as `parse_pickup` gives it
        :raise UserError: it cannot be undone, or not like this
        """
        self.ensure_one()
        # A cashier may not read orders; what leaves is an answer about this pickup.
        ticket = self.sudo()
        original = ticket.search([("uuid", "=", pickup["undo_pickup_of"])])
        order = original.pickup_order_id
        if order.id != pickup["order_id"] or order.company_id != self.company_id:
            raise UserError(self.env._("The pickup to be undone is not known here."))
        # Another register may hand out or undo the same goods at this moment.
        lock_records(order)
        original.invalidate_recordset()
        obstacle = original._get_undo_obstacle(ticket.session_id)
        if obstacle:
            raise UserError(self.env._("The pickup cannot be undone: %s.", obstacle))
        order._check_pickup_once(ticket, pickup["uuid"])
        pairs = original._pair_undo_lines(ticket, pickup)
        original._ensure_undo_is_exact(ticket, pairs, pickup["deposit"])
        ticket._link_undo(original, pairs, pickup["uuid"])

    def _pair_undo_lines(self, ticket, pickup):
        """Find for each line that this ticket handed out the one that takes it back.

        :return: list of (line of `ticket`, line of this ticket)
        """
        sold = {line.id: line for line in self._get_handed_out_lines()}
        taken = {line.uuid: line for line in ticket.lines if not line._is_deposit()}
        pairs = []
        for values in pickup["lines"]:
            line = taken.pop(values["uuid"], None)
            match = line and next(
                (
                    one
                    for one in sold.values()
                    if one.customer_order_line_id.id == values["order_line_id"]
                    and one.product_id == line.product_id
                    and not one.product_uom_id.compare(one.qty, -line.qty)
                ),
                None,
            )
            if match:
                pairs.append((line, sold.pop(match.id)))
        if sold or taken or len(pairs) != len(pickup["lines"]):
            raise UserError(
                self.env._(
                    "Undoing a pickup takes back all that it handed out, and nothing "
                    "else. Begin again from the order."
                )
            )
        return pairs

    def _ensure_undo_is_exact(self, ticket, pairs, deposit):
        """See that prices, deposit, total and customer are those of the pickup."""
        currency = self.currency_id
        used = -sum(self._get_applied_entries().mapped("amount"))
        paid = self._get_paid_on_customer_order()
        # Taxes of a ticket are rounded with its other lines, cash as its register says.
        rounding = ticket.config_id.rounding_method.rounding or 0.0
        tolerance = max(currency.rounding * len(pairs), rounding)
        customer = ticket.partner_id.commercial_partner_id
        is_exact = (
            not currency.compare_amounts(deposit, -used)
            and abs(ticket.amount_total + paid) < tolerance + currency.rounding / 2
            and customer == self.partner_id.commercial_partner_id
            and all(line._is_undo_of(sold) for line, sold in pairs)
            and len(self._pair_deposits(ticket)) == len(ticket._get_deposit_lines())
        )
        if not is_exact:
            raise UserError(
                self.env._(
                    "Undoing this pickup gives back %(paid)s and takes back a deposit "
                    "of %(deposit)s, at the prices of the pickup and for its customer. "
                    "Begin again from the order.",
                    paid=currency.format(paid),
                    deposit=currency.format(used),
                )
            )

    def _get_deposit_lines(self):
        return self.lines.filtered(lambda line: line._is_deposit())

    def _pair_deposits(self, ticket):
        """Find for each deposit that this ticket used the line that takes it back.

        :return: {line of this ticket: line of `ticket`}
        """
        left = ticket._get_deposit_lines()
        pairs = {}
        for line in self._get_deposit_lines():
            match = left.filtered(lambda one, line=line: one._is_undo_of(line))[:1]
            if match:
                pairs[line] = match
                left -= match
        return pairs

    def _get_applied_entries(self):
        """Return what this pickup entered into the ledger of deposits."""
        return self.env["retail.deposit.entry"].search(
            [
                ("pos_order_line_id", "in", self.lines.ids),
                ("kind", "=", "applied"),
            ]
        )

    def _link_undo(self, original, pairs, uuid):
        for line, sold in pairs:
            line.write(
                {
                    "customer_order_line_id": sold.customer_order_line_id.id,
                    # What was undone cannot be returned any more.
                    "refunded_orderline_id": sold.id,
                }
            )
        self.write(
            {
                "customer_order_id": original.pickup_order_id.id,
                "pickup_order_id": original.pickup_order_id.id,
                "pickup_uuid": uuid,
                "undo_pickup_of_id": original.id,
                # An invoice is given back by a credit note.
                "to_invoice": self.to_invoice or bool(original.account_move),
            }
        )

    # === THE BOOKING ===#

    def _process_pickup(self):
        """Override to bring back, once, what a pickup handed out."""
        if not self.undo_pickup_of_id:
            return super()._process_pickup()
        # As for the pickup itself: what is done was checked before.
        ticket = self.sudo()
        original, order = ticket.undo_pickup_of_id, ticket.pickup_order_id
        pickings = original.picking_ids.filtered(lambda one: one.sale_id == order)
        quantities = original._get_handed_out_quantities()
        returned = order._take_back(quantities, pickings)
        # With these links, core takes the cost of the goods back, too.
        returned.write(
            {"pos_order_id": ticket.id, "pos_session_id": ticket.session_id.id}
        )
        ticket.pickup_booked = True
        for line, back in original._pair_deposits(ticket).items():
            entries = original._get_applied_entries().filtered(
                lambda entry, line=line: entry.pos_order_line_id == line
            )
            entries._mirror(
                store_id=ticket.config_id.store_id.id, pos_order_line_id=back.id
            )
        return ticket._link_deposit_items()
