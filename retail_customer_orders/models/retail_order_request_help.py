import uuid

from odoo import models
from odoo.exceptions import AccessError

from ..tools.reference import make_reference
from .retail_order_request import REVIEWED_STEP


class RetailOrderRequest(models.Model):
    """What people do about requests whose order could not be made."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def action_retry(self):
        """Try again to make the orders of failed requests.

        :raise UserError: it fails again, and why
        """
        self._ensure_may_help()
        for request in self.filtered(lambda request: request.state == "failed"):
            # Whoever repairs a request need not sell nor keep books.
            request.sudo()._synchronize()
            if request.state == "failed":
                return request._notify(request.error, "danger")
        return self._notify(self.env._("The order was made."), "success")

    def action_separate(self):
        """Make an order of their own for requests that repeat another's number."""
        self._ensure_may_help()
        for request in self.filtered(
            lambda request: request.state == "conflict"
        ).sudo():
            identifier = str(uuid.uuid4())
            request.write(
                {
                    "uuid": identifier,
                    "reference": make_reference(identifier),
                    "state": "failed",
                }
            )
        return self.action_retry()

    def _ensure_may_help(self):
        self.check_access("read")
        if not self.env.user.has_group("retail_base.group_retail_user"):
            raise AccessError(
                self.env._("Only users of Retail may try again to make an order.")
            )

    def _notify(self, message, kind):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "message": message,
                "sticky": kind == "danger",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _close_reviews(self):
        """Close what the review list says about these requests, now that it is past."""
        reviews = self.env["retail.review"].search(
            [
                ("pos_order_id", "in", self.pos_order_id.ids),
                ("step", "=", REVIEWED_STEP),
                ("state", "=", "open"),
            ]
        )
        for review in reviews:
            review._close(self.env._("The order was made from its request."))
