from odoo import fields, models


class RetailFulfilmentGroup(models.Model):
    """Stores and warehouses whose stock other stores may offer."""

    _name = "retail.fulfilment.group"
    _description = "Fulfilment Group"
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
    member_ids = fields.One2many(
        comodel_name="retail.fulfilment.group.member",
        inverse_name="group_id",
        string="Members",
        copy=True,
    )
    store_ids = fields.Many2many(
        comodel_name="stock.warehouse",
        relation="retail_fulfilment_group_stock_warehouse_rel",
        column1="group_id",
        column2="warehouse_id",
        string="Offered By",
        check_company=True,
        help="The stores that offer the stock of this group's members.",
    )
