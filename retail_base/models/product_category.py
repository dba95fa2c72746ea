from odoo import fields, models


class ProductCategory(models.Model):
    _inherit = "product.category"

    retail_inventory_profile_id = fields.Many2one(
        comodel_name="retail.inventory.profile",
        string="Inventory Profile",
        company_dependent=True,
        ondelete="restrict",
        check_company=True,
        help="What customers are told of the stock of the products of this category "
        "and of those below it. Leave empty to take it from the parent category, and "
        "at last from the company.",
    )

    def _get_inventory_profiles(self):
        """Find the profile of each category: its own, or of the nearest one above.

        :return: {category: `retail.inventory.profile` record, empty if no category on
            the way up has one}, in the company of the environment
        """
        # All that stand above are read at once.
        above = {
            category: self.browse(map(int, category.parent_path.split("/")[-2::-1]))
            for category in self
        }
        known = self.union(*above.values())
        own = {one: one.retail_inventory_profile_id.filtered("active") for one in known}
        nobody = self.env["retail.inventory.profile"]
        return {
            category: next((own[one] for one in line if own[one]), nobody)
            for category, line in above.items()
        }
