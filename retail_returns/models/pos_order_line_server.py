from odoo import api, models

# What the judge writes of a line that gives something back.
SERVER_FIELDS = {
    "return_order_line_id",
    "return_invoice_line_id",
    "return_cancelled_qty",
}


class PosOrderLine(models.Model):
    """Registers say in `return_payload` what comes back; the server writes the rest.

    With a quantity that was never shipped, a register could give money back for goods
    that nobody receives.
    """

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `point_of_sale` to take no defaults of these from a client."""
        lines = self if self.env.su else self._without_server_defaults()
        return super(PosOrderLine, lines).create(vals_list)

    @api.model
    def _without_server_fields(self, vals):
        """Override of `retail_customer_orders` to let only the server link returns."""
        vals = super()._without_server_fields(vals)
        if self.env.su or not SERVER_FIELDS & vals.keys():
            return vals
        return {
            name: value for name, value in vals.items() if name not in SERVER_FIELDS
        }

    @api.model
    def _without_server_defaults(self):
        taken = {f"default_{name}" for name in SERVER_FIELDS}
        if not taken & self.env.context.keys():
            return self
        context = self.env.context.items()
        kept = {key: one for key, one in context if key not in taken}
        # Keywords would be added to the context, and leave nothing out of it.
        return self.with_context(kept)  # pylint: disable=context-overridden
