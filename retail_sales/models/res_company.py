from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    retail_mail_confirmation = fields.Boolean(
        string="Mail Order Confirmations",
        help="Customers get the order confirmation by mail whenever an order is "
        "confirmed: in the back office, at a register or by an import.",
    )
