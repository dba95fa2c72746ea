from odoo import models
from odoo.exceptions import UserError


class PosOrder(models.Model):
    """Without the network a register takes back only what it sold itself (RT-10)."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_judge_steps(self):
        """Override of `retail_returns` to judge what was taken back off line."""
        return super()._get_judge_steps() + ["_judge_offline_return"]

    def _is_offline_return(self):
        """Say whether the register had no network when it took goods back."""
        self.ensure_one()
        return bool((self.return_payload or {}).get("is_offline"))

    def _judge_offline_return(self):
        """Refuse what another register sold.

        :raise UserError: what is refused, and what the cashier can do
        """
        self.ensure_one()
        if not self._is_offline_return():
            return
        # Sales of all stores are read.
        sold = self.sudo().lines.refunded_orderline_id.order_id
        others = sold.filtered(lambda one: one.config_id != self.config_id)
        if others:
            raise UserError(
                self.env._(
                    "%(ticket)s was sold at %(register)s: without the network a "
                    "register takes back its own sales only. Begin again in Returns.",
                    ticket=others[0].pos_reference,
                    register=others[0].config_id.name,
                )
            )
