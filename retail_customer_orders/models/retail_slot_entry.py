from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_duration

from ..tools.slots import SlotRule

WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


class RetailSlotEntry(models.Model):
    """Hours in which customers may come, cut into slots; entries add up."""

    _name = "retail.slot.entry"
    _description = "Slot Template Entry"
    _order = "sequence, id"
    _check_company_auto = True

    template_id = fields.Many2one(
        comodel_name="retail.slot.template",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="template_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    delivery_mode_id = fields.Many2one(
        comodel_name="delivery.carrier",
        string="Pickup Mode",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain=[("fulfilment", "=", "pickup")],
        help="Only for orders with this mode. Entries without a mode are for all modes "
        "that have no entry of their own.",
    )
    date_start = fields.Date(string="From Date")
    date_end = fields.Date(string="To Date")
    hour_from = fields.Float(string="From", required=True, default=9.0)
    hour_to = fields.Float(string="To", required=True, default=18.0)
    monday = fields.Boolean(string="Mon", default=True)
    tuesday = fields.Boolean(string="Tue", default=True)
    wednesday = fields.Boolean(string="Wed", default=True)
    thursday = fields.Boolean(string="Thu", default=True)
    friday = fields.Boolean(string="Fri", default=True)
    saturday = fields.Boolean(string="Sat", default=True)
    sunday = fields.Boolean(string="Sun")
    slot_minutes = fields.Integer(
        string="Minutes per Slot",
        default=60,
        help="How long a slot lasts. 0 makes one slot of all the hours.",
    )
    capacity = fields.Integer(
        string="Orders per Slot",
        default=5,
        help="So many orders fit into one slot.",
    )
    days_min = fields.Float(
        string="Earliest After Days",
        digits=(16, 2),
        help="How long after ordering a customer may come at the earliest: 0.17 is "
        "four hours, 1 the next day; parts above 1 round up to whole days.",
    )
    days_max = fields.Float(
        string="Latest After Days",
        digits=(16, 2),
        default=14.0,
        help="How many days ahead slots are offered; parts of a day round up.",
    )

    _capacity_positive = models.Constraint(
        "CHECK (capacity > 0)", "At least one order must fit into a slot."
    )
    _minutes_not_negative = models.Constraint(
        "CHECK (slot_minutes >= 0)", "A slot lasts 0 minutes (all the hours) or more."
    )

    @api.constrains("hour_from", "hour_to", "slot_minutes")
    def _check_hours(self):
        for entry in self:
            hours = {
                "begin": format_duration(entry.hour_from),
                "end": format_duration(entry.hour_to),
            }
            if not 0 <= entry.hour_from < entry.hour_to <= 24:
                raise ValidationError(
                    self.env._(
                        "%(begin)s to %(end)s are no hours of a day. Begin before the "
                        "end, and end at 24:00 at the latest.",
                        **hours,
                    )
                )
            if entry.slot_minutes > round((entry.hour_to - entry.hour_from) * 60):
                raise ValidationError(
                    self.env._(
                        "No slot of %(minutes)s minutes fits between %(begin)s and "
                        "%(end)s. Make the slots shorter.",
                        minutes=entry.slot_minutes,
                        **hours,
                    )
                )

    @api.constrains("days_min", "days_max", "date_start", "date_end", *WEEKDAYS)
    def _check_days(self):
        for entry in self:
            dates = (entry.date_start, entry.date_end)
            if not 0 <= entry.days_min <= entry.days_max:
                raise ValidationError(
                    self.env._(
                        "The latest day must not come before the earliest, and neither "
                        "be negative."
                    )
                )
            if all(dates) and dates[0] > dates[1]:
                raise ValidationError(
                    self.env._("The hours must begin before they end: see the dates.")
                )
            if not any(entry[day] for day in WEEKDAYS):
                raise ValidationError(
                    self.env._("Choose at least one day of the week.")
                )

    def _to_rule(self):
        """Return this entry for `list_slots`."""
        self.ensure_one()
        return SlotRule(
            weekdays=frozenset(n for n, day in enumerate(WEEKDAYS) if self[day]),
            hour_from=self.hour_from,
            hour_to=self.hour_to,
            minutes=self.slot_minutes,
            capacity=self.capacity,
            days_min=self.days_min,
            days_max=self.days_max,
            date_start=self.date_start or None,
            date_end=self.date_end or None,
        )
