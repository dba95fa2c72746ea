from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    """How long goods wait for those who ordered them."""

    _inherit = "res.company"  # pylint: disable=consider-merging-classes-inherited

    retail_pickup_days = fields.Integer(
        string="Days Pickups Are Kept",
        help="So many days after the promised day, or after the day when the goods "
        "were ready if that was later, goods that nobody picks up go back to free "
        "stock. 0 keeps them without limit.",
    )
    retail_pickup_reminder_days = fields.Integer(
        string="Days Until the Reminder",
        help="So many days after the promised day, or after the day when the goods "
        "were ready, the customer is reminded, once. 0 sends no reminder.",
    )
    retail_pickup_ready_mail = fields.Boolean(
        string="Tell Customers When Goods Are Ready",
        help="Customers get a mail, with the collector's code where one is asked for, "
        "as soon as all that they pick up in a store is ready there.",
    )

    @api.constrains("retail_pickup_days", "retail_pickup_reminder_days")
    def _check_retail_pickup_days(self):
        for company in self:
            days = company.retail_pickup_days
            reminder = company.retail_pickup_reminder_days
            if days < 0 or reminder < 0:
                raise ValidationError(
                    self.env._("Days that goods are kept cannot be negative.")
                )
            if days and reminder > days:
                raise ValidationError(
                    self.env._(
                        "The reminder would come after the goods went back. Remind "
                        "within the %s days that they are kept.",
                        days,
                    )
                )
