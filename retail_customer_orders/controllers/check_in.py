from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request
from odoo.tools import consteq


class CheckInController(http.Controller):
    """The page on which a customer says “I am here” (PU-07)."""

    @http.route(
        "/my/orders/<int:order_id>/check-in",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        sitemap=False,
    )
    def show_check_in(self, order_id, access_token=None, **kwargs):
        """Ask where the customer is, or say that the store knows.

        Opening the page tells nobody anything: programs that look at mails do it, too.
        """
        order = self._get_order(order_id, access_token)
        return request.render(
            "retail_customer_orders.check_in_page",
            {
                "order": order,
                "stores": order._get_check_in_stores(),
                "checked_in_at": order._is_checked_in() and order._get_check_in_time(),
                "access_token": access_token,
                "no_breadcrumbs": True,
            },
        )

    @http.route(
        "/my/orders/<int:order_id>/check-in",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
    )
    def check_in(self, order_id, access_token=None, store_id=None, note="", **kwargs):
        """Tell the store that its customer is here."""
        order = self._get_order(order_id, access_token)
        stores = order._get_check_in_stores()
        chosen = stores.filtered(lambda store: str(store.id) == store_id)
        if stores:
            order._check_in(chosen or stores[:1], note)
        return request.redirect(order.get_portal_url(suffix="/check-in"))

    def _get_order(self, order_id, access_token):
        """Find the order that a link names; whoever has its token is its customer."""
        # A customer may read neither stores nor what is ready in them.
        order = request.env["sale.order"].sudo().browse(order_id).exists()
        known = order.access_token
        if (
            not known
            or not consteq(known, access_token or "")
            or not order.is_customer_order
        ):
            raise NotFound()
        return order
