from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.item_list import parse_item_list

ROWS_AT_MOST = 500


class ProductProduct(models.Model):
    """How a register reads a list of items that was pasted (CO-13)."""

    _inherit = "product.product"

    @api.model
    def find_list_from_ui(self, config_id, text):
        """Find the products of a pasted list of items and quantities (CO-13).

        :param int config_id: the register
        :param str text: see `parse_item_list`; numbers are barcodes, those of
            packagings too, or references
        :return: {"lines": [{"row", "code", "product_id", "template_id", "qty": in the
            product's unit}], "unknown": [{"row", "text": as pasted, "why": a
            sentence}]}; each row is in one of them, in the order of the list
        :raise UserError: there is no such register, or the list is too long
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        rows = parse_item_list(text if isinstance(text, str) else "")
        if len(rows) > ROWS_AT_MOST:
            raise UserError(
                self.env._(
                    "The list has %(rows)s rows. Paste %(most)s at a time at most.",
                    rows=len(rows),
                    most=ROWS_AT_MOST,
                )
            )
        found = self._find_by_numbers(config, {row["code"] for row in rows})
        answer = {"lines": [], "unknown": []}
        for row in rows:
            matches = found[row["code"].lower()]
            why = self._explain_unknown(row, matches)
            if why:
                answer["unknown"].append(
                    {"row": row["row"], "text": row["text"], "why": why}
                )
                continue
            ((product, factor),) = matches.items()
            answer["lines"].append(
                {
                    "row": row["row"],
                    "code": row["code"],
                    "product_id": product.id,
                    "template_id": product.product_tmpl_id.id,
                    "qty": product.uom_id.round(row["qty"] * factor),
                }
            )
        return answer

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
            Domain(self._check_company_domain(config.company_id))
            & Domain("sale_ok", "=", True)
            & Domain("available_in_pos", "=", True)
            & Domain("type", "!=", "combo")
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
    def _explain_unknown(self, row, matches):
        """Say why a row cannot be taken, or return False when it can."""
        if not row["qty"]:
            return self.env._("This is no quantity. Write a number above 0.")
        if not matches:
            return self.env._("No product that is sold here has this number.")
        if len(matches) > 1:
            return self.env._("Several products have this number. Scan the one meant.")
        return False
