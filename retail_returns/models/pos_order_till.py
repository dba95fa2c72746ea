from odoo import fields, models


class PosOrder(models.Model):
    """How a sale is shown to a till that may take something of it back."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _prepare_sale_from_ui(self, config, returnables):
        """Describe this sale in a list of sales.

        :param config: the `pos.config` that asks
        :param dict returnables: see `pos.order.line._get_returnables`
        :return: {"id", "name" (receipt number), "date" (UTC), "store", "is_here",
            "customer", "orders" (references of the customer orders that it took or
            handed out), "total", "sold", "returnable" (quantities of all goods)}
        """
        self.ensure_one()
        goods = self._get_returnable_goods()
        return {
            "id": self.id,
            "name": self.pos_reference,
            "date": fields.Datetime.to_string(self.date_order),
            "store": self.config_id.store_id.name,
            "is_here": self.config_id.store_id == config.store_id,
            "customer": self.partner_id.name or "",
            "orders": self._get_customer_order_references(),
            "total": self.amount_total,
            "sold": sum(goods.mapped("qty")),
            "returnable": sum(returnables[line]["returnable"] for line in goods),
        }

    def _prepare_sale_detail_from_ui(self, config, returnables):
        self.ensure_one()
        share = self._get_discount_share()
        policies = self.env["retail.return.policy"]
        goods = self._get_returnable_goods()
        faults = {
            line: policies._explain_sold_line(config.store_id, self.partner_id, line)
            for line in goods
        }
        return {
            "partner_id": self.partner_id.id,
            "fiscal_position_id": self.fiscal_position_id.id,
            "invoiced": bool(self.account_move),
            "why_not": self._get_register_refusal(config),
            "lines": [
                {
                    **line._prepare_sold_line_from_ui(returnables[line], share),
                    "policy_fault": faults[line],
                }
                for line in goods
            ],
        }

    def _get_returnable_goods(self):
        """Return the lines of goods: no titles of combos, discounts or refunds."""
        self.ensure_one()
        return self.lines.filtered(
            lambda line: line.qty > 0
            and not line._is_discount_line()
            and line.product_id.type != "combo"
        )

    def _get_customer_order_references(self):
        self.ensure_one()
        orders = self.customer_order_id | self.pickup_order_id
        return [order.customer_order_reference or order.name for order in orders]

    def _get_register_refusal(self, config):
        """Say why a register gives nothing back for this sale; empty when it does."""
        self.ensure_one()
        if self.currency_id != config.currency_id:
            return self.env._(
                "Paid in %(paid)s, this register gives back %(here)s.",
                paid=self.currency_id.name,
                here=config.currency_id.name,
            )
        return ""
