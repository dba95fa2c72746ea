from odoo import models
from odoo.modules.db import FunctionStatus


def define_trigram(column):
    """Return what defines an index for the search of a part of a text, if it can."""

    def define(registry):
        if not registry.has_trigram or registry.has_unaccent == FunctionStatus.PRESENT:
            return ""
        return f"USING gin (({registry.unaccent(column)}) gin_trgm_ops)"

    return define


class ProductProduct(models.Model):
    _inherit = "product.product"

    # Core's indexes of these find whole codes only; the till also searches parts.
    _default_code_trigram_idx = models.Index(define_trigram("default_code"))
    _barcode_trigram_idx = models.Index(define_trigram("barcode"))
