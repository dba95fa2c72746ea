from odoo import models
from odoo.exceptions import UserError


class AccountJournal(models.Model):
    _inherit = "account.journal"

    def _ensure_not_a_register(self):
        """See that money of the back office does not go through a register's drawer.

        Call it in superuser mode: what registers do with a journal is no secret.

        :raise UserError: a register counts the cash of one of these journals
        """
        for journal in self:
            if any(journal.pos_payment_method_ids.mapped("is_cash_count")):
                raise UserError(
                    self.env._(
                        "The cash of “%s” is counted at its register. Do this at the "
                        "register, or choose another journal.",
                        journal.name,
                    )
                )
