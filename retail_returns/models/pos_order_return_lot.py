from odoo import models
from odoo.exceptions import UserError


class PosOrder(models.Model):
    """What a register must know of goods that come back: their lots and condition."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_judge_steps(self):
        """Override of `retail_base` to judge lots, serial numbers and conditions."""
        return super()._get_judge_steps() + [
            "_judge_returned_lots",
            "_judge_return_conditions",
        ]

    def _judge_returned_lots(self):
        """Refuse lots and serial numbers that were not sold, or came back (RT-13).

        :raise UserError: which ones, and what was sold
        """
        self.ensure_one()
        # Reads sales of all stores; what leaves is a sentence for the cashier.
        refusals = self.sudo()._explain_returned_lots("refuse")
        if refusals:
            raise UserError(" ".join(refusals))

    def _explain_returned_lots(self, check):
        """Say which lots of this ticket are handled in one way, see `LOT_CHECKS`."""
        self.ensure_one()
        products = self.lines.filtered(lambda line: line.qty < 0).product_id
        if all(product.tracking == "none" for product in products):
            return []
        return self.env["retail.return.policy"]._explain_lots(
            check, self.config_id.store_id, self.partner_id, self._get_policy_cases()
        )

    def _judge_return_conditions(self):
        """Refuse goods whose condition a policy asks for and nobody has looked at.

        :raise UserError: of which product the condition lacks
        """
        self.ensure_one()
        # Reads sales of all stores; what leaves is a sentence for the cashier.
        ticket = self.sudo()
        store, partner = ticket.config_id.store_id, ticket.partner_id
        policies = self.env["retail.return.policy"].sudo()
        if not policies._has_conditions(store):
            return
        for case in ticket._get_policy_cases():
            if not case["condition"] and policies._asks_condition(store, partner, case):
                raise UserError(
                    self.env._(
                        "Choose how %(product)s looks: its return policy asks for it.",
                        product=case["product"].display_name,
                    )
                )

    def _get_policy_cases(self):
        """Override of `retail_returns` to tell the policies which lots come back."""
        cases = super()._get_policy_cases()
        for case in cases:
            lots = case["line"].pack_lot_ids.mapped("lot_name")
            case.update(lots=[name for name in lots if name], ticket=self)
        return cases
