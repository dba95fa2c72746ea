from odoo import api, fields, models
from odoo.exceptions import ValidationError

DISPOSITIONS = [
    ("shelf", "Back to the Shelf"),
    ("quarantine", "Quarantine"),
    ("repair", "Repair"),
    ("scrap", "Scrap"),
    ("home", "To the Store That Sold It"),
    ("transfer", "To Another Store"),
    ("vendor", "To the Vendor"),
]


class RetailDispositionRule(models.Model):
    """Where returned goods go; the first rule that matches says (RT-14).

    Goods that no rule is for go to the return location of the store.
    """

    _name = "retail.disposition.rule"
    _description = "Disposition Rule"
    _inherit = ["retail.order.rule.mixin"]
    _order = "sequence, id"
    _check_company_auto = True

    reason_ids = fields.Many2many(
        comodel_name="retail.reason.code",
        string="Reasons",
        domain=[("kind", "=", "return")],
        help="Leave empty for all reasons.",
    )
    categ_ids = fields.Many2many(
        comodel_name="product.category",
        string="Product Categories",
        help="Products of these categories, or of those below them. Leave empty for "
        "all products.",
    )
    store_ids = fields.Many2many(
        comodel_name="stock.warehouse",
        string="Stores",
        domain="[('company_id', '=', company_id), ('is_store', '=', True)]",
        check_company=True,
        help="Stores that take the goods back. Leave empty for all stores.",
    )
    store_group_ids = fields.Many2many(
        comodel_name="retail.store.group",
        string="Store Groups",
        check_company=True,
        help="Stores of these groups and of those below them, beside the stores named.",
    )
    disposition = fields.Selection(
        selection=DISPOSITIONS,
        required=True,
        default="shelf",
        help="Goods for another store, for the vendor or to be repaired wait in the "
        "return location of the store until somebody sends them on.",
    )
    destination_store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="To",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="The store or warehouse that the goods are sent to.",
    )

    block_stock = fields.Boolean(
        string="Block",
        help="The goods wait in the quarantine location of the store, whatever becomes "
        "of them: nothing is sold of them until somebody moves them on.",
    )
    print_label = fields.Boolean(
        help="These goods get a label: Print Labels on the return, or on the list of "
        "goods without one.",
    )

    @api.depends("disposition", "destination_store_id")
    def _compute_display_name(self):
        labels = dict(self._fields["disposition"]._description_selection(self.env))
        for rule in self:
            store = rule.destination_store_id.name
            rule.display_name = store or labels.get(rule.disposition)

    @api.constrains("disposition", "destination_store_id")
    def _check_destination(self):
        for rule in self:
            if (rule.disposition == "transfer") != bool(rule.destination_store_id):
                raise ValidationError(
                    self.env._(
                        "Choose the store that the goods are sent to, for “To Another "
                        "Store” and for nothing else."
                    )
                )

    @api.model
    def _find_for(self, store, product, reason):
        """Return the first rule for goods that come back to a store, or none."""
        rules = self.browse(self._get_rule_ids(store.company_id.id))
        return next(
            (rule for rule in rules if rule._is_for(store, product, reason)),
            self.browse(),
        )

    def _is_for(self, store, product, reason):
        self.ensure_one()
        places = self.store_ids or self.store_group_ids
        return (
            (not self.reason_ids or reason in self.reason_ids)
            and (not self.categ_ids or self._is_among(product.categ_id, self.categ_ids))
            and (
                not places
                or store in self.store_ids
                or self._is_among(store.store_group_id, self.store_group_ids)
            )
        )
