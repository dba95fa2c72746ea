from odoo import fields, models

# What open registers must learn of at once.
TILL_SETTINGS = {"out_of_range_policy", "search_mode", "search_suggestions"}


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
    search_mode = fields.Selection(
        selection=[("all", "All Words"), ("any", "Any Word")],
        string="Product Search",
        help="What a register finds for several words, in whatever order and fields.\n"
        "All Words: the products that have each of them.\n"
        "Any Word: the products that have one of them, those with more of them first.\n"
        "Empty: as the company's default profile says, and all words where that says "
        "nothing.",
    )
    search_suggestions = fields.Selection(
        selection=[("typing", "While Typing"), ("enter", "On Enter")],
        string="Search the Server",
        help="When a register searches beyond the products that it has loaded.\n"
        "While Typing: by itself after a short pause, if it has found only a few.\n"
        "On Enter: when the cashier asks for it.\n"
        "Empty: as the company's default profile says, and while typing where that "
        "says nothing.",
    )

    def write(self, vals):
        """Override of `retail_base` to tell open registers of their settings."""
        result = super().write(vals)
        if not TILL_SETTINGS.isdisjoint(vals):
            self.env["pos.config"]._notify_range_changed()
        return result
