from odoo import api, fields, models


class SaleOrder(models.Model):
    """Who took an order; a salesperson is somebody else, and has the commission."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    origin_user_id = fields.Many2one(
        comodel_name="res.users",
        string="Taken By",
        compute="_compute_origin_user_id",
        store=True,
        precompute=True,
        # Else what a register says of a new order would be thrown away.
        readonly=False,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    sales_taker = fields.Char(
        compute="_compute_sales_taker",
        store=True,
        precompute=True,
        readonly=False,
        copy=False,
        help="Who served the customer: the employee at the register, where it knows "
        "its employees, else the user.",
    )

    @api.depends("is_customer_order")
    def _compute_origin_user_id(self):
        for order in self:
            taker = order.origin_user_id or order.create_uid or self.env.user
            order.origin_user_id = order.is_customer_order and taker

    @api.depends("origin_user_id")
    def _compute_sales_taker(self):
        # A name is no secret where the order is none.
        for order in self.sudo():
            order.sales_taker = order.sales_taker or order.origin_user_id.name
