from odoo import api, models


class PosSession(models.Model):
    _inherit = "pos.session"

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `point_of_sale` to have what deposits need from the start."""
        sessions = super().create(vals_list)
        sessions.company_id._ensure_retail_deposit()
        return sessions

    def _get_sale_key(self, base_line):
        """Override of `point_of_sale` to book deposits per customer and order."""
        key = super()._get_sale_key(base_line)
        line = base_line["record"]
        if not line._is_deposit():
            return key
        link = line.order_id._get_deposit_link()
        return {**key, **link, "partner_id": base_line["partner_id"].id}

    def _get_sale_vals(self, key, sale_vals):
        """Override of `point_of_sale` to name customer and order of a deposit."""
        values = super()._get_sale_vals(key, sale_vals)
        if "customer_order_id" not in key:
            return values
        order = self.env["sale.order"].browse(key["customer_order_id"] or [])
        ticket = self.env["pos.order"].browse(key["deposit_ticket_id"] or [])
        reference = order.customer_order_reference or ticket.pos_reference
        return {
            **values,
            "name": self.env._("Deposit %(reference)s", reference=reference),
            "partner_id": key["partner_id"],
            "customer_order_id": order.id,
            "deposit_ticket_id": ticket.id,
        }
