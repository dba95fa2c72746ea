from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.retail_base.tools.judge import lock_records

OPEN_STATES = ("quote", "open", "partial")


class SaleOrder(models.Model):
    """How people ask for another deposit than the rules (DP-04)."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def action_change_deposit(self):
        """Open the wizard that changes the deposit of this order."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "retail_customer_orders.retail_deposit_override_action"
            ),
            "context": {"default_order_id": self.id},
        }

    def _get_asked_deposit(self, terms):
        """Return what this order asks for now: as the rules, or as it was changed."""
        self.ensure_one()
        is_fixed = self.state == "sale" or self.deposit_override_date
        return self.deposit_required if is_fixed else terms["required"]

    def _may_lower_deposit(self):
        """Say whether the user may ask for less than the rules do."""
        self.ensure_one()
        if self.env.user.has_group("retail_base.group_retail_manager"):
            return True
        # What stores and companies set decides, not whether the user may read it.
        order = self.sudo()
        store = order._get_selling_store()
        who = store and store._get_profile_value("deposit_lowering")
        who = who or order.company_id.retail_deposit_lowering
        return who == "users" and self.env.user.has_group(
            "retail_base.group_retail_user"
        )

    def _change_deposit(self, amount, reason, note, shown=None):
        """Ask for another deposit, and keep who did so and why (DP-04).

        :param float amount: in the order's currency, 0 to the order's total
        :param reason: a `retail.reason.code` of the kind "deposit_override"
        :param str note: needed where the reason says so
        :param float shown: what the user saw as the deposit until now
        :raise UserError: the amount, the reason or the order does not allow it
        :raise AccessError: the user may not change, or not lower, the deposit
        """
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group("retail_base.group_retail_user"):
            raise AccessError(
                self.env._("Only users of Retail may change the deposit of an order.")
            )
        # Two people may change the same deposit, or the order itself.
        lock_records(self)
        amount = self.currency_id.round(amount)
        terms = self._get_deposit_terms()
        self._ensure_deposit_reason(reason, note)
        self._ensure_deposit_can_change(terms, shown)
        self._ensure_deposit_within(amount, terms)
        old = self._get_asked_deposit(terms)
        # The right to do so was checked above.
        self.sudo().write(
            {
                "deposit_required": amount,
                "deposit_by_rule": terms["required"],
                "deposit_explanation": terms["explanation"],
                "deposit_override_user_id": self.env.uid,
                "deposit_override_date": fields.Datetime.now(),
                "deposit_override_reason_id": reason.id,
                "deposit_override_note": note,
            }
        )
        self._log_deposit_change(old, amount, reason, note)

    def _ensure_deposit_reason(self, reason, note):
        if reason.kind != "deposit_override" or not reason.active:
            raise UserError(self.env._("Choose a reason for the other deposit."))
        if (reason.company_id or self.company_id) != self.company_id:
            raise UserError(
                self.env._("This reason belongs to another company. Choose another.")
            )
        if reason.note_required and not (note or "").strip():
            raise UserError(
                self.env._(
                    "The reason “%(reason)s” needs a note. Write one.",
                    reason=reason.name,
                )
            )

    def _ensure_deposit_can_change(self, terms, shown):
        if self.customer_order_state not in OPEN_STATES:
            raise UserError(
                self.env._(
                    "%(order)s is fulfilled, cancelled or no customer order: there is "
                    "no deposit to ask for.",
                    order=self.name,
                )
            )
        old = self._get_asked_deposit(terms)
        if shown is not None and self.currency_id.compare_amounts(shown, old):
            raise UserError(
                self.env._(
                    "The order has changed meanwhile, its deposit is %(deposit)s now. "
                    "Open “Change Deposit” again.",
                    deposit=self.currency_id.format(old),
                )
            )

    def _ensure_deposit_within(self, amount, terms):
        compare, show = self.currency_id.compare_amounts, self.currency_id.format
        lowest = self._get_lowest_deposit(terms)
        if compare(amount, terms["total"]) > 0 or compare(amount, lowest) < 0:
            raise UserError(
                self.env._(
                    "The deposit of this order must lie between %(lowest)s and "
                    "%(total)s.",
                    lowest=show(lowest),
                    total=show(terms["total"]),
                )
            )
        free = min(self._get_asked_deposit(terms), terms["required"])
        if compare(amount, free) < 0 and not self._may_lower_deposit():
            raise AccessError(
                self.env._(
                    "Only a manager may ask for less than %(amount)s. Enter more, or "
                    "ask a manager to lower the deposit.",
                    amount=show(free),
                )
            )

    def _log_deposit_change(self, old, amount, reason, note):
        why = f"{reason.name}. {note}" if note else reason.name
        self.message_post(
            body=self.env._(
                "Deposit changed from %(old)s to %(new)s: %(why)s",
                old=self.currency_id.format(old),
                new=self.currency_id.format(amount),
                why=why,
            )
        )
