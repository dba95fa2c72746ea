from odoo import api, models


class AccountMove(models.Model):
    """Only returns make credit notes of returns, which are not judged again."""

    _inherit = "account.move"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `account` to let only the server name the return."""
        is_default = "default_retail_return_id" in self.env.context
        if not self.env.su:
            vals_list = [
                {**vals, "retail_return_id": False}
                if is_default or "retail_return_id" in vals
                else vals
                for vals in vals_list
            ]
        return super().create(vals_list)

    def write(self, vals):
        """Override of `account` to let only the server name the return."""
        if "retail_return_id" in vals and not self.env.su:
            vals = {
                name: value
                for name, value in vals.items()
                if name != "retail_return_id"
            }
        return super().write(vals)
