from odoo import fields, models


class RetailProfile(models.Model):
    """How the stores that carry this profile work.

    Addons add their own settings as Selection fields; an empty value means the value
    of the company's default profile (`stock.warehouse._get_profile_value`).
    """

    _name = "retail.profile"
    _description = "Functionality Profile"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    store_ids = fields.One2many(
        comodel_name="stock.warehouse",
        inverse_name="profile_id",
        string="Stores",
    )
    note = fields.Text()
