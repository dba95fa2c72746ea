from odoo import models

from ..tools.payload import PayloadError
from ..tools.payload_extra import read_return_extras


class PosOrder(models.Model):
    """A restocking fee is no goods: no store has it in its range."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_sold_lines(self):
        """Override of `retail_assortment` to leave out fees and charges given back.

        The lines are not tied yet; what names other products is refused afterwards.
        """
        try:
            extras = read_return_extras(self.return_payload)
        except PayloadError:
            extras = {}
        return super()._get_sold_lines().filtered(lambda line: line.uuid not in extras)
