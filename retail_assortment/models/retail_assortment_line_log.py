from datetime import date
from typing import NamedTuple

from odoo import api, models
from odoo.tools.misc import format_date

LOGGED = {
    "assortment_id",
    "categ_id",
    "date_end",
    "date_start",
    "effect",
    "exclude",
    "product_id",
    "product_tmpl_id",
    "target",
}


class LoggedValues(NamedTuple):
    """A line as the log remembers it: without names, which only ten lines need."""

    effect: str
    model: str
    record_id: int
    date_start: date | bool
    date_end: date | bool


class RetailAssortmentLine(models.Model):
    """What the log of an assortment says of its lines."""

    _inherit = "retail.assortment.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model_create_multi
    def create(self, vals_list):
        """Override to log lines that are added."""
        lines = super().create(vals_list)
        lines._note(is_new=True)
        return lines

    def write(self, vals):
        """Override to log lines that are changed."""
        if LOGGED.isdisjoint(vals):
            return super().write(vals)
        self._note()
        result = super().write(vals)
        if "assortment_id" in vals:
            self._note(is_new=True)
        return result

    def unlink(self):
        """Override to log lines that are taken off."""
        self._note()
        return super().unlink()

    def _note(self, is_new=False):
        """Note what these lines are, or that they were not there before."""
        assortments = self.env["retail.assortment"]
        if not assortments._is_logged():
            return
        noted = assortments._get_range_log()["lines"]
        for line in self:
            lines = noted[line.assortment_id.id]
            if line.id not in lines:
                lines[line.id] = None if is_new else line._get_logged_values()

    def _get_logged_values(self):
        self.ensure_one()
        named = self.categ_id or self.product_tmpl_id or self.product_id
        return LoggedValues(
            "exclude" if self.exclude else "include",
            named._name,
            named.id,
            self.date_start,
            self.date_end,
        )

    def _describe_addition(self):
        return f"+ {self._describe_values(self._get_logged_values())}"

    def _describe_removal(self, before):
        return f"− {self._describe_values(before)}"

    def _describe_change(self, before):
        """Say what is other than before.

        :param LoggedValues before: what it was
        """
        now = self._get_logged_values()
        labels = self._get_effect_labels()
        name, old_name = self._name_target(now), self._name_target(before)
        changes = []
        if name != old_name:
            changes.append(self.env._("instead of %s", old_name))
        if now.effect != before.effect:
            changes.append(f"{labels[before.effect]} → {labels[now.effect]}")
        if now.date_start != before.date_start:
            changes.append(
                self.env._(
                    "from %(old)s → %(new)s",
                    old=self._format_day(before.date_start),
                    new=self._format_day(now.date_start),
                )
            )
        if now.date_end != before.date_end:
            changes.append(
                self.env._(
                    "until %(old)s → %(new)s",
                    old=self._format_day(before.date_end),
                    new=self._format_day(now.date_end),
                )
            )
        return f"{name}: {', '.join(changes)}"

    def _describe_values(self, values):
        parts = [
            f"{self._get_effect_labels()[values.effect]} {self._name_target(values)}"
        ]
        if values.date_start:
            parts.append(self.env._("from %s", self._format_day(values.date_start)))
        if values.date_end:
            parts.append(self.env._("until %s", self._format_day(values.date_end)))
        return ", ".join(parts)

    def _get_effect_labels(self):
        return dict(self._fields["effect"]._description_selection(self.env))

    def _name_target(self, values):
        named = self.env[values.model].browse(values.record_id).exists()
        return named.display_name or self.env._("something deleted")

    def _format_day(self, day):
        return (
            format_date(self.env, day, date_format="d MMM y")
            if day
            else self.env._("not set")
        )
