from odoo import fields, models


def _get_name_index(registry):
    """Index the parts of names in the way in which `ilike` asks for them."""
    if not registry.has_trigram:
        return ""
    return f"USING gin ({registry.unaccent('complete_name')} gin_trgm_ops)"


class ResPartner(models.Model):
    """By what customers are found at a register, and what makes it quick."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    # Part of a name, first letters of an e-mail, a phone number however it is written.
    _complete_name_trigram_idx = models.Index(_get_name_index)
    _email_begin_idx = models.Index(
        "(email_normalized text_pattern_ops) WHERE email_normalized IS NOT NULL"
    )

    phone_sanitized = fields.Char(index="btree_not_null")
