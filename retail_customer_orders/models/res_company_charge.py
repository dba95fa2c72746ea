from odoo import api, models
from odoo.exceptions import ValidationError

CHARGE_KINDS = {
    "retail_cancellation_charge_code_id": "cancellation",
    "retail_shipping_charge_code_id": "shipping",
}


class ResCompany(models.Model):
    """Each charge code for its own purpose."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    @api.constrains(*CHARGE_KINDS)
    def _check_retail_charge_kinds(self):
        """Refuse one code for both: a cancellation is taxed on its own (CN-03)."""
        kinds = self.env["retail.charge.code"]._fields["kind"]
        labels = dict(kinds._description_selection(self.env))
        for company in self:
            for name, kind in CHARGE_KINDS.items():
                code = company[name]
                if code and code.kind != kind:
                    raise ValidationError(
                        self.env._(
                            "“%(code)s” is no charge code of the kind “%(kind)s”. "
                            "Choose one that is: its taxes are its own.",
                            code=code.display_name,
                            kind=labels[kind],
                        )
                    )
