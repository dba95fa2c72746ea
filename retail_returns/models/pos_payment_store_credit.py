from odoo import fields, models


class PosPayment(models.Model):
    """Store credit on invoiced tickets: owed, or settled, on its own account."""

    _inherit = "pos.payment"  # pylint: disable=consider-merging-classes-inherited

    def _create_payment_moves(self, is_reverse=False):
        """Override of `point_of_sale` to settle invoices with store credit.

        Core leaves what is paid on the customer's account open. Of a closed session
        the entry that takes the ticket out of it does the same.
        """
        result = super()._create_payment_moves(is_reverse)
        if not is_reverse:
            for payment in self.filtered(
                lambda one: one.payment_method_id.is_store_credit
                and not one.currency_id.is_zero(one.amount)
            ):
                result |= payment._create_store_credit_move()
        return result

    def _create_store_credit_move(self):
        self.ensure_one()
        order, session = self.pos_order_id, self.pos_order_id.session_id
        partner = self.env["res.partner"]._find_accounting_partner(self.partner_id)
        partner = partner.with_company(order.company_id)
        move = self.env["account.move"].create(
            {
                "journal_id": session.config_id.journal_id.id,
                "date": fields.Date.context_today(order, order.date_order),
                "ref": self.env._("Store credit: %s", order.name),
                "pos_payment_ids": self.ids,
            }
        )
        self.account_move_id = move
        values = {"partner_id": partner.id, "move_id": move.id}
        receivable = partner.property_account_receivable_id
        owed = order.company_id._ensure_store_credit_account()
        self.env["account.move.line"].create(
            [
                session._credit_amounts(
                    {**values, "account_id": receivable.id}, self.amount, self.amount
                ),
                session._debit_amounts(
                    {**values, "account_id": owed.id}, self.amount, self.amount
                ),
            ]
        )
        move._post()
        return move
