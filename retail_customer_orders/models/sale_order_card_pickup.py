from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

from .payment_transaction_card import FAILED


class SaleOrder(models.Model):
    """Authorised cards that pay for goods handed out at a register (DP-12, DP-13).

    Runs with superuser rights.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_pickup_charges(self, uuid=None):
        """Return what registers charged to cards for goods of this order.

        :param str uuid: of one request, all of them when not given
        """
        cards = self.transaction_ids
        charges = (cards | cards.child_transaction_ids).filtered("pickup_charge_uuid")
        return charges.filtered(lambda one: not uuid or one.pickup_charge_uuid == uuid)

    def _get_charged_for_pickup(self):
        """Say what was charged, and is booked, for goods not handed out yet.

        :return: {`sale.order.line`: amount}
        """
        self.ensure_one()
        charged = defaultdict(float)
        for charge in self._get_pickup_charges().filtered("pickup_waiting"):
            # A saved card that is charged anew is authorised first: one of both paid.
            if charge.payment_id:
                for line_id, part in charge.pickup_parts.items():
                    charged[self.order_line.browse(int(line_id))] += part
        return charged

    def _get_pending_for_pickup(self):
        """Say what is being charged for goods at this moment, or may have been.

        :return: {`sale.order.line`: amount}
        """
        pending = defaultdict(float)
        for charge in self._get_pickup_charges().filtered("pickup_waiting"):
            is_open = charge.state in ("draft", "pending") or (
                charge.state == "done"
                and not charge.payment_id
                and not charge.child_transaction_ids
            )
            for line_id, part in charge.pickup_parts.items() if is_open else ():
                pending[self.order_line.browse(int(line_id))] += part
        return pending

    def _use_pickup_charges(self, lines):
        """Note that goods have left that cards were charged for."""
        ids = {str(line.id) for line in lines}
        for charge in self._get_pickup_charges().filtered("pickup_waiting"):
            if ids & charge.pickup_parts.keys():
                charge.pickup_waiting = False

    def _forget_spent_charges(self):
        """Note which goods hold less by now than cards were charged for them."""
        self.ensure_one()
        held = self.order_line._get_held()
        compare = self.currency_id.compare_amounts
        self._use_pickup_charges(
            line
            for line, amount in self._get_charged_for_pickup().items()
            if compare(amount, held.get(line, 0.0)) > 0
        )

    def _plan_pickup_charges(self, store, charge):
        """Judge what a register wants to charge, and write it down (DP-12).

        :param store: the `stock.warehouse` that hands out
        :param dict charge: as `parse_card_charge` gives it
        :return: `payment.transaction` records to be sent; none where the request was
            made before
        :raise UserError: nothing is due, or it cannot be charged
        """
        self.ensure_one()
        # Another register may charge, or hand out, at this moment.
        lock_records(self)
        if self._get_pickup_charges(charge["uuid"]):
            return self.env["payment.transaction"]
        if self._needs_proof(store, charge["pickup_uuid"]):
            raise UserError(self._explain_missing_code())
        cards = self._get_cards().filtered(lambda card: card.id in charge["card_ids"])
        if not cards:
            raise UserError(
                self.env._(
                    "This card has nothing left to be charged. Take another payment."
                )
            )
        asked = self._get_pickup_quantities(charge["quantities"])
        quantities = {line: line._from_product_unit(qty) for line, qty in asked.items()}
        self._ensure_can_hand_out(quantities, store)
        due = self._get_pickup_due(quantities)
        if not due and self._get_pending_for_pickup():
            raise UserError(
                self.env._(
                    "A card is being charged for these goods already. Look again soon, "
                    "or take another payment: what comes twice is paid back."
                )
            )
        if not due:
            raise UserError(
                self.env._("Nothing is left to pay. Hand the goods out now.")
            )
        return self._plan_cards(cards, due, charge["uuid"])

    def _get_pickup_quantities(self, wanted):
        """Add to goods that are asked for the charges that are paid with them.

        :param dict wanted: {order line id: quantity in the product's unit}
        :return: {`sale.order.line`: quantity in the product's unit}
        :raise UserError: they are not of this order
        """
        lines = self.order_line.filtered(lambda line: line.id in wanted)
        if not wanted or len(lines) != len(wanted):
            raise UserError(self.env._("Choose what is handed out."))
        quantities = {line: wanted[line.id] for line in lines}
        # What is charged for them is paid with the first of them.
        for charge in lines._get_due_charges() - lines:
            quantities[charge] = charge._to_product_unit(charge._get_unsettled_qty())
        return quantities

    def _get_pickup_due(self, quantities):
        """Say what can be charged for goods: {`sale.order.line`: amount above 0}.

        Without what is being charged already, by this register or another one.

        :param dict quantities: {`sale.order.line`: quantity in its unit}
        """
        charged = self._get_charged_for_pickup()
        shares = self._get_deposit_shares(quantities, charged=charged)
        pending = self._get_pending_for_pickup()
        lacking = {
            line: line._get_value(quantity) - shares[line] - pending[line]
            for line, quantity in quantities.items()
        }
        due = self.currency_id.round(sum(lacking.values()))
        weights = {line: amount for line, amount in lacking.items() if amount > 0}
        if self.currency_id.compare_amounts(due, 0) <= 0:
            return {}
        return self.env["retail.deposit.entry"]._spread(due, weights, self.currency_id)

    def _plan_cards(self, cards, due, uuid):
        """Plan to charge cards up to what is due, the oldest first."""
        entries = self.env["retail.deposit.entry"]
        planned, refused = self.env["payment.transaction"], []
        left = dict(due)
        for card in cards:
            amount = self.currency_id.round(sum(left.values()))
            amount = min(amount, card._get_chargeable())
            if self.currency_id.compare_amounts(amount, 0) <= 0:
                break
            if not card._can_charge(amount):
                refused.append(card)
                continue
            parts = entries._spread(amount, left, self.currency_id)
            planned |= card._plan_pickup_charge(uuid, parts)
            left = {line: rest - parts[line] for line, rest in left.items()}
        if refused and not planned:
            raise UserError(self._explain_whole_cards(refused))
        return planned

    def _explain_whole_cards(self, cards):
        return "\n".join(
            self.env._(
                "%(card)s can only be charged in full, %(amount)s. Take another "
                "payment.",
                card=card._get_label(),
                amount=self.currency_id.format(card._get_chargeable()),
            )
            for card in cards
        )

    def _book_pickup_charges(self, uuid):
        """Book what cards were charged, and say what came of it.

        :return: {"charged": amount, "message": why a card was not, or ""}
        """
        charged, troubles = 0.0, []
        charges = self._get_pickup_charges(uuid)
        for charge in charges.filtered(lambda one: one.state == "done"):
            if not charge.payment_id and not charge.child_transaction_ids:
                charge._book_at_once()
            charged += charge.amount if charge.payment_id else 0.0
        parents = charges.source_transaction_id | charges.filtered("payment_id")
        for charge in charges - charges.filtered("payment_id"):
            # Tried anew by its token, and paid: the first refusal is of no interest.
            again = self._get_new_tries(charges, charge)
            if charge not in parents and not again.filtered("payment_id"):
                troubles.append(self._explain_charge(charge))
        return {
            "charged": self.currency_id.round(charged),
            "message": "\n".join(dict.fromkeys(troubles)),
        }

    def _get_new_tries(self, charges, refused):
        """Return what charged the same saved card for the same goods anew."""
        return charges.filtered(
            lambda one: one != refused
            and refused.token_id
            and one.token_id == refused.token_id
            and one.pickup_parts == refused.pickup_parts
        )

    def _explain_charge(self, charge):
        card = (charge.source_transaction_id or charge)._get_label()
        if charge.state in FAILED:
            why = charge.state_message or self.env._("the card was refused")
            return self.env._(
                "%(card)s: %(why)s Take another payment; nothing was handed out yet.",
                card=card,
                why=why.rstrip(".") + ".",
            )
        if charge.state == "done":
            return self.env._(
                "%s was charged, but it is not booked yet. Wait a minute, then look "
                "again: it will be a deposit of this order.",
                card,
            )
        return self.env._(
            "%s: the provider has not said yet whether it was charged. Look again "
            "soon, or take another payment: what comes twice is paid back.",
            card,
        )
