from odoo import api, fields, models
from odoo.fields import Domain

CLOSED_STATES = ("done", "cancel")


class StockPicking(models.Model):
    """Deliveries of customer orders that wait for a payment."""

    _inherit = "stock.picking"  # pylint: disable=consider-merging-classes-inherited

    customer_order_currency_id = fields.Many2one(related="sale_id.currency_id")
    payment_missing = fields.Monetary(
        string="To Pay First",
        currency_field="customer_order_currency_id",
        compute="_compute_payment_missing",
        help="What the customer must pay before these goods may leave.",
    )
    is_waiting_for_payment = fields.Boolean(
        string="Waiting for Payment",
        compute="_compute_payment_missing",
        search="_search_is_waiting_for_payment",
        help="The goods leave when the customer has paid, or a manager lets them.",
    )

    def _compute_payment_missing(self):
        # Who prepares goods sees neither orders nor the ledger, but why they wait.
        missing = self.sudo()._get_missing_payments()
        for picking in self:
            amount = missing.get(picking.sudo(), 0.0)
            picking.payment_missing = amount
            picking.is_waiting_for_payment = bool(amount)

    def _search_is_waiting_for_payment(self, operator, value):
        if operator != "in":
            return NotImplemented
        waiting = self._find_waiting_for_payment()
        domains = (
            Domain("id", "in" if one else "not in", waiting.ids) for one in value
        )
        return Domain.OR(domains)

    def _find_waiting_for_payment(self, stores=None):
        """Find the deliveries that wait for a payment.

        :param stores: `stock.warehouse` records; all when not given
        """
        if stores is None:
            companies = Domain("company_id", "in", self.env.companies.ids)
            stores = self.env["stock.warehouse"].search(companies)
        ruled = stores.sudo().filtered(
            lambda store: store._get_profile_value("payment_before_delivery")
            in ("deposit", "full")
        )
        lines = self.env["sale.order.line"].sudo()
        if ruled:
            lines = lines.search(
                Domain("fulfilment_store_id", "in", ruled.ids)
                & Domain("fulfilment", "=", "ship")
                & Domain("fulfilment_open_qty", ">", 0)
            )
        return self.browse(
            picking.id for picking in lines.move_ids.picking_id._get_missing_payments()
        )

    def _get_missing_payments(self):
        """Say which of these deliveries wait for a payment. Needs superuser rights.

        :return: {`stock.picking`: what must be paid, in the order's currency}, without
            those that need not wait
        """
        # Read at once: below, each delivery looks at its own lines.
        lines = self.sale_id.order_line
        lines.fetch(["product_uom_id"])
        lines.mapped("pickup_line_ids")
        held = lines._get_held()
        leaving = {
            picking: picking._get_open_quantities()
            for picking in self._get_customer_deliveries()
            if picking.state not in CLOSED_STATES
        }
        missing = {
            picking: picking.sale_id._get_missing_payment(quantities, held)
            for picking, quantities in leaving.items()
            if quantities
        }
        missing = {picking: amount for picking, amount in missing.items() if amount}
        released = self._get_released(missing)
        return {
            picking: amount
            for picking, amount in missing.items()
            if picking not in released
        }

    def _get_open_quantities(self):
        """Return what this delivery is to take: {`sale.order.line`: quantity}."""
        moves = self.move_ids.filtered(lambda move: move.state not in CLOSED_STATES)
        return moves._get_sold_quantities(
            {move: move.product_uom_qty for move in moves}
        )

    def _get_leaving_quantities(self):
        """Return what leaves when this delivery is done now."""
        moves = self.move_ids.filtered(
            lambda move: move.state not in CLOSED_STATES and move.picked
        )
        quantities = {move: move._get_picked_quantity() for move in moves}
        return self.move_ids._get_sold_quantities(quantities)

    @api.model
    def _get_released(self, missing):
        """Return the deliveries that a manager lets leave before this is paid.

        :param dict missing: {`stock.picking`: amount}
        """
        if not missing:
            return self.browse()
        approvals = self.env["retail.approval"].search(
            [
                ("kind", "=", "unpaid_delivery"),
                ("res_model", "=", self._name),
                ("res_id", "in", [picking.id for picking in missing]),
            ]
        )
        # What was added since is not covered.
        return self.browse(
            approval.res_id
            for approval in approvals
            if approval._covers(missing[self.browse(approval.res_id)])
        )

    def _get_hand_over_obstacle(self):
        """Override to keep goods that must be paid before they are shipped."""
        obstacle = super()._get_hand_over_obstacle()
        if obstacle:
            return obstacle
        quantities = self._get_leaving_quantities()
        amount = self.sale_id._get_missing_payment(quantities)
        if not amount or self._get_released({self: amount}):
            return False
        return self.env._(
            "%(amount)s must be paid first. They leave when a payment is registered on "
            "the order or its invoice, or when a manager releases this delivery",
            amount=self.sale_id.currency_id.format(amount),
        )

    def action_release_before_payment(self):
        """Open the wizard in which a manager lets goods leave that are not paid."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Release Before Payment"),
            "res_model": "retail.delivery.release",
            "views": [[False, "form"]],
            "target": "new",
            "context": {"default_picking_id": self.id},
        }
