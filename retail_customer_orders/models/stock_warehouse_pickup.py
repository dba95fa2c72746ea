from odoo import fields, models
from odoo.exceptions import UserError


class StockWarehouse(models.Model):
    """What a store has promised, and who answers for it."""

    _inherit = "stock.warehouse"  # pylint: disable=consider-merging-classes-inherited

    order_unclaimed_count = fields.Integer(
        string="Unclaimed", compute="_compute_order_unclaimed_count"
    )

    def _compute_order_unclaimed_count(self):
        # Whoever sees a store may know how much it has to do.
        lines = self.env["sale.order.line"].sudo()
        counts = dict(
            lines._read_group(
                lines._get_open_domain(self, "unclaimed"),
                ["fulfilment_store_id"],
                ["order_id:count_distinct"],
            )
        )
        for warehouse in self:
            warehouse.order_unclaimed_count = counts.get(warehouse.sudo(), 0)

    def action_view_unclaimed_orders(self):
        """Open the orders whose goods nobody claimed in these stores."""
        action = self._get_customer_orders_action("overdue")
        lines = self.env["sale.order.line"]
        found = lines.search(lines._get_open_domain(self, "unclaimed"))
        return {
            **action,
            "name": self.env._("Unclaimed: %s", ", ".join(self.mapped("name"))),
            "domain": [("id", "in", found.order_id.ids)],
        }

    def _get_store_manager(self):
        """Return who answers for this store: its manager, else one of the company."""
        self.ensure_one()
        # Groups are not for everybody to read; a name leaves here.
        group = self.env.ref("retail_base.group_retail_manager").sudo()
        admins = self.env.ref("retail_base.group_retail_admin").sudo().all_user_ids
        managers = group.all_user_ids.filtered(
            lambda user: user._is_retail_approver(self.company_id)
        )
        if self.manager_id in managers:
            return self.manager_id
        return (managers - admins)[:1] or managers[:1]

    def write(self, vals):
        """Override of `stock` to close no store that customers still wait for."""
        if "active" in vals and not vals["active"]:
            self._ensure_nothing_promised()
        return super().write(vals)

    def _ensure_nothing_promised(self):
        # Whoever administers warehouses need not see orders.
        lines = self.env["sale.order.line"].sudo()
        for store in self:
            found = lines.search(
                [
                    ("fulfilment_store_id", "=", store.id),
                    ("fulfilment_open_qty", ">", 0),
                ]
            )
            orders = found.order_id
            if orders:
                raise UserError(
                    self.env._(
                        "%(store)s still has to hand out or ship %(count)s customer "
                        "orders, such as %(order)s. Switch off pickup and shipping so "
                        "that no new ones come, and archive it when they are done.",
                        store=store.name,
                        count=len(orders),
                        order=orders[0].name,
                    )
                )
