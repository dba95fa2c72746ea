from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.retail_base.tools.judge import lock_records

ACCEPTANCE_FIELDS = {
    "acceptance",
    "rejection_reason_id",
    "rejection_note",
    "rejected_by_store_id",
}
UNREJECTED = {
    "rejection_reason_id": False,
    "rejection_note": False,
    "rejected_by_store_id": False,
}
PLACE_FIELDS = {"fulfilment", "fulfilment_store_id"}


class SaleOrderLine(models.Model):
    """A store accepts or rejects what it is to ship (FU-03, FU-04, FU-11).

    Empty where nobody need be asked: pickups, and stores that accept all.
    """

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    _acceptance_idx = models.Index(
        "(fulfilment_store_id, acceptance) WHERE acceptance IS NOT NULL"
    )

    acceptance = fields.Selection(
        selection=[
            ("pending", "Pending"),
            ("accepted", "Accepted"),
            ("rejected", "Rejected"),
        ],
        readonly=True,
        copy=False,
        help="Pending: the store has to accept before anybody prepares the goods.\n"
        "Rejected: the store does not ship them; give them to another one.",
    )
    rejection_reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    rejection_note = fields.Text(readonly=True, copy=False)
    rejected_by_store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Rejected By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `sale` to ask the store about what is added to an order."""
        for vals in vals_list:
            self._ensure_acceptance_untouched(vals)
        lines = super().create(vals_list)
        new = lines.filtered(lambda line: line.state == "sale" and not line.acceptance)
        new._start_acceptance()
        return lines

    def write(self, vals):
        """Override of `sale` to ask another store, where the goods are given to one."""
        self._ensure_acceptance_untouched(vals)
        if not PLACE_FIELDS & vals.keys():
            return super().write(vals)
        moved = self.filtered(
            lambda line: line.state == "sale" and line._changes(vals, PLACE_FIELDS)
        )
        result = super().write(vals)
        moved._start_acceptance()
        return result

    @api.model
    def _ensure_acceptance_untouched(self, vals):
        if ACCEPTANCE_FIELDS & vals.keys() and not self.env.su:
            raise UserError(
                self.env._("Goods are accepted with “Accept” or “Reject”, not by hand.")
            )

    def _start_acceptance(self):
        """Ask the stores that ship these lines, where they want to be asked."""
        # Whoever sells need not read how stores are set up.
        lines = self.sudo()
        pending = lines.filtered(
            lambda line: line.fulfilment == "ship"
            and line.fulfilment_store_id._get_profile_value("manual_accept") == "manual"
        )
        pending.write({"acceptance": "pending", **UNREJECTED})
        settled = (lines - pending).filtered("acceptance")
        settled.write({"acceptance": False, **UNREJECTED})

    def _get_acceptance_obstacle(self):
        """Say which of these goods must not be prepared, and why.

        :return: a sentence, or False when all may
        """
        # Whoever prepares goods need not read orders.
        for line in self.sudo():
            values = {
                "product": line.product_id.display_name,
                "order": line.order_id.name,
                "store": line.fulfilment_store_id.name,
            }
            if line.acceptance == "pending":
                return self.env._(
                    "“%(product)s” of %(order)s is pending: accept or reject it first.",
                    **values,
                )
            if line.acceptance == "rejected":
                return self.env._(
                    "%(store)s has rejected “%(product)s” of %(order)s. Give it to "
                    "another store first.",
                    **values,
                )
        return False

    # === ACCEPTING ===#

    @api.model
    def _may_decide(self):
        """Say whether the user works in stores or in their stockrooms."""
        user = self.env.user
        return user.has_group("retail_base.group_retail_user") or user.has_group(
            "stock.group_stock_user"
        )

    def _lock_to_accept(self, states):
        """Lock the orders of these lines, and return the lines with superuser rights.

        :raise AccessError: the user works neither in the store nor in its stockroom
        :raise UserError: somebody else has decided about one of them
        """
        # Whoever is superuser here asked what the user of a register may.
        if not self.env.su and not self._may_decide():
            raise AccessError(
                self.env._("Only people of the store accept or reject its shipments.")
            )
        self.check_access("read")
        # People of the stockroom may not write orders; this much they decide.
        lines = self.sudo()
        lock_records(lines.order_id)
        lines.invalidate_recordset()
        for line in lines:
            if line.acceptance not in states:
                raise UserError(
                    self.env._(
                        "“%(product)s” of %(order)s waits for no decision any more.",
                        product=line.product_id.display_name,
                        order=line.order_id.name,
                    )
                )
        return lines

    def action_accept(self):
        """Let the goods of these lines be prepared (FU-03).

        :raise UserError: one of them is not pending any more
        """
        lines = self._lock_to_accept({"pending"})
        lines.acceptance = "accepted"
        for order, part in lines.grouped("order_id").items():
            order.message_post(
                body=self.env._(
                    "%(store)s accepts: %(goods)s.",
                    store=", ".join(part.fulfilment_store_id.mapped("name")),
                    goods=", ".join(part.product_id.mapped("display_name")),
                )
            )

    def action_reject(self):
        """Open the wizard that rejects this line, or a part of it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reject"),
            "res_model": "retail.rejection",
            "view_mode": "form",
            "target": "new",
            "context": {"default_line_id": self.id},
        }

    def action_ask_again(self):
        """Ask the same store again about goods that it rejected (FU-11).

        :raise UserError: one of them is not rejected any more
        """
        lines = self._lock_to_accept({"rejected"})
        lines._start_acceptance()
        lines.order_id._reserve_goods()

    def action_reassign(self):
        """Open the change of delivery for this line, to give it to another store."""
        self.ensure_one()
        action = self.order_id.action_change_fulfilment()
        place = {
            f"default_{name}": self._fields[name].convert_to_write(self[name], self)
            for name in (
                "fulfilment",
                "fulfilment_store_id",
                "fulfilment_date",
                "fulfilment_partner_id",
            )
        }
        context = {**action["context"], **place, "default_line_ids": self.ids}
        return {**action, "context": context}
