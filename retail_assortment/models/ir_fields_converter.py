from odoo import api, models


class IrFieldsConverter(models.AbstractModel):
    _inherit = "ir.fields.converter"

    @api.model
    def db_id_for(self, model, field, subfield, value, savepoint):
        """Override of `base` to take what was found for the whole file at once.

        What was not is looked up as ever, and then kept: a file names one assortment
        in each of its rows.
        """
        found = self.env.context.get("retail_import_found")
        key = (field.comodel_name, subfield, value)
        if found and key in found:
            return found[key], []
        record_id, warnings = super().db_id_for(
            model, field, subfield, value, savepoint
        )
        if found is not None and record_id and not warnings:
            found[key] = record_id
        return record_id, warnings
