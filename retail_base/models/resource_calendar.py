from collections import defaultdict

from odoo import models


class ResourceCalendar(models.Model):
    """Opening hours of many stores at once.

    Core's `_work_intervals_batch` searches twice for each calendar, and a look-up may
    have as many calendars as stores.
    """

    _inherit = "resource.calendar"

    def _get_retail_hours(self, dates):
        """List when this calendar opens on some dates.

        :param list dates: dates
        :return: [(date, from, to)] with the times in hours
        """
        self.ensure_one()
        attendances = self.attendance_ids.filtered(
            lambda one: not one.display_type and one.day_period != "lunch"
        )
        weeks = defaultdict(list)
        for one in attendances:
            for week in [int(one.week_type)] if self.two_weeks_calendar else [0, 1]:
                weeks[week, int(one.dayofweek)].append((one.hour_from, one.hour_to))
        return [
            (date, *hours)
            for date in dates
            for hours in weeks[attendances.get_week_type(date), date.weekday()]
        ]

    def _get_retail_leaves(self, moment):
        """Find the days off of these calendars, and of all calendars of a company.

        :param moment: naive datetime in UTC; what has ended by then is left out
        :return: `resource.calendar.leaves` records
        """
        return self.env["resource.calendar.leaves"].search(
            [
                ("time_type", "=", "leave"),
                ("resource_id", "=", False),
                ("calendar_id", "in", [False, *self.ids]),
                ("date_to", ">", moment),
            ]
        )
