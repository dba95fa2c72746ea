from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.range_rule import is_in_force


class ProductProduct(models.Model):
    _name = "product.product"
    _inherit = ["product.product", "retail.assorted.mixin"]

    def _get_ranged_template(self):
        """Return the product of this variant."""
        return self.product_tmpl_id

    def _get_judged_variants(self):
        """List the ids of what a variant is judged by: itself."""
        return self.ids

    def _get_block_domain(self):
        """Build the domain of the sales blocks of these variants."""
        return Domain("product_tmpl_id", "in", self.product_tmpl_id.ids) & Domain(
            "product_id", "in", [False, *self.ids]
        )

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
        """Judge whether a store may sell these products (AS-10, AS-11, OA-03, OA-04).

        :param store: the `stock.warehouse` that sells them
        :param str fulfilment: "carry_out", or "pickup" or "ship" for what is ordered
        :param ticket: the `pos.order` that a manager may have approved; without one,
            what would need an approval is let through
        :raise UserError: one of them is blocked, or not for sale at all, or the policy
            of the store forbids it
        """
        self._check_not_blocked(store)
        unsaleable = self.filtered(lambda product: not product.sale_ok)
        if unsaleable:
            raise UserError(
                self.env._(
                    "This is not for sale: %s. Take it off.",
                    unsaleable._join_names(),
                )
            )
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

    def _check_not_blocked(self, store):
        """Refuse what is blocked or stopped today, whatever the range says.

        :param store: the `stock.warehouse` that would sell it
        :raise UserError: names the first of them and what its block says
        """
        for product, block in self._get_sale_blocks(store).items():
            raise UserError(
                self.env._(
                    "%(product)s may not be sold. %(message)s Take it off.",
                    product=product.display_name,
                    message=block._get_sentence(),
                )
            )

    def _get_sale_blocks(self, store):
        """Find what keeps these products from being sold at a store today.

        :param store: the `stock.warehouse` that would sell them
        :return: {product: `retail.sale.block`} of those that are blocked or stopped
        """
        today = store._get_local_today()
        # A cashier reads the sentence of a block, and nothing else of it.
        blocks = self.env["retail.sale.block"].sudo().search(self._get_block_domain())
        in_force = blocks.filtered(
            lambda one: one._concerns(store.company_id) and is_in_force(one, today)
        )
        found = {}
        for block in in_force:
            for product in self.filtered(block._names):
                found.setdefault(product, block)
        return found

    def _join_names(self):
        """Return the names of these products for a sentence."""
        return ", ".join(self.mapped("display_name"))
