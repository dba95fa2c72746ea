from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class RetailPickupWizard(models.TransientModel):
    """What happens when it is confirmed: once, and only what was shown."""

    _inherit = "retail.pickup.wizard"

    def action_confirm(self):
        """Hand out the goods, once, however often this is called.

        :raise UserError: something cannot be handed out, and why
        """
        self.ensure_one()
        # The access to the order decides; then two people may press at once.
        self.order_id.check_access("write")
        lock_records(self.order_id)
        self.invalidate_recordset()
        if not self.move_id:
            self._ensure_nothing_changed()
            self._hand_out()
        return self._get_result()

    def _ensure_nothing_changed(self):
        """Refuse quantities that were chosen before somebody else handed some out."""
        if not self._get_quantities():
            raise UserError(self.env._("Choose what is handed out."))
        for line in self.line_ids:
            order_line = line.order_line_id
            now = order_line._get_pickup_qty()
            is_changed = line.product_uom_id.compare(now, line.open_qty)
            if is_changed or order_line.order_id != self.order_id:
                raise UserError(
                    self.env._(
                        "“%(product)s” of %(order)s was changed or handed out by "
                        "somebody else meanwhile: %(quantity)s left. Close this and "
                        "press Hand Out again.",
                        product=line.product_id.display_name,
                        order=self.order_id.name,
                        quantity=f"{now:g}",
                    )
                )

    def _get_paying_journal(self):
        """Return where the rest is paid into; empty when it is paid later.

        :raise UserError: there is none, or it cannot be one
        """
        journal = self.journal_id
        if self.payment == "later" or self.currency_id.is_zero(self.amount_due):
            return journal.browse()
        if not journal or journal.company_id != self.company_id:
            raise UserError(
                self.env._("Choose where the money goes, or “Invoice, paid later”.")
            )
        journal.sudo()._ensure_not_a_register()
        return journal

    def _ensure_collector(self):
        """See that the collector said the code, or a manager hands out."""
        if not self.needs_code:
            return
        message = self.code_message or self.order_id._explain_missing_code()
        raise UserError(message)

    def _hand_out(self):
        self._ensure_collector()
        journal = self._get_paying_journal().sudo()
        # Who may change the order may hand it out; stock and books follow from that.
        order = self.order_id.sudo()
        quantities = {line.sudo(): qty for line, qty in self._get_quantities().items()}
        invoice, pickings = order._hand_out_with_invoice(
            quantities, self.store_id.sudo(), journal, self._get_charged()
        )
        pickings.write(
            {"collected_by": self.collected_by, "collector_check": self.collector_check}
        )
        self.move_id = invoice.sudo(False)
        self.order_id.message_post(
            body=self.env._(
                "Handed out in %(store)s to %(collector)s. Invoice: %(invoice)s.",
                store=self.store_id.name,
                collector=self.collected_by or self.partner_id.name,
                invoice=invoice.name,
            )
        )

    def _get_result(self):
        # Sellers may not read all invoices, but they know the one they made.
        invoice = self.move_id.sudo()
        left = invoice.amount_residual
        if invoice.currency_id.is_zero(left):
            message = self.env._("Handed out. %s is paid.", invoice.name)
        else:
            message = self.env._(
                "Handed out. %(invoice)s is still to be paid: %(amount)s.",
                invoice=invoice.name,
                amount=invoice.currency_id.format(left),
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _get_action(self):
        """Open this wizard."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hand Out %s", self.order_id.customer_order_reference),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
