from odoo import fields, models


class ResCompany(models.Model):
    """How the company taxes and charges deliveries."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    retail_shipping_tax_rule = fields.Selection(
        selection=[
            ("destination", "Where they are shipped to"),
            ("store", "The store that ships them"),
        ],
        string="Taxes of Shipped Goods",
        default="destination",
        required=True,
        help="Goods that are picked up are always taxed as in the store that hands "
        "them out.",
    )

    def _get_charge_reasons(self):
        """Return the reasons for changing a charge; with none, none is asked."""
        self.ensure_one()
        return self.env["retail.reason.code"].search(
            [
                ("kind", "=", "charge_override"),
                ("company_id", "in", (self.id, False)),
            ]
        )

    def _get_charge_reason_problem(self, reason, note):
        """Say what is missing to change a charge, a sentence, or False."""
        self.ensure_one()
        reasons = self._get_charge_reasons()
        if reasons and (not reason or reason not in reasons):
            return self.env._("Choose the reason for changing the charge.")
        if reason and reason.note_required and not (note or "").strip():
            return self.env._("“%s” needs a note: say what happened.", reason.name)
        return False
