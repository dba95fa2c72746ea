from odoo import models


class PosOrderLine(models.Model):
    """Goods that a register sold and took back before it could send either."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    def _find_return_source(self, source):
        """Override of `retail_returns` to know a sold line that had no number yet.

        The register cannot link the two lines: it would send the one that takes back
        inside the one that sold.
        """
        uuid = source.get("sold_line_uuid")
        if not uuid or source["sold_line_id"]:
            return super()._find_return_source(source)
        return self.search([("uuid", "=", uuid)], limit=1)
