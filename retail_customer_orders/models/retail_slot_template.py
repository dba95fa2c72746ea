from odoo import api, fields, models
from odoo.exceptions import ValidationError


class RetailSlotTemplate(models.Model):
    """When customers may come to stores for their orders, and how many of them (TS-01).

    A store without a template needs no slots.
    """

    _name = "retail.slot.template"
    _description = "Slot Template"
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
    store_ids = fields.Many2many(
        comodel_name="stock.warehouse",
        relation="retail_slot_template_store_rel",
        column1="template_id",
        column2="store_id",
        string="Stores",
        check_company=True,
        domain=[("is_store", "=", True)],
        help="The stores where customers come in the slots of this template.",
    )
    entry_ids = fields.One2many(
        comodel_name="retail.slot.entry",
        inverse_name="template_id",
        string="Entries",
        copy=True,
    )

    @api.constrains("store_ids", "active")
    def _check_one_template_per_store(self):
        others = self.search([("store_ids", "in", self.store_ids.ids)])
        for template in self.filtered("active"):
            for other in others - template:
                twice = template.store_ids & other.store_ids
                if twice:
                    raise ValidationError(
                        self.env._(
                            "%(store)s has the slots of “%(template)s” already. Take "
                            "it off there first.",
                            store=twice[0].name,
                            template=other.name,
                        )
                    )
