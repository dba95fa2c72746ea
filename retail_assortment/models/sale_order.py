from markupsafe import escape

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

TODO = "mail.mail_activity_data_todo"
# The policies of a store that say anything about what it does not carry.
POLICIES = [
    ("order_only", "Order only"),
    ("approval", "Needs approval"),
    ("forbid", "Not sold here"),
]


class SaleOrder(models.Model):
    """An order sells by the policy of its store, wherever the goods come from."""

    _inherit = "sale.order"

    out_of_range_policy = fields.Selection(
        selection=POLICIES,
        compute="_compute_out_of_range",
        help="What the store's policy says about lines that it does not carry.",
    )
    out_of_range_warning = fields.Text(compute="_compute_out_of_range")

    @api.depends("state", "order_line.out_of_range_policy")
    def _compute_out_of_range(self):
        for order in self:
            lines = order._get_lines_to_judge().filtered("out_of_range_policy")
            order.out_of_range_policy = lines[:1].out_of_range_policy
            order.out_of_range_warning = bool(lines) and order._explain_out_of_range(
                lines.product_id
            )

    def _get_lines_to_judge(self):
        """Return the lines that the next step will be about: all of a quotation, and
        those of a confirmed order that are not saved yet."""
        self.ensure_one()
        if self.state == "cancel":
            return self.order_line.browse()
        if self.state == "sale":
            return self.order_line.filtered(lambda line: not line._origin)
        return self.order_line

    def _explain_out_of_range(self, products):
        self.ensure_one()
        names = {
            "store": self._get_selling_store().name,
            "products": products._shorten_names(),
        }
        if self.out_of_range_policy == "forbid":
            return self.env._(
                "%(store)s does not carry this: %(products)s. The order cannot be "
                "confirmed. Take it off, or choose a store that carries it.",
                **names,
            )
        if self.out_of_range_policy == "approval":
            return self.env._(
                "%(store)s does not carry this: %(products)s. A manager has to confirm "
                "the order.",
                **names,
            )
        return self.env._(
            "%(store)s does not carry this: %(products)s. It can only be ordered.",
            **names,
        )

    def _get_selling_store(self):
        """Return the store whose policy counts, which need not be who delivers."""
        return self.warehouse_id

    def write(self, vals):
        """Override of `sale` to judge orders when they are confirmed, in whatever way,
        and confirmed ones that go to another store."""
        if {"state", "warehouse_id"}.isdisjoint(vals):
            return super().write(vals)
        before = {
            order: order._get_selling_store() for order in self if order.state == "sale"
        }
        result = super().write(vals)
        changed = self.filtered(
            lambda order: order.state == "sale"
            and before.get(order) != order._get_selling_store()
        )
        changed.order_line._judge_range()
        return result

    def _validate_order(self):
        """Override of `sale` to let what the customer signed stand."""
        agreed = self.with_context(retail_order_agreed=True)
        return super(SaleOrder, agreed)._validate_order()

    def _judge_range(self, products):
        """Judge what this confirmed order sells, and note what has to be known (OA-04).

        A person who confirms is refused what the store's policy forbids. An order that
        the customer has signed or paid stands: somebody is asked to look into it.

        :param products: what was sold just now
        :raise UserError: the policy of the store refuses some of it, and what to do
        """
        self.ensure_one()
        stands = self._is_settled_with_customer()
        is_manager = self.env.user.has_group("retail_base.group_retail_manager")
        try:
            passed = products._check_ordered(self, approved=is_manager and not stands)
        except UserError as error:
            if not stands:
                raise
            self._schedule_range_activity(str(error))
            return
        if passed:
            self._message_log(
                body=self.env._(
                    "%(manager)s let %(store)s sell what it does not carry: "
                    "%(products)s.",
                    manager=self.env.user.name,
                    store=self._get_selling_store().name,
                    products=passed._shorten_names(),
                )
            )

    def _is_settled_with_customer(self):
        """Say whether it is too late to refuse this order.

        So it is when the customer signed or paid it, and when nobody of the house
        confirms it: a refusal would lose the order, or a payment that was made.
        """
        self.ensure_one()
        user = self.env.user
        # A client may send any context, but never act as the server itself.
        agreed = self.env.su and self.env.context.get("retail_order_agreed")
        return bool(
            agreed
            or user.id == SUPERUSER_ID
            or not user._is_internal()
            or self.amount_paid
            or self._get_paid_tickets()
        )

    def _get_paid_tickets(self):
        """Return the tickets that took money for this order; `pos_sale` links them."""
        tickets = self.env["pos.order"].sudo()
        if "pos_order_line_ids" in self._fields:
            tickets = self.sudo().pos_order_line_ids.order_id
        return tickets.filtered(lambda ticket: ticket.state not in ("draft", "cancel"))

    def _schedule_range_activity(self, message, summary=None):
        """Ask the store's manager, or the salesperson, to look into an order."""
        # Whoever confirms may be a customer, who sees neither store nor people.
        order = self.sudo()
        manager = order._get_selling_store().manager_id
        people = manager | order.user_id | order.team_id.user_id
        owner = people.filtered(order._may_look_into)[:1]
        summary = summary or self.env._("Sold outside the range")
        if owner:
            order.activity_schedule(
                TODO, summary=summary, note=escape(message), user_id=owner.id
            )
        else:
            order._message_log(body=message)

    def _may_look_into(self, user):
        """Say whether a user may be asked to look into this order."""
        self.ensure_one()
        company = self.company_id
        order = self.sudo(False).with_context(allowed_company_ids=company.ids)
        return (
            user.active
            and company in user.company_ids
            and order.with_user(user).has_access("read")
        )
