from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain


class SaleOrderLine(models.Model):
    """Since when goods wait in a store for their customer, and until when."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    _pickup_waiting_idx = models.Index(
        "(fulfilment_store_id, pickup_ready_date) "
        "WHERE pickup_ready_date IS NOT NULL AND fulfilment_open_qty > 0"
    )

    pickup_ready_date = fields.Date(
        string="Ready Since",
        readonly=True,
        copy=False,
        help="The day when all that the customer picks up in this store was ready.",
    )
    pickup_reminded_date = fields.Date(
        string="Reminded", readonly=True, copy=False, help="Nobody is reminded twice."
    )
    pickup_kept_until = fields.Date(
        string="Kept On Request Until",
        readonly=True,
        copy=False,
        help="Somebody in the store keeps the goods longer than usual.",
    )
    pickup_deadline = fields.Date(
        string="Kept Until",
        compute="_compute_pickup_deadline",
        help="The last day to pick the goods up before they go back to free stock.",
    )
    pickup_unclaimed = fields.Boolean(
        string="Unclaimed",
        readonly=True,
        copy=False,
        help="Nobody picked these goods up in time: they are back in free stock. The "
        "order stays open.",
    )

    @api.depends(
        "company_id.retail_pickup_days",
        "fulfilment_date",
        "pickup_kept_until",
        "pickup_ready_date",
    )
    def _compute_pickup_deadline(self):
        for line in self:
            # How long goods are kept is no secret.
            days = line.company_id.sudo().retail_pickup_days
            ready = line.pickup_ready_date
            if not days or not ready:
                line.pickup_deadline = line.pickup_kept_until
                continue
            usual = max(ready, line.fulfilment_date or ready) + timedelta(days=days)
            line.pickup_deadline = max(usual, line.pickup_kept_until or usual)

    def _get_waiting_lines(self):
        """Return those of these lines whose goods wait in their store."""
        return self.filtered(
            lambda line: line.pickup_ready_date
            and line.fulfilment_open_qty
            and not line.pickup_unclaimed
        )

    @api.model
    def _get_waiting_domain(self, store, days):
        """Return the domain of what has waited in a store for so many days.

        :param store: the `stock.warehouse`, whose time zone decides what day it is
        :param int days: after the promised day, and after the one they were ready
        """
        since = store._get_local_today() - timedelta(days=days)
        promised = Domain("fulfilment_date", "=", False)
        promised |= Domain("fulfilment_date", "<=", since)
        return (
            Domain("fulfilment_store_id", "=", store.id)
            & Domain("fulfilment", "=", "pickup")
            & Domain("fulfilment_open_qty", ">", 0)
            & Domain("pickup_ready_date", "<=", since)
            & Domain("pickup_unclaimed", "!=", True)
            & promised
        )

    @api.model
    def _get_open_domain(self, store, preset):
        """Override to know what nobody claimed as well."""
        if preset != "unclaimed":
            return super()._get_open_domain(store, preset)
        return (
            Domain("fulfilment_store_id", "in", store.ids)
            & Domain("fulfilment_open_qty", ">", 0)
            & Domain("pickup_unclaimed", "=", True)
        )

    def _get_open_moves(self):
        """Return the moves that would hand out these lines in their stores."""
        moves = self.env["stock.move"]
        return moves.union(
            *(line._get_store_moves(line.fulfilment_store_id) for line in self)
        )
