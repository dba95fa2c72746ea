from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request, route
from odoo.tools import consteq

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager

from ..tools.online_request import read_online_request
from ..tools.payload import PayloadError


class ReturnPortal(CustomerPortal):
    """Customers ask for returns of their orders, and follow them."""

    def _prepare_home_portal_values(self, counters):
        """Override of `portal` to count the customer's returns."""
        values = super()._prepare_home_portal_values(counters)
        if "return_count" in counters:
            values["return_count"] = self._get_returns().search_count(
                self._get_return_domain(), limit=1
            )
        return values

    def _get_returns(self):
        # A customer may read no return but by these pages, which look whose it is.
        return request.env["retail.return"].sudo()

    def _get_return_domain(self):
        return self._get_returns()._get_portal_domain(request.env.user.partner_id)

    # === THE CUSTOMER'S RETURNS ===#

    @route(
        ["/my/returns", "/my/returns/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
    )
    def portal_my_returns(self, page=1, **kwargs):
        """List the customer's returns, the newest first."""
        returns, domain = self._get_returns(), self._get_return_domain()
        pager = portal_pager(
            url="/my/returns",
            total=returns.search_count(domain),
            page=page,
            step=self._items_per_page,
        )
        values = self._prepare_portal_layout_values()
        values.update(
            {
                "page_name": "return",
                "pager": pager,
                "default_url": "/my/returns",
                "returns": returns.search(
                    domain, limit=self._items_per_page, offset=pager["offset"]
                ),
            }
        )
        return request.render("retail_returns.portal_my_returns", values)

    @route("/my/returns/<int:return_id>", type="http", auth="public", website=True)
    def portal_return_page(self, return_id, access_token=None, **kwargs):
        """Show a return, its state and the code for the counter."""
        record = self._find_return(return_id, access_token)
        if not record:
            return request.redirect("/my")
        return self._render_return(record, access_token)

    @route(
        "/my/returns/<int:return_id>/cancel",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
    )
    def portal_cancel_return(self, return_id, access_token=None, **kwargs):
        """Call a return off."""
        record = self._find_return(return_id, access_token)
        if not record:
            return request.redirect("/my")
        try:
            record._cancel_online()
        except UserError as error:
            return self._render_return(record, access_token, error.args[0])
        return request.redirect(record.get_portal_url())

    def _find_return(self, return_id, access_token):
        """Return the customer's return, or the one that a link's token opens."""
        record = self._get_returns().browse(return_id).exists()
        # As bytes: of text, only plain letters can be compared.
        own, sent = (record.access_token or "").encode(), (access_token or "").encode()
        if own and consteq(own, sent):
            return record
        return self._get_returns().search(
            [("id", "=", return_id), *self._get_return_domain()]
        )

    def _render_return(self, record, access_token, message=""):
        values = self._prepare_portal_layout_values()
        values.update(
            {
                "page_name": "return",
                "retail_return": record,
                "access_token": access_token,
                "message": message,
            }
        )
        return request.render("retail_returns.portal_return_page", values)

    # === ASKING FOR ONE ===#

    @route(
        "/my/orders/<int:order_id>/return",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
    )
    def portal_return_form(self, order_id, access_token=None, **kwargs):
        """Ask what of an order comes back, and where."""
        order = self._find_order(order_id, access_token)
        if not order:
            return request.redirect("/my")
        return self._render_form(order, access_token, {})

    @route(
        "/my/orders/<int:order_id>/return",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
    )
    def portal_ask_return(self, order_id, access_token=None, **form):
        """Record what the customer wants to bring back."""
        order = self._find_order(order_id, access_token)
        if not order:
            return request.redirect("/my")
        try:
            with request.env.cr.savepoint():
                record = self._get_returns()._request_online(
                    order, read_online_request(form), self._read_pictures()
                )
        except PayloadError:
            message = request.env._("Enter quantities as numbers, for example 1.")
            return self._render_form(order, access_token, form, message)
        except UserError as error:
            return self._render_form(order, access_token, form, error.args[0])
        record._portal_ensure_token()
        return request.redirect(record.get_portal_url())

    def _find_order(self, order_id, access_token):
        """Return the order, in superuser mode, if the visitor may see its page."""
        try:
            order = self._document_check_access("sale.order", order_id, access_token)
        except (AccessError, MissingError):
            return None
        # The return is the visitor's, not that of the superuser.
        return request.env["sale.order"].sudo().browse(order.id)

    def _read_pictures(self):
        files = request.httprequest.files.getlist("pictures")
        return [(file.filename, file.read()) for file in files]

    def _get_conditions(self):
        field = request.env["retail.return.line"]._fields["condition"]
        return field._description_selection(request.env)

    def _render_form(self, order, access_token, form, message=""):
        """Show the form; what was typed stays in it."""
        stores = order._get_return_stores()
        typed = str(form.get("store_id") or "")
        store = stores.filtered(lambda one: str(one.id) == typed)
        store = store or (stores & order.warehouse_id) or stores[:1]
        values = self._prepare_portal_layout_values()
        values.update(
            {
                "page_name": "return",
                "order": order,
                "access_token": access_token,
                "form": form,
                "message": message,
                "stores": stores,
                "store": store,
                "offers": order._get_return_offers(store),
                "reasons": self._get_returns()._get_online_reasons(order),
                "conditions": self._get_conditions(),
            }
        )
        return request.render("retail_returns.portal_return_form", values)
