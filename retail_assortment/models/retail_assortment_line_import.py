from collections import defaultdict

from odoo import api, models

IMPORTED = [
    "assortment_id",
    "categ_id",
    "date_end",
    "date_start",
    "exclude",
    "product_id",
    "product_tmpl_id",
]


class RetailAssortmentLine(models.Model):
    """Lines that come from a file, 50,000 at a time."""

    _inherit = "retail.assortment.line"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def get_import_templates(self):
        """Override of `base` to offer a file to begin with."""
        return [
            {
                "label": self.env._("Import Template for Assortment Lines"),
                "template": "/retail_assortment/static/csv/retail_assortment_line.csv",
            }
        ]

    @api.model
    def _load_records(self, data_list, update=False):
        """Override of `base` to write lines that a file changes in like ways at once.

        Core writes them one by one after this, and finds nothing left to change.
        """
        existing = self._find_existing_lines(data_list)
        self.browse(existing.values()).fetch(IMPORTED)
        alike = defaultdict(list)
        for number, line_id in existing.items():
            changes = self.browse(line_id)._get_changes(data_list[number]["values"])
            if changes:
                alike[tuple(sorted(changes.items()))].append(line_id)
        for changes, ids in alike.items():
            self.browse(ids).write(dict(changes))
        return super()._load_records(data_list, update)

    def _load_records_write(self, values):
        """Override of `base` to leave alone what a file does not change."""
        kept = {*IMPORTED, "target", "effect", "id"}
        others = {name: value for name, value in values.items() if name not in kept}
        changes = {**others, **self._get_changes(values)}
        return super()._load_records_write(changes) if changes else None

    @api.model
    def _find_existing_lines(self, data_list):
        """Return {position in the list: line id} of the lines that exist."""
        names = [data["xml_id"] for data in data_list if data.get("xml_id")]
        rows = self.env["ir.model.data"].sudo()._lookup_xmlids(names, self)
        named = {
            f"{module}.{name}": line_id
            for _id, module, name, model, _res, _noupdate, line_id in rows
            if model == self._name
        }
        ids = [
            named.get(data["xml_id"])
            if data.get("xml_id")
            else data["values"].get("id")
            for data in data_list
        ]
        there = set(self.browse(filter(None, ids)).exists().ids)
        return {number: one for number, one in enumerate(ids) if one in there}

    def _get_changes(self, values):
        """Return those of the values of a file that this line does not have yet."""
        self.ensure_one()
        return {
            name: value
            for name, value in self._expand_values(values).items()
            if name in IMPORTED
            and self._fields[name].convert_to_cache(value, self)
            != self._fields[name].convert_to_cache(self[name], self)
        }
