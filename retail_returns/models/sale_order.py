from odoo import fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    retail_return_count = fields.Integer(
        string="Returns",
        compute="_compute_retail_return_count",
        groups="retail_base.group_retail_user",
    )

    def _get_retail_return_domain(self):
        return [("line_ids.order_line_id.order_id", "in", self.ids)]

    def _compute_retail_return_count(self):
        groups = self.env["retail.return.line"]._read_group(
            [("order_line_id.order_id", "in", self.ids)],
            ["order_line_id", "return_id"],
        )
        pairs = {(line.order_id, retail_return) for line, retail_return in groups}
        for order in self:
            order.retail_return_count = sum(order == sold for sold, _return in pairs)

    def _get_return_amount(self):
        """Override of `retail_customer_orders` to add up what came back (DP-09)."""
        groups = self.env["retail.return.line"]._read_group(
            [("order_line_id.order_id", "in", self.ids)], [], ["amount:sum"]
        )
        ((amount,),) = groups
        return super()._get_return_amount() + self.currency_id.round(amount or 0.0)

    def action_view_retail_returns(self):
        """Open what came back of this order."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_returns.retail_return_action"
        )
        action["domain"] = self._get_retail_return_domain()
        return action

    def action_take_back(self):
        """Take back in the back office what this order sold."""
        self.ensure_one()
        return self.env["retail.return.wizard"]._open(order_id=self.id)
