from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .payment_transaction_card import FAILED

# A register sends what it has planned at once.
PATIENCE = timedelta(minutes=10)


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

    def _begin_pickup_charge(self):
        """Note that the provider is asked next; commit it before that is done.

        What is a draft was never sent: whoever plans again need not fear it.

        :return: whether it may be sent: not when it was given up meanwhile
        """
        planned = self.exists()
        # Core's own setter would tell the customer's order, too.
        return bool(planned._update_state(("draft",), "pending", ""))

    @api.model
    def _forget_unsent_charges(self):
        """Delete what was planned and never sent: its register died (DP-12).

        Cancelling would count as a release of what is authorised.
        """
        planned = Domain("pickup_charge_uuid", "!=", False) & Domain(
            "source_transaction_id", "!=", False
        )
        # What a saved card is charged anew was sent when it was made.
        first = Domain("source_transaction_id.pickup_charge_uuid", "=", False)
        old = Domain("create_date", "<", fields.Datetime.now() - PATIENCE)
        self.search(planned & first & old & Domain("state", "=", "draft")).unlink()

    def _send_pickup_charge(self):
        """Ask the provider for what was planned; a saved card is tried anew (DP-13)."""
        self.ensure_one()
        self._ask_provider(self._send_capture_request)
        if self.state in FAILED:
            self._retry_pickup_charge(self.source_transaction_id)

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

    def _get_open_invoices(self):
        """Override to pay no invoice with what was charged for goods to come."""
        invoices = super()._get_open_invoices()
        return invoices.browse() if self.pickup_parts else invoices

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
