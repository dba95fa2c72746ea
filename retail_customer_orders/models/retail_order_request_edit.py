from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools.payload_edit import parse_edit
from ..tools.quiet import QUIET
from ..tools.read import PayloadError


class RetailOrderRequest(models.Model):
    """How a register changes an order that was taken before (ED-01, ED-04)."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def edit_order_from_ui(self, config_id, order_id, changes, version):
        """Change lines of an order or quote, and add lines; all of it or nothing.

        Lines that are there keep their prices, new ones are judged as in a new order.
        What the customer has to pay or gets back by it is not settled here. A register
        that lost the answer asks again: the same "uuid" is made once.

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :param dict changes: as `tools.payload_edit.parse_edit` reads it
        :param str version: as `read_order_from_ui` gave it
        :return: {"order": as `read_order_from_ui`, "total", "deposit_required",
            "balance": {"before", "after"} in the order's currency}
        :raise UserError: somebody else changed the order, or something may not be
            changed like this, and what to do
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = self._browse_order(config, order_id)
        edit = self._parse_edit(changes)
        # Two registers may change the same order at the same moment.
        lock_records(order)
        if order._is_last_till_change(edit["uuid"]):
            return order._answer_till_change(config)
        order._ensure_unchanged(version)
        order._ensure_editable(config.store_id)
        if order.currency_id != config.currency_id:
            raise UserError(
                self.env._(
                    "The order is in %(order)s, this register sells in %(register)s.",
                    order=order.currency_id.name,
                    register=config.currency_id.name,
                )
            )
        before = order._get_figures()
        values = self._prepare_check(config, {}, order.partner_id.id)
        # The judge looks at what a cashier may not read; see the class of the till.
        request = self.sudo().new({**values, "order_id": order.id})
        request._edit_order(edit)
        order.last_till_change = {"uuid": edit["uuid"], "before": before}
        return order._answer_till_change(config)

    @api.model
    def _parse_edit(self, changes):
        try:
            return parse_edit(changes)
        except PayloadError as error:
            raise UserError(
                self.env._(
                    "The register sent changes that cannot be read. Reload the "
                    "register's data and try again."
                )
            ) from error

    def _edit_order(self, edit):
        """Make the changes; see `edit_order_from_ui`."""
        order = self.order_id._origin.with_context(
            retail_defer_reservation=True, **QUIET
        )
        # All is judged before anything is written: this request lives in the cache.
        changes = [self._judge_change(order, change) for change in edit["lines"]]
        values = self._judge_new_lines(edit["new_lines"])
        if edit["collector"] is not None:
            values["collector_name"] = edit["collector"]
        # The customer was told the prices of what is recalled: they stay.
        order.order_line._promise_price()
        for line, change in changes:
            line._edit(change)
        if edit["recalculate"]:
            order._recalculate_from_ui(edit["recalculate"], edit["ticket_uuid"])
        order.write(values)
        if order.state == "sale":
            order._prepare_conversion()
        order._reserve_goods()

    def _judge_new_lines(self, lines):
        """Judge what is added as a new order would be; return the order's values."""
        if lines:
            self._resolve_lines(lines)
            self._check_lines(lines)
        commands = [Command.create(self._prepare_order_line(line)) for line in lines]
        return {"order_line": commands}

    def _judge_change(self, order, change):
        """Judge one change; return the `sale.order.line` and its new values."""
        line = order.order_line.filtered(lambda line: line.id == change["id"])
        if not line or not line.fulfilment:
            raise UserError(
                self.env._(
                    "A line of the order does not exist any more. Open it again."
                )
            )
        values = self._prepare_place(line, change["place"]) if change["place"] else {}
        if change["qty"] is not None:
            values["product_uom_qty"] = line._from_product_unit(change["qty"])
        return line, values

    def _prepare_place(self, line, place):
        """Judge where and when goods are wanted now, as for a new line."""
        wanted = {**place, "product": line.product_id, "name": line.name}
        self._browse_named([wanted])
        wanted["store"] = self._get_line_store(wanted)
        wanted["date"] = place["date"] or wanted["store"]._get_local_today()
        wanted["partner"] = self._get_line_partner(wanted)
        self._resolve_delivery([wanted])
        problem = self._get_place_problem(wanted, self._get_offered_stores())
        if problem:
            raise UserError(
                self.env._(
                    "“%(product)s” cannot be changed: %(problem)s",
                    product=line.product_id.display_name,
                    problem=problem,
                )
            )
        return {
            "fulfilment": wanted["fulfilment"],
            "fulfilment_store_id": wanted["store"].id,
            "fulfilment_date": wanted["date"],
            "fulfilment_partner_id": wanted["partner"].id,
            **self._prepare_delivery(wanted),
        }

    def _get_fiscal_position(self):
        """Override of `retail_customer_orders` to tax what is added as the order."""
        if self.order_id:
            return self.order_id.fiscal_position_id
        return super()._get_fiscal_position()
