from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.sql import escape_psql

from ..tools.item_list import parse_item_list

ROWS_AT_MOST = 500
LONGEST_ROW = 200
CANDIDATES_AT_MOST = 8


class ProductProduct(models.Model):
    """How a register reads a list of items that was pasted (CO-13)."""

    _inherit = "product.product"

    @api.model
    def find_list_from_ui(self, config_id, text):
        """Find the products of a pasted list of items and quantities (CO-13).

        A row is looked up as a whole first: a name may end with a number. A list of
        one row is searched by words, too.

        :param int config_id: the register
        :param str text: see `parse_item_list`; an item is a barcode, that of a
            packaging too, a reference, or a name as it is written
        :return: {"lines": [{"row", "code", "product_id", "template_id", "qty": in the
            product's unit}], "unknown": [{"row", "text": as pasted, "why": a
            sentence, "candidates": what may be meant, [{"product_id", "name",
            "qty"}]}]}; each row is in one of them, in the order of the list
        :raise UserError: there is no such register, or the list is too long
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        rows = parse_item_list(text if isinstance(text, str) else "")
        self._check_list(rows)
        found = self._find_items(config, rows)
        answer = {"lines": [], "unknown": []}
        for row in rows:
            code, qty = row["code"], row["qty"]
            if found[row["text"].lower()]:
                code, qty = row["text"], 1.0
            matches = found[code.lower()]
            named = {"row": row["row"], "code": code}
            if qty and len(matches) == 1:
                answer["lines"] += [
                    {**named, **values} for values in self._describe_items(matches, qty)
                ]
            else:
                answer["unknown"].append(
                    {
                        "row": row["row"],
                        "text": row["text"],
                        "why": self._explain_unknown(qty, matches),
                        "candidates": self._describe_candidates(matches, qty),
                    }
                )
        return answer

    @api.model
    def _check_list(self, rows):
        if len(rows) > ROWS_AT_MOST:
            raise UserError(
                self.env._(
                    "The list has %(rows)s rows. Paste %(most)s at a time at most.",
                    rows=len(rows),
                    most=ROWS_AT_MOST,
                )
            )
        if any(len(row["text"]) > LONGEST_ROW for row in rows):
            raise UserError(
                self.env._(
                    "A row of the list is longer than %s characters. Write one item "
                    "and its quantity in a row.",
                    LONGEST_ROW,
                )
            )

    # === FINDING ===#

    @api.model
    def _find_items(self, config, rows):
        """Find what a register sells by number, else by name, for all rows at once.

        :return: {item in lower case: {product: units of it that the item means}}
        """
        items = {item for row in rows for item in (row["text"], row["code"])}
        found = self._find_by_numbers(config, items)
        names = {item for item in items if item.lower() not in found}
        if names:
            for product in self.search(
                self._get_list_domain(config) & Domain("name", "in", list(names))
            ):
                found[product.name.lower()][product] = 1.0
        code = rows[0]["code"] if len(rows) == 1 else ""
        if code and not any(found[item.lower()] for item in items):
            found[code.lower()] = self._find_by_words(config, code)
        return found

    @api.model
    def _get_list_domain(self, config):
        return (
            Domain(self._check_company_domain(config.company_id))
            & Domain("sale_ok", "=", True)
            & Domain("available_in_pos", "=", True)
            & Domain("type", "!=", "combo")
            & Domain("id", "not in", config._get_special_products().ids)
        )

    @api.model
    def _find_by_numbers(self, config, codes):
        """Find what a register sells by number, for all numbers at once.

        :return: {number in lower case: {product: units of it that the number means}},
            products with that barcode or, without any, with that reference
        """
        spellings = [
            form(code) for code in codes for form in (str, str.lower, str.upper)
        ]
        products = self.search(
            self._get_list_domain(config)
            & (
                Domain("barcode", "in", spellings)
                | Domain("default_code", "in", spellings)
                | Domain("product_uom_ids.barcode", "in", spellings)
            )
        )
        barcodes, references = defaultdict(dict), defaultdict(dict)
        for product in products:
            if product.default_code:
                references[product.default_code.lower()][product] = 1.0
            for packaging in product.product_uom_ids:
                units = packaging.uom_id._compute_quantity(1, product.uom_id)
                barcodes[packaging.barcode.lower()][product] = units
            if product.barcode:
                barcodes[product.barcode.lower()][product] = 1.0
        return defaultdict(dict, {**references, **barcodes})

    @api.model
    def _find_by_words(self, config, text):
        """Find what may be meant by words of a name, or a part of a number."""
        # As names of variants are written: "Mug (Snow)".
        text = escape_psql(text.translate(dict.fromkeys(map(ord, "()[]"), " ")))
        if not text.strip():
            return {}
        words = self._get_words_domain(text)
        products = self.search(
            self._get_list_domain(config) & Domain("product_tmpl_id", "any", words),
            limit=CANDIDATES_AT_MOST,
        )
        return dict.fromkeys(products, 1.0)

    # === ANSWERING ===#

    @api.model
    def _describe_items(self, matches, qty):
        return [
            {
                "product_id": product.id,
                "template_id": product.product_tmpl_id.id,
                "qty": product.uom_id.round((qty or 1.0) * units),
            }
            for product, units in matches.items()
        ]

    @api.model
    def _describe_candidates(self, matches, qty):
        few = dict(list(matches.items())[:CANDIDATES_AT_MOST])
        return [
            {
                "product_id": values["product_id"],
                "name": product.display_name,
                "qty": values["qty"],
            }
            for product, values in zip(few, self._describe_items(few, qty), strict=True)
        ]

    @api.model
    def _explain_unknown(self, qty, matches):
        if not qty:
            return self.env._("This is no quantity. Write a number above 0.")
        if not matches:
            return self.env._("Nothing that is sold here has this number or name.")
        return self.env._("Several products may be meant. Choose one.")
