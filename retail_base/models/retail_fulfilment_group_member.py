from odoo import fields, models


class RetailFulfilmentGroupMember(models.Model):
    _name = "retail.fulfilment.group.member"
    _description = "Fulfilment Group Member"
    _rec_name = "warehouse_id"
    _order = "sequence, id"
    _check_company_auto = True

    _warehouse_unique = models.Constraint(
        "UNIQUE (group_id, warehouse_id)",
        "A store or warehouse can be a member of a fulfilment group only once.",
    )

    group_id = fields.Many2one(
        comodel_name="retail.fulfilment.group",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="group_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    warehouse_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Store or Warehouse",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    shipping = fields.Boolean(
        default=True, help="Orders of the group's stores may be shipped from here."
    )
    pickup = fields.Boolean(
        default=True, help="Orders of the group's stores may be picked up here."
    )
