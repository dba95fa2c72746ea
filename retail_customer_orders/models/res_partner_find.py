from odoo import fields, models

from odoo.addons.retail_assortment.models.product_product_till import define_trigram


class ResPartner(models.Model):
    """By what customers are found at a register, and what makes it quick."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    # Part of a name, first letters of an e-mail, a phone number however it is written.
    _complete_name_trigram_idx = models.Index(define_trigram("complete_name"))
    _email_begin_idx = models.Index(
        "(email_normalized text_pattern_ops) WHERE email_normalized IS NOT NULL"
    )

    phone_sanitized = fields.Char(index="btree_not_null")
