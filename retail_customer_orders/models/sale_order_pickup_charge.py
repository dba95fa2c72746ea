from odoo import models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """Charges on tickets: they are paid with the first goods that they are for."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _ensure_can_hand_out(self, quantities, store):
        """Override of this addon's own method to take charges beside the goods."""
        charges = [line for line in quantities if line.charge_code_id]
        goods = {
            line: quantity
            for line, quantity in quantities.items()
            if line not in charges
        }
        due = self.order_line.browse([line.id for line in goods])._get_due_charges()
        for charge in charges:
            left = charge._get_unsettled_qty()
            if charge not in due or charge.product_uom_id.compare(
                quantities[charge], left
            ):
                raise UserError(
                    self.env._(
                        "The charge “%s” is not due with these goods. Prepare the "
                        "pickup again from the order.",
                        charge.name,
                    )
                )
        return super()._ensure_can_hand_out(goods, store)

    def _ensure_pickup_is_honest(self, ticket, pairs):
        """Override of this addon's own method to see that no charge is left out."""
        result = super()._ensure_pickup_is_honest(ticket, pairs)
        lines = self.order_line.browse([line.id for _ticket_line, line in pairs])
        missing = lines._get_due_charges() - lines
        if missing:
            raise UserError(
                self.env._(
                    "The charge “%s” is due with these goods. Prepare the pickup again "
                    "from the order.",
                    missing[0].name,
                )
            )
        return result
