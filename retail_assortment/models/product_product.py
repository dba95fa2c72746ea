from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ProductProduct(models.Model):
    _name = "product.product"
    _inherit = ["product.product", "retail.assorted.mixin"]

    def _select_range_items(self):
        """Build the query of what a variant is judged by: itself."""
        return SQL(
            """
            SELECT product.id, product.product_tmpl_id, product.id AS product_id
              FROM product_product product
             WHERE product.id = ANY(%s)
            """,
            self.ids,
        )

    def _check_sold_by(self, store, fulfilment, ticket=None):
        """Judge whether a store may sell these products (OA-03, OA-04).

        :param store: the `stock.warehouse` that sells them
        :param str fulfilment: "carry_out", or "pickup" or "ship" for what is ordered
        :param ticket: the `pos.order` that a manager may have approved; without one,
            what would need an approval is let through
        :raise UserError: the policy of the store forbids one of them
        """
        outside = store._filter_outside_range(self)
        if not outside:
            return
        policy = store._get_out_of_range_policy()
        if policy == "approval" and ticket:
            self.env["retail.approval"]._use("out_of_range", ticket.uuid, record=ticket)
        elif policy == "forbid":
            raise UserError(
                self.env._(
                    "%(store)s does not carry this: %(products)s. Take it off the "
                    "ticket.",
                    store=store.name,
                    products=outside._join_names(),
                )
            )
        elif policy == "order_only" and fulfilment == "carry_out":
            raise UserError(
                self.env._(
                    "%(store)s does not carry this, it can only be ordered: "
                    "%(products)s. Take it off the ticket or order it.",
                    store=store.name,
                    products=outside._join_names(),
                )
            )

    def _join_names(self):
        """Return the names of these products for a sentence."""
        return ", ".join(self.mapped("display_name"))
