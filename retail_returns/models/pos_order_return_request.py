from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records

from .retail_return_life import OPEN_STATES


class PosOrder(models.Model):
    """Goods that a customer asked to return are taken back at a register."""

    _inherit = "pos.order"  # pylint: disable=consider-merging-classes-inherited

    def _get_judge_steps(self):
        """Override of `retail_returns` to look at the request first."""
        return ["_judge_return_request", *super()._get_judge_steps()]

    def _get_return_request(self):
        """Return the request that this ticket names, in superuser mode, or none."""
        self.ensure_one()
        # `_link_return` refuses another shape later.
        payload = self.return_payload if isinstance(self.return_payload, dict) else {}
        uuid = payload.get("request")
        # A cashier reads no returns; the company is the ticket's.
        returns = self.env["retail.return"].sudo()
        if not isinstance(uuid, str):
            return returns
        domain = [("uuid", "=", uuid), ("company_id", "=", self.company_id.id)]
        return returns.search(domain, limit=1)

    def _judge_return_request(self):
        """Refuse to pay a request that is closed.

        :raise UserError: what is refused, and what the cashier can do
        """
        self.ensure_one()
        request = self._get_return_request()
        if not request or request.pos_order_id == self:
            return
        lock_records(request)
        # The other sales of the same request are paid with tickets of their own.
        if request.state in OPEN_STATES or self._is_of_same_group(request.pos_order_id):
            return
        labels = dict(request._fields["state"]._description_selection(self.env))
        raise UserError(
            self.env._(
                "%(number)s is %(state)s already. Find the sale in Returns, and begin "
                "again without the request.",
                number=request.name,
                state=labels[request.state].lower(),
            )
        )

    def _is_of_same_group(self, ticket):
        group = (self.return_payload or {}).get("group")
        return bool(group) and group == (ticket.return_payload or {}).get("group")

    def _judge_return_policy(self):
        """Override of `retail_returns` to ask once for what a manager has approved."""
        if self._is_return_approved():
            return None
        return super()._judge_return_policy()

    def _is_return_approved(self):
        """Say whether a manager approved all that this ticket takes back."""
        self.ensure_one()
        request = self._get_return_request()
        # What another ticket took back has used up what was approved.
        is_used = request.pos_order_id and request.pos_order_id != self
        if not request.approved_by_id or is_used:
            return False
        left = defaultdict(float)
        for line in request.line_ids:
            left[line._get_sold_line()] += line.qty
        for line in self.sudo().lines:
            sold = line._get_return_source()
            if line.qty < 0 and sold:
                left[sold] += line.qty
                if line.product_uom_id.compare(left[sold], 0) < 0:
                    return False
        return True
