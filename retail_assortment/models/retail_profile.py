from odoo import fields, models


class RetailProfile(models.Model):
    _inherit = "retail.profile"

    out_of_range_policy = fields.Selection(
        selection=[
            ("allow", "Allow"),
            ("order_only", "Order Only"),
            ("approval", "With a Manager's Approval"),
            ("forbid", "Forbid"),
        ],
        string="Products Outside the Range",
        help="What a register does with a product that its store does not carry.\n"
        "Allow: it is sold like any other.\n"
        "Order Only: the customer can order it, but not take it along.\n"
        "With a Manager's Approval: a manager approves it, once for each ticket.\n"
        "Forbid: it is neither sold nor ordered.\n"
        "Empty: as the company's default profile says, and forbidden where that says "
        "nothing. A store without any profile takes orders only.",
    )

    def write(self, vals):
        """Override of `retail_base` to tell open registers what their policy is."""
        result = super().write(vals)
        if "out_of_range_policy" in vals:
            self.env["pos.config"]._notify_range_changed()
        return result
