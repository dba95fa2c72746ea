from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.retail_base.tools.judge import lock_records


class RetailPickupWizard(models.TransientModel):
    """Cards are charged before the goods leave, up to what is due (DP-12, DP-13).

    A step of its own: what a card was charged is kept as a deposit, whatever becomes
    of the hand-out afterwards.
    """

    _inherit = "retail.pickup.wizard"  # pylint: disable=consider-merging-classes-inherited

    card_ids = fields.One2many(
        comodel_name="retail.pickup.wizard.card",
        inverse_name="wizard_id",
        string="Authorised Cards",
        compute="_compute_card_ids",
        store=True,
        readonly=False,
    )
    amount_charged = fields.Monetary(
        string="Charged to Cards", compute="_compute_amount_charged"
    )
    card_message = fields.Text(readonly=True)

    @api.depends("order_id")
    def _compute_card_ids(self):
        for wizard in self:
            # Transactions are for accountants; see `retail.pickup.wizard.card`.
            cards = wizard.order_id._origin.sudo()._get_cards()
            wizard.card_ids = [
                Command.clear(),
                *(Command.create({"transaction_id": card.id}) for card in cards),
            ]

    @api.depends("line_ids.card_charged")
    def _compute_amount_charged(self):
        for wizard in self:
            wizard.amount_charged = sum(wizard.line_ids.mapped("card_charged"))

    def _get_charged(self):
        """Return {`sale.order.line`: what cards were charged for it just now}."""
        return {
            line.order_line_id._origin: line.card_charged
            for line in self.line_ids
            if line.card_charged
        }

    def action_charge_cards(self):
        """Charge what is due to the authorised cards, the oldest first."""
        self.ensure_one()
        return self._charge(self.card_ids)

    def _charge(self, rows):
        """Charge cards up to what is due; goods leave with the next step only.

        :param rows: `retail.pickup.wizard.card` records
        :raise UserError: nothing is due, or somebody else was faster
        """
        self.order_id.check_access("write")
        lock_records(self.order_id)
        self.invalidate_recordset()
        self._ensure_nothing_changed()
        self._ensure_collector()
        order = self.order_id.sudo()
        quantities = {line.sudo(): qty for line, qty in self._get_quantities().items()}
        order._ensure_can_hand_out(quantities, self.store_id.sudo())
        due = self.amount_due
        if self.currency_id.compare_amounts(due, 0) <= 0:
            raise UserError(self.env._("Nothing is left to pay. Press Hand Out."))
        weights = self._get_due_of_lines(quantities)
        charged, troubles = order._charge_cards(due, rows._get_card(), weights)
        self._note_charged(charged, weights)
        self.card_message = self._explain_troubles(troubles)
        self._compute_card_ids()
        return self._get_action()

    def _get_due_of_lines(self, quantities):
        shares = self.order_id.sudo()._get_deposit_shares(
            quantities, charged=self._get_charged()
        )
        values = {line: line._get_value(qty) for line, qty in quantities.items()}
        due = {line: value - shares[line] for line, value in values.items()}
        return {line: amount for line, amount in due.items() if amount > 0}

    def _note_charged(self, charged, weights):
        entries = self.env["retail.deposit.entry"]
        parts = entries._spread(charged, weights, self.currency_id)
        for line in self.line_ids:
            part = parts.get(line.order_line_id.sudo(), 0.0)
            line.card_charged = self.currency_id.round(line.card_charged + part)

    def _explain_troubles(self, troubles):
        due = self.amount_due
        if not troubles or self.currency_id.compare_amounts(due, 0) <= 0:
            return False
        rest = self.env._(
            "Take another payment of %s, nothing was handed out yet.",
            self.currency_id.format(due),
        )
        return "\n".join([*troubles, rest])
