import logging
from contextlib import contextmanager

from odoo import api, models
from odoo.exceptions import UserError

from ..tools.payload_card import parse_card_charge
from ..tools.read import PayloadError

_logger = logging.getLogger(__name__)


class RetailOrderRequest(models.Model):
    """How a register charges authorised cards for what it hands out (DP-12, DP-13)."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def charge_cards_from_ui(self, config_id, order_id, charge):
        """Charge authorised cards, up to what is due for goods about to be handed out.

        In transactions of their own: all is written down, the provider is asked for
        one card after the other, the money is booked. Cut off before the last, the
        register knows on asking again what is not known, and charges nothing twice;
        core's own job books what came. A transaction that has asked the provider does
        nothing that could make Odoo run it again.

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :param dict charge: "uuid" of this request: asked again, nothing more is
            charged; "pickup_uuid": that the ticket's `pickup_payload` will have;
            "quantities": {order line id: quantity in the product's unit}; "card_ids":
            as `read_order_from_ui` lists them
        :return: {"charged": amount in the order's currency, "message": why a card was
            not charged, or ""}
        :raise UserError: nothing is due, or it may not be charged, and why
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = self._browse_order(config, order_id)
        try:
            charge = parse_card_charge(charge)
        except PayloadError as error:
            raise UserError(self.env._("Choose a card that pays.")) from error
        with self._in_new_transaction(order) as asked:
            planned = asked._plan_pickup_charges(
                asked.env["stock.warehouse"].browse(config.store_id.id), charge
            ).ids
        for charge_id in planned:
            self._send_planned_charge(order, charge_id)
        with self._in_new_transaction(order) as asked:
            answer = asked._book_pickup_charges(charge["uuid"])
        self.env.invalidate_all()
        return answer

    def _send_planned_charge(self, order, charge_id):
        """Ask for one card, and let nothing undo what is known of the others.

        Committed before as being asked for, it stays so if anything fails but the
        card: the money may have moved.
        """
        with self._in_new_transaction(order) as asked:
            charge = asked.env["payment.transaction"].browse(charge_id)
            if not charge._begin_pickup_charge():
                return
        try:
            with self._in_new_transaction(order) as asked:
                charge = asked.env["payment.transaction"].browse(charge_id)
                charge.with_context(payment_backend_action=True)._send_pickup_charge()
        except Exception:
            _logger.exception("What became of payment %s is not known", charge_id)

    @contextmanager
    def _in_new_transaction(self, order):
        """Give an order with superuser rights in a transaction that is committed."""
        self.env.flush_all()
        with self.env.registry.cursor() as cr:
            yield order.with_env(order.env(cr=cr, su=True))
