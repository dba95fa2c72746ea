from odoo import fields, models


class PosPayment(models.Model):
    _inherit = "pos.payment"

    # A till finds the sale by the last digits of the card.
    card_no = fields.Char(index="btree_not_null")
