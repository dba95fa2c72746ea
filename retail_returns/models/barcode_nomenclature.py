from odoo import api, models

# RT and the 32 letters and digits of a ticket's identifier.
RECEIPT_PATTERN = "RT" + "." * 32


class BarcodeNomenclature(models.Model):
    _inherit = "barcode.nomenclature"

    def _ensure_retail_receipt_rule(self):
        """Let these nomenclatures know the code on receipts.

        Calling it again changes nothing.
        """
        missing = self.filtered(
            lambda nomenclature: "retail_receipt"
            not in nomenclature.rule_ids.mapped("type")
        )
        self.env["barcode.rule"].create(
            [
                {
                    "name": self.env._("Receipts"),
                    "barcode_nomenclature_id": nomenclature.id,
                    "sequence": 5,
                    "type": "retail_receipt",
                    "encoding": "any",
                    "pattern": RECEIPT_PATTERN,
                }
                for nomenclature in missing
            ]
        )

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `barcodes` to let new nomenclatures know receipts."""
        nomenclatures = super().create(vals_list)
        nomenclatures.filtered(
            lambda nomenclature: not nomenclature.is_gs1_nomenclature
        )._ensure_retail_receipt_rule()
        return nomenclatures
