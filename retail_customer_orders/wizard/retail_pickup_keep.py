from odoo import api, fields, models
from odoo.exceptions import UserError

MOST_DAYS = 365


class RetailPickupKeep(models.TransientModel):
    """Keeps goods for their customer for some more days."""

    _name = "retail.pickup.keep"
    _description = "Keep for Pickup"

    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, readonly=True, ondelete="cascade"
    )
    days = fields.Integer(
        string="Keep For",
        compute="_compute_days",
        store=True,
        readonly=False,
        precompute=True,
        help="Days from today.",
    )

    @api.depends("order_id")
    def _compute_days(self):
        for wizard in self:
            # How long goods are kept is no secret.
            company = wizard.order_id.company_id.sudo()
            wizard.days = company.retail_pickup_days or 7

    def action_keep(self):
        """Keep the goods, and reserve again what went back to free stock.

        :raise UserError: the days make no sense
        """
        self.ensure_one()
        if not 0 < self.days <= MOST_DAYS:
            raise UserError(self.env._("Keep the goods for 1 to %s days.", MOST_DAYS))
        self.order_id.check_access("write")
        missing = self.order_id._keep_pickups(self.days)
        if missing:
            kind = "warning"
            message = self.env._(
                "Kept, but not all is in stock any more: %s.",
                ", ".join(missing.product_id.mapped("display_name")),
            )
        else:
            kind = "success"
            message = self.env._("Kept for %s more days.", self.days)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "sticky": bool(missing),
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
