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
        """Override of `retail_customer_orders` to add what returns gave (DP-09)."""
        given = ("return_id.state", "=", "refunded")
        ((amount, fees),) = self.env["retail.return.line"]._read_group(
            [("order_line_id.order_id", "in", self.ids), given],
            [],
            ["amount:sum", "fee_amount:sum"],
        )
        ((charges,),) = self.env["retail.return.charge"]._read_group(
            [("charge_line_id.order_id", "in", self.ids), given], [], ["amount:sum"]
        )
        total = (amount or 0.0) - (fees or 0.0) + (charges or 0.0)
        return super()._get_return_amount() + self.currency_id.round(total)

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
        return self.env["retail.return.wizard"]._open(self, order_id=self.id)
