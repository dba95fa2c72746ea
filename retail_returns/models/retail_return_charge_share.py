from collections import defaultdict

from odoo import api, fields, models

from odoo.addons.retail_base.tools.judge import lock_records


class RetailReturn(models.Model):
    """Returned goods give back their share of the charges of their order."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    charge_ids = fields.One2many(
        comodel_name="retail.return.charge",
        inverse_name="return_id",
        string="Charges Given Back",
        readonly=True,
    )

    @api.depends("charge_ids.amount")
    def _compute_amount_total(self):
        """Override of `retail_returns` to add the charges."""
        result = super()._compute_amount_total()
        for record in self:
            record.amount_total += sum(record.charge_ids.mapped("amount"))
        return result

    def _prepare_charges(self):
        """Return the values of the charges that the goods of this return give back.

        Only what the charge code gives back, by the share of the goods and the
        quantity returned; all returns together give back the charge and no more.
        """
        self.ensure_one()
        lines = self.line_ids.filtered("order_line_id")
        cases = [{"sold": line.order_line_id, "qty": line.qty} for line in lines]
        shares = self._get_case_charges(cases, self)
        return [
            {
                "return_id": self.id,
                "return_line_id": line.id,
                "charge_line_id": charge.id,
                "charge_code_id": charge.charge_code_id.id,
                "amount": amount,
            }
            for line, charges in zip(lines, shares, strict=True)
            for charge, amount in charges.items()
        ]

    def _receive(self):
        """Override of `retail_returns` to fix what the goods give back of charges."""
        # Another store may take back goods that bear the same charge.
        lock_records(self.line_ids.order_line_id.order_id)
        self.env["retail.return.charge"].create(self._prepare_charges())
        return super()._receive()

    def _get_approval_notes(self):
        """Override of `retail_returns` to ask for approval of much shipping (CH-12)."""
        charges = defaultdict(float)
        lines = self.env["sale.order.line"]
        for values in self._prepare_charges():
            charges[lines.browse(values["charge_line_id"])] += values["amount"]
        _amount, notes = self._get_shipping_excess(charges)
        return super()._get_approval_notes() + notes

    def _prepare_credit_note(self, partner, invoice, lines):
        """Override of `retail_returns` to give the charges back with the goods."""
        values = super()._prepare_credit_note(partner, invoice, lines)
        charges = self.charge_ids.filtered(lambda one: one.return_line_id in lines)
        values["invoice_line_ids"] += [
            fields.Command.create(charge._prepare_credit_item()) for charge in charges
        ]
        return values
