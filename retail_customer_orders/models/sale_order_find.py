from odoo import fields, models


class SaleOrder(models.Model):
    """By what orders are found at a register, and what makes it quick."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    _customer_order_name_idx = models.Index("(name) WHERE is_customer_order IS TRUE")
    # Few orders are unclaimed or partly fulfilled: the newest of them are looked for
    # among a million.
    _customer_order_state_idx = models.Index(
        "(company_id, customer_order_state, date_order DESC, id DESC) "
        "WHERE is_customer_order IS TRUE AND customer_order_state != 'done'"
    )

    client_order_ref = fields.Char(index="btree_not_null")
