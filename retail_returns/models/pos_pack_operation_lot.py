from odoo import fields, models


class PosPackOperationLot(models.Model):
    _inherit = "pos.pack.operation.lot"

    # A till finds the sale of a serial number.
    lot_name = fields.Char(index="btree_not_null")
