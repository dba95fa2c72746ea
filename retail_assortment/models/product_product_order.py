from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.retail_base.tools.read_id import read_id

NAMED = 10


class ProductProduct(models.Model):
    """How orders of the back office look at the range of their store."""

    _inherit = "product.product"  # pylint: disable=consider-merging-classes-inherited

    is_carried_by_order_store = fields.Boolean(
        string="Carried by the Store",
        compute="_compute_is_carried_by_order_store",
        search="_search_is_carried_by_order_store",
        help="The store of the order whose catalog is open carries this today.",
    )

    @api.depends_context("order_id")
    def _compute_is_carried_by_order_store(self):
        store = self._get_order_store()
        outside = store._filter_outside_range(self) if store else self
        for product in self:
            product.is_carried_by_order_store = product not in outside

    @api.model
    def _search_is_carried_by_order_store(self, operator, value):
        if operator != "in":
            return NotImplemented
        store = self._get_order_store()
        if not (store.is_store and store.active):
            return Domain(bool(store))
        return store._get_range_domain(self._name)

    @api.model
    def _get_order_store(self):
        """Return the store that sells the order in the context, if there is one."""
        order_id = read_id(self.env.context.get("order_id"))
        return self.env["sale.order"].browse(order_id).exists()._get_selling_store()

    def _check_ordered(self, order, approved=False):
        """Judge whether the store of an order may sell these products by it (OA-04).

        What `_check_sold_by` says of any sale is said here, too.

        :param order: the `sale.order` that sells them
        :param bool approved: whether a manager stands behind the order
        :return: the products outside the range that the manager let pass
        :raise UserError: the policy of the store forbids one of them, or needs a
            manager, and what to do
        """
        store = order._get_selling_store()
        if not (store.is_store and store.active):
            return self.browse()
        outside = store._filter_outside_range(self)
        policy = store._get_out_of_range_policy() if outside else False
        names = {
            "store": store.name,
            "products": outside._shorten_names(),
            "order": order.name,
        }
        if policy == "forbid":
            raise UserError(
                self.env._(
                    "%(store)s does not carry this and must not sell it: %(products)s. "
                    "Take it off %(order)s, or let a store that carries it take the "
                    "order.",
                    **names,
                )
            )
        self._check_sold_by(store, "ship")
        if policy == "approval" and not approved:
            raise UserError(
                self.env._(
                    "%(store)s does not carry this, a manager has to agree: "
                    "%(products)s. Let a manager do this on %(order)s, or take it off.",
                    **names,
                )
            )
        return outside if policy == "approval" else self.browse()

    def _shorten_names(self):
        """Return the names of these products for a sentence, and how many are left."""
        named = self[:NAMED]
        if len(self) == len(named):
            return named._join_names()
        return self.env._(
            "%(products)s and %(count)s more",
            products=named._join_names(),
            count=len(self) - len(named),
        )
