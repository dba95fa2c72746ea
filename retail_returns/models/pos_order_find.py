from odoo import models

from odoo.addons.retail_assortment.models.product_product_till import define_trigram


class PosOrder(models.Model):
    """By what a sale is found at a register, and what makes it quick (RT-01)."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    # A part of a receipt's number, and the last sales of a store.
    _pos_reference_trigram_idx = models.Index(define_trigram("pos_reference"))
    _config_date_idx = models.Index("(config_id, date_order DESC, id DESC)")
