from odoo import api, models


class BarcodeNomenclature(models.Model):
    _inherit = "barcode.nomenclature"

    def _ensure_customer_order_rule(self):
        """Let these nomenclatures know the reference of a customer order.

        Calling it again changes nothing.
        """
        missing = self.filtered(
            lambda nomenclature: "customer_order"
            not in nomenclature.rule_ids.mapped("type")
        )
        self.env["barcode.rule"].create(
            [nomenclature._prepare_customer_order_rule() for nomenclature in missing]
        )

    def _prepare_customer_order_rule(self):
        self.ensure_one()
        return {
            "name": self.env._("Customer orders"),
            "barcode_nomenclature_id": self.id,
            "sequence": 5,
            "type": "customer_order",
            "encoding": "any",
            "pattern": "CO" + "[0-9]" * 14,
        }

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `barcodes` to let new nomenclatures know customer orders."""
        nomenclatures = super().create(vals_list)
        nomenclatures.filtered(
            lambda nomenclature: not nomenclature.is_gs1_nomenclature
        )._ensure_customer_order_rule()
        return nomenclatures
