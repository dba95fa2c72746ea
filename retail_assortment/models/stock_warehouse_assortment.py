from odoo import models

from odoo.addons.retail_base.tools.judge import lock_records


class StockWarehouse(models.Model):
    """Assortments that are given to a store, or taken from it, on its own form."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    def write(self, vals):
        """Override of `retail_base` to treat assortments as if they were changed.

        :raise ValidationError: a published assortment would be for no store
        """
        if "assortment_ids" not in vals:
            return super().write(vals)
        before = {store: store.assortment_ids for store in self}
        result = super().write(vals)
        changed = self.env["retail.assortment"]
        for store in self:
            now = store.assortment_ids
            changes = (before[store] | now) - (before[store] & now)
            for assortment in changes:
                assortment._note_places({("store_ids", store.id)})
            changed |= changes
        # Somebody may be publishing what is taken from its last store here.
        lock_records(changed)._check_not_empty()
        changed._notify_range_changed()
        return result
