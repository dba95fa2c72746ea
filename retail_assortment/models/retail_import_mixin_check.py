from odoo import api, fields, models

LINES = "retail.assortment.line"
TARGETS = ("target", "categ_id", "product_tmpl_id", "product_id")
SHOWN = 10


class RetailImportMixin(models.AbstractModel):
    """What is seen to be wrong in the rows of a file before anything is written."""

    _inherit = "retail.import.mixin"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _find_import_errors(self, paths, rows):
        """List what is wrong with the dates and targets of a file, each with its row.

        :param list paths: the columns, each a list of names
        :return: messages as core's `load` gives them, about ten rows at most
        """
        checks = self._get_import_checks((), self._name, paths)
        for name in {path[0] for path in paths} & self._fields.keys():
            field = self._fields[name]
            if field.type == "one2many":
                checks += self._get_import_checks((name,), field.comodel_name, paths)
        errors = [
            (number, message)
            for number, row in enumerate(rows)
            for find_error in checks
            if (message := find_error(row))
        ]
        # The client says "row" to `record`, and counts rows from 1 elsewhere.
        messages = [
            {
                "type": "error",
                "message": message,
                "record": number + 1,
                "rows": {"from": number, "to": number},
            }
            for number, message in errors[:SHOWN]
        ]
        if len(errors) > SHOWN:
            rest = self.env._("%s more rows are wrong.", len(errors) - SHOWN)
            messages.append({"type": "error", "message": rest})
        return messages

    @api.model
    def _get_import_checks(self, prefix, model, paths):
        """Return the checks of the records that some columns describe.

        :param tuple prefix: where they are: () for the file's own, ("line_ids",) for
            lines of them
        :param str model: what they are
        :return: functions of a row that say what is wrong, or nothing
        """
        columns = {
            path[len(prefix)]: number
            for number, path in enumerate(paths)
            if tuple(path[: len(prefix)]) == prefix and len(path) > len(prefix)
        }
        checks = []
        if {"date_start", "date_end"} <= columns.keys():
            checks.append(lambda row: self._find_date_error(columns, row))
        if model == LINES and not columns.keys().isdisjoint(TARGETS):
            checks.append(lambda row: self._find_target_error(columns, row))
        return checks

    @api.model
    def _find_date_error(self, columns, row):
        start, end = row[columns["date_start"]], row[columns["date_end"]]
        try:
            first, last = fields.Date.to_date(start), fields.Date.to_date(end)
        except (TypeError, ValueError):
            return False  # Core says what is wrong with a cell that is no date.
        if not (first and last and first > last):
            return False
        named = [row[columns[name]] for name in (*TARGETS, "name") if name in columns]
        return self.env._(
            "“%(name)s” would end on %(end)s, before it starts on %(start)s. Change "
            "one of the dates.",
            name=next(filter(None, named), "…"),
            end=end,
            start=start,
        )

    @api.model
    def _find_target_error(self, columns, row):
        """Say what is wrong with a new line that names nothing, or several things."""
        is_line = any(row[number] for number in columns.values())
        is_stored = any(row[columns[name]] for name in ("id", ".id") if name in columns)
        named = [row[columns[name]] for name in TARGETS if name in columns]
        if is_line and not is_stored and len(list(filter(None, named))) != 1:
            return self.env._(
                "A line names one thing: a category, a product or a variant. Choose "
                "one."
            )
        return False
