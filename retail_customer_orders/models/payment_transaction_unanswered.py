from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.retail_base.tools.judge import lock_records

# Providers answer within seconds, and repeat for a while what could not be delivered.
SILENCE = timedelta(hours=2)
# Of a capture or refund core knows only the payment that it is a part of.
SOURCE = "source_transaction_id"
OF_CUSTOMER_ORDER = "sale_order_ids.is_customer_order"


class PaymentTransaction(models.Model):
    """Charges that a provider was asked for and never said anything about (DP-12).

    Until it does, that part of the card is neither charged nor free: people must ask.
    """

    _inherit = "payment.transaction"  # pylint: disable=consider-merging-classes-inherited

    unanswered_review_id = fields.Many2one(
        comodel_name="retail.review",
        string="Review",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="Somebody asks the provider what became of this.",
    )

    @api.model
    def _find_unanswered(self, limit=200):
        """Return what no provider has answered, and nobody looks into yet."""
        # Bank transfers of customers are pending for days, and nobody asked for them.
        asked = Domain.FALSE
        for path in (SOURCE, f"{SOURCE}.{SOURCE}"):
            asked |= Domain(f"{path}.{OF_CUSTOMER_ORDER}", "=", True)
        asked |= Domain("operation", "=", "offline") & Domain(
            OF_CUSTOMER_ORDER, "=", True
        )
        return self.search(
            Domain("state", "=", "pending")
            & Domain("unanswered_review_id", "=", False)
            & Domain("last_state_change", "<", fields.Datetime.now() - SILENCE)
            & asked,
            limit=limit,
            order="id",
        )

    def _report_unanswered(self, order):
        """Put this on the review list.

        :param order: its locked `sale.order`
        """
        self.ensure_one()
        register = self._get_review_register(order)
        if not register:
            return
        self.unanswered_review_id = self.env["retail.review"].create(
            {
                "kind": "other",
                "config_id": register.id,
                "ticket_name": order.customer_order_reference or order.name,
                "amount_total": self.amount,
                "message": self.env._(
                    "%(provider)s has not answered what became of %(amount)s on "
                    "%(card)s. Look it up there as %(reference)s, and have the answer "
                    "sent again. Until then this part of the card is neither charged "
                    "nor released; what comes later is booked by itself.",
                    provider=self.provider_id.name,
                    amount=self.currency_id.format(self.amount),
                    card=(self.source_transaction_id or self)._get_label(),
                    reference=self.reference,
                ),
            }
        )

    def _get_review_register(self, order):
        """Return a register of the store that waits for the answer, else any."""
        lines = order.order_line.browse(map(int, self.pickup_parts or ()))
        stores = (lines or order.order_line).fulfilment_store_id
        registers = self.env["pos.config"]
        company = [("company_id", "=", order.company_id.id)]
        return (
            stores.register_ids[:1]
            or order.origin_config_id
            or registers.search(company, limit=1)
        )

    def _update_state(self, allowed_states, target_state, state_message):
        """Override of `payment` to close what was to be asked: here is the answer."""
        changed = super()._update_state(allowed_states, target_state, state_message)
        for charge in changed.filtered(lambda one: one.state != "pending"):
            review = lock_records(charge.sudo().unanswered_review_id)
            if review.state == "open":
                states = dict(self._fields["state"]._description_selection(self.env))
                review._close(
                    self.env._("The provider has answered: %s", states[charge.state])
                )
        return changed
