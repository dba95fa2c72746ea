from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class SaleOrderLine(models.Model):
    """How charges are changed: with a reason, and on record (CH-08)."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    def action_change_charge(self):
        """Ask for the new amount of a charge, and why."""
        self.ensure_one()
        problem = self._get_change_problem(self.price_unit)
        if problem:
            raise UserError(problem)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change a Charge"),
            "res_model": "sale.order.change.charge",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_line_id": self.id,
                "default_amount": self.price_unit,
            },
        }

    def _change_charge(self, amount, reason=None, note=None):
        """Change the amount of a charge.

        :param float amount: price in the order's currency, with the taxes that are
            included in prices
        :param reason: the `retail.reason.code`; needed where there are any
        :param str note: what the reason asks for
        :raise UserError: it is no charge, was paid, or the reason is missing
        """
        self.ensure_one()
        self.check_access("write")
        lock_records(self.order_id)
        problem = self._get_change_problem(amount) or self._get_reason_problem(
            reason, note
        )
        if problem:
            raise UserError(problem)
        self._set_charge(amount, reason, note)

    def _set_charge(
        self, amount, reason=None, note=None, source="changed", is_logged=True
    ):
        """Change a charge as it was judged.

        :param str source: see `charge_source`; charges added by hand stay so
        :param bool is_logged: False where a quote follows its lines
        """
        before = self._get_charge_amount()
        # The right to write the line was checked, or the till's ticket was judged.
        self.sudo().with_context(retail_charge_judged=True).write(
            {
                "price_unit": amount,
                "charge_source": self.charge_source and source,
            }
        )
        if is_logged:
            self._log_charge_change(before, reason, note)

    def _get_change_problem(self, amount):
        if not self.charge_code_id or self.state == "cancel" or self.order_id.locked:
            return self.env._("Only the charges of an open order can be changed.")
        if self.currency_id.compare_amounts(amount, 0) < 0:
            return self.env._("A charge cannot be negative. Enter 0 or more.")
        if self._is_charge_settled():
            return self.env._(
                "“%s” is paid or invoiced already. Give it back with a return or a "
                "credit note.",
                self.name,
            )
        return False

    def _get_reason_problem(self, reason, note):
        return self.order_id.company_id._get_charge_reason_problem(reason, note)

    def _log_charge_change(self, before, reason=None, note=None):
        """Put a change of this charge on record, if it is one.

        :param float before: what the charge was
        """
        self.ensure_one()
        after = self._get_charge_amount()
        if not self.currency_id.compare_amounts(before, after):
            return
        order = self.order_id
        # Nobody may write what is kept for audit; who changed it, is in it.
        self.env["retail.charge.change"].sudo().create(
            {
                "order_id": order.id,
                "order_line_id": self.id,
                "company_id": order.company_id.id,
                "store_id": order._get_selling_store().id,
                "charge_code_id": self.charge_code_id.id,
                "currency_id": self.currency_id.id,
                "old_amount": before,
                "new_amount": after,
                "reason_id": reason.id if reason else False,
                "note": note,
                "user_id": self.env.uid,
            }
        )
