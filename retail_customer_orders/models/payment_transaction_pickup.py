from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from .payment_transaction_card import FAILED


class PaymentTransaction(models.Model):
    """Cards that a register charges for goods it is about to hand out (DP-12, DP-13).

    What is charged is a deposit of those goods and of nothing else, whoever books it:
    the register, or core's own job where the register was cut off.
    """

    _inherit = "payment.transaction"  # pylint: disable=consider-merging-classes-inherited

    pickup_charge_uuid = fields.Char(
        readonly=True,
        index="btree_not_null",
        help="The register's request that charged this; asked again, it charges once.",
    )
    pickup_parts = fields.Json(
        readonly=True, help="What was charged for each line of the order."
    )
    pickup_waiting = fields.Boolean(
        readonly=True, help="Charged for goods that were not handed out yet."
    )

    def _plan_pickup_charge(self, uuid, parts):
        """Write down that this card is charged, before anybody is asked.

        :param str uuid: of the register's request
        :param dict parts: {`sale.order.line`: amount}
        :return: the `payment.transaction` that `_send_pickup_charge` sends
        """
        self.ensure_one()
        return self._create_child_transaction(
            self.currency_id.round(sum(parts.values())),
            pickup_charge_uuid=uuid,
            pickup_parts={str(line.id): part for line, part in parts.items() if part},
            pickup_waiting=True,
        )

    def _send_pickup_charge(self):
        """Ask the provider for what was planned; a saved card is tried anew (DP-13)."""
        self.ensure_one()
        card = self.source_transaction_id
        try:
            self._ensure_provider_is_not_disabled()
            self._log_sent_message()
            self._send_capture_request()
        except (UserError, ValidationError) as error:
            self._set_error(str(error.args[0]))
        if self.state in FAILED:
            self._retry_pickup_charge(card)

    def _retry_pickup_charge(self, card):
        defaults = {
            "default_pickup_charge_uuid": self.pickup_charge_uuid,
            "default_pickup_parts": self.pickup_parts,
            "default_pickup_waiting": True,
        }
        try:
            card.with_context(**defaults)._charge_token(self.amount)
        except UserError as error:
            self.state_message = error.args[0]

    def _post_process(self):
        """Override of `payment` to book for the goods what was charged for them."""
        planned = self.filtered("pickup_parts")
        for one in planned:
            weights = {int(key): part for key, part in one.pickup_parts.items()}
            super(
                PaymentTransaction, one.with_context(retail_deposit_weights=weights)
            )._post_process()
        if self - planned or not self:
            return super(PaymentTransaction, self - planned)._post_process()
        return None
