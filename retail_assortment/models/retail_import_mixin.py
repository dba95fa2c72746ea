import re
from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain
from odoo.models import fix_import_export_id_paths

# How core displays a product that has an internal reference: "[code] name".
IN_BRACKETS = re.compile(r"\[(.*?)\]")


class RetailImportMixin(models.AbstractModel):
    """Files of many lines: what they name is found at once, what is wrong said first.

    Core looks for each cell by itself, and a single row that the database refuses
    makes it do all others again, one by one.
    """

    _name = "retail.import.mixin"
    _description = "Import of Many Lines"

    @api.model
    def load(self, fields, data):
        """Override of `base` to import 50,000 lines with some hundred queries."""
        paths = [fix_import_export_id_paths(name) for name in fields]
        rows = self._get_import_rows(paths, data)
        messages = self._find_import_errors(paths, rows)
        if messages:
            rest = len(rows) if len(rows) < len(data) else 0
            return {"ids": False, "messages": messages, "nextrow": rest}
        found = self._find_import_references(paths, rows)
        records = self.with_context(retail_import_found=found)
        return super(RetailImportMixin, records).load(fields, data)

    @api.model
    def _get_import_rows(self, paths, data):
        """Return the rows of this batch: a record is not torn from its lines."""
        end = self.env.context.get("_import_limit") or len(data)
        of_lines = [
            path[0] in self._fields and self._fields[path[0]].type == "one2many"
            for path in paths
        ]
        while end < len(data) and not any(
            cell
            for cell, of_line in zip(data[end], of_lines, strict=False)
            if not of_line
        ):
            end += 1
        return data[:end]

    @api.model
    def _convert_records(self, records, *, log=lambda message: None, savepoint):
        """Override of `base` to go no further with records that are wrong.

        Core would write what is left of them, and report what comes of it beside what
        is really wrong.
        """
        errors = []

        def note(message):
            log(message)
            if message["type"] == "error":
                errors.append(message)

        for record in super()._convert_records(records, log=note, savepoint=savepoint):
            if not errors:
                yield record
            errors.clear()

    # === WHAT IS NAMED ===#

    @api.model
    def _find_import_references(self, paths, rows):
        """Find the records that a file names, with a few queries for each column.

        :return: {(model, None or "id" or ".id", cell): id} without what is not found,
            or found more than once: core says what is wrong with it
        """
        found = {}
        for number, path in enumerate(paths):
            model, subfield = self._get_import_reference(path)
            cells = model and {row[number] for row in rows if row[number]}
            if not cells:
                continue
            find = {
                ".id": self._find_by_database_id,
                "id": self._find_by_external_id,
                None: self._find_by_name,
            }[subfield]
            for cell, record_id in find(self.env[model], cells).items():
                found[model, subfield, cell] = record_id
        return found

    @api.model
    def _get_import_reference(self, path):
        """Return the model that a column names records of, and how; or (None, None)."""
        model = self
        for depth, name in enumerate(path):
            field = model._fields.get(name)
            if field is None or not field.relational:
                break
            rest = path[depth + 1 :]
            if field.type == "many2one" and rest in ([], ["id"], [".id"]):
                return field.comodel_name, rest[0] if rest else None
            model = self.env[field.comodel_name]
        return None, None

    @api.model
    def _find_by_database_id(self, model, cells):
        numbers = {cell: int(cell) for cell in cells if str(cell).isdigit()}
        existing = set(model.browse(numbers.values()).exists().ids)
        return {cell: number for cell, number in numbers.items() if number in existing}

    @api.model
    def _find_by_external_id(self, model, cells):
        # Whether a person may see external ids does not matter for using them.
        data = self.env["ir.model.data"].sudo()
        names = [cell for cell in cells if "." in cell]
        return {
            f"{module}.{name}": existing
            for _id, module, name, of_model, _res, _noupdate, existing in (
                data._lookup_xmlids(names, model)
            )
            if existing and of_model == model._name
        }

    @api.model
    def _find_by_name(self, model, cells):
        """Find variants and products as core's `name_search` does for each cell: by
        internal reference, barcode or name, or as they are displayed."""
        if model._name == "product.product":
            return self._find_variants_by_name(cells)
        if model._name == "product.template":
            return self._find_products_by_name(cells)
        return {}

    @api.model
    def _find_variants_by_name(self, cells):
        found, left = {}, set(cells)
        for name in ("default_code", "barcode", "name"):
            matches = self._match_products("product.product", name, left)
            left -= matches.keys()
            found |= matches
        codes = self._get_codes(left)
        matches = self._match_products("product.product", "default_code", set(codes))
        for code, ids in matches.items():
            found |= dict.fromkeys(codes[code], ids)
        return {cell: ids.pop() for cell, ids in found.items() if len(ids) == 1}

    @api.model
    def _find_products_by_name(self, cells):
        found = defaultdict(set)
        named = self._match_products("product.template", "name", cells)
        for cell, ids in named.items():
            found[cell] |= ids
        codes = self._get_codes(cells)
        wanted = cells | codes.keys()
        for name in ("default_code", "barcode"):
            matches = self._match_products("product.product", name, wanted)
            for value, ids in matches.items():
                products = self.env["product.product"].browse(ids).product_tmpl_id.ids
                for cell in codes.get(value, []) if name == "default_code" else []:
                    found[cell].update(products)
                if value in cells:
                    found[value].update(products)
        return {cell: ids.pop() for cell, ids in found.items() if len(ids) == 1}

    @api.model
    def _match_products(self, model, name, values):
        """Return {value: ids of the active records whose field `name` has it}."""
        matches = defaultdict(set)
        if values:
            domain = Domain(name, "in", list(values))
            for record in self.env[model].search_fetch(domain, [name], order="id"):
                matches[record[name]].add(record.id)
        return matches

    @api.model
    def _get_codes(self, cells):
        """Return {code: cells} of the cells that look like "[code] name"."""
        codes = defaultdict(list)
        for cell in cells:
            if match := IN_BRACKETS.search(cell):
                codes[match[1]].append(cell)
        return codes
