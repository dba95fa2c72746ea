from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import price_control

JUDGED_FIELDS = {"price_unit", "discount", "product_uom_id", "product_id"}
APPROVAL_FIELDS = {
    "price_awaits_approval",
    "price_asked_by_id",
    "price_approved",
    "price_approved_by_id",
}


class SaleOrderLine(models.Model):
    """Prices far from the list price wait for a manager (PV-04)."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    price_awaits_approval = fields.Boolean(
        readonly=True,
        copy=False,
        help="A manager must approve this price before the order is confirmed.",
    )
    price_asked_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Price Asked For By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    price_approved = fields.Float(
        string="Approved Price",
        digits="Product Price",
        readonly=True,
        copy=False,
        help="Per unit, discount included. Prices between it and the list price need "
        "no other approval.",
    )
    price_approved_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Price Approved By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `sale` to judge the prices of new lines."""
        for vals in vals_list:
            self._ensure_no_approval_by_hand(vals)
        lines = super().create(vals_list)
        lines._judge_prices()
        return lines

    def write(self, vals):
        """Override of `sale` to judge prices that change."""
        self._ensure_no_approval_by_hand(vals)
        if not JUDGED_FIELDS & vals.keys():
            return super().write(vals)
        changed = self.filtered(lambda line: line._changes(vals, JUDGED_FIELDS))
        result = super().write(vals)
        changed._judge_prices()
        return result

    @api.model
    def _ensure_no_approval_by_hand(self, vals):
        if APPROVAL_FIELDS & vals.keys() and not self.env.su:
            raise UserError(
                self.env._("Prices are approved by a manager with “Approve Prices”.")
            )

    def _judge_prices(self):
        """Mark the prices that a manager must approve; a manager's own are approved.

        The server itself has judged what it writes.

        :raise UserError: the order is confirmed, such a price must be approved first
        """
        if self.env.su:
            return
        judged = self.filtered(lambda line: line._is_price_controlled())
        waiting = judged.filtered(lambda line: not line._is_price_free())
        if waiting and self.env.user.has_group("retail_base.group_retail_manager"):
            waiting._approve_prices()
            waiting = waiting.browse()
        for line in waiting.filtered(lambda line: line.state == "sale"):
            raise UserError(line._explain_price())
        # No user has the right to write this.
        waiting.sudo().write(
            {"price_awaits_approval": True, "price_asked_by_id": self.env.uid}
        )
        settled = (judged - waiting).filtered("price_awaits_approval")
        settled.sudo().price_awaits_approval = False

    def _is_price_controlled(self):
        self.ensure_one()
        return (
            self.order_id.is_customer_order
            # How far prices may go is no secret of those who set them.
            and self.company_id.sudo().retail_price_control
            and bool(self.product_id)
            and not self.display_type
            and not self.charge_code_id
            and not self.is_downpayment
        )

    def _get_list_price(self):
        """Return what a unit costs by the pricelist now, in the order's currency."""
        self.ensure_one()
        if self._is_global_discount():
            return 0.0
        if self.combo_item_id or self.product_type == "combo":
            price = self._get_display_price()
        else:
            # Not by the rule that core remembers: the pricelist may have changed.
            product = self.product_id.with_context(**self._get_product_price_context())
            pricelist = self.order_id.pricelist_id
            price = pricelist._get_product_price(
                product, **self._get_pricelist_kwargs()
            )
        taxes = self.product_id.taxes_id._filter_taxes_by_company(self.company_id)
        return self.product_id._get_tax_included_unit_price_from_price(
            price,
            product_taxes=taxes,
            fiscal_position=self.order_id.fiscal_position_id,
        )

    def _is_price_free(self):
        """Say whether the price of this line needs no approval, or has it."""
        self.ensure_one()
        company = self.company_id.sudo()
        limits = price_control.bounds(
            self._get_list_price(),
            company.retail_price_down_percent,
            company.retail_price_up_percent,
        )
        return price_control.is_free(
            self._get_discounted_price(),
            limits,
            self.currency_id.compare_amounts,
            self.price_approved if self.price_approved_by_id else None,
        )

    def _describe_price_change(self):
        """Say which price it is and which it should be: “Lamp: 80.00, not 100.00”."""
        self.ensure_one()
        return self.env._(
            "%(product)s: %(price)s, not %(list_price)s",
            product=self.product_id.display_name,
            price=self.currency_id.format(self._get_discounted_price()),
            list_price=self.currency_id.format(self._get_list_price()),
        )

    def _explain_price(self):
        return self.env._(
            "%(order)s: a manager must approve the price first. %(change)s.",
            order=self.order_id.name,
            change=self._describe_price_change(),
        )

    def _approve_prices(self):
        """Approve the prices of these lines as they are, in the name of this user."""
        for line in self:
            # Nobody may create approvals; whoever calls this is a manager.
            self.env["retail.approval"].sudo().create(line._prepare_price_approval())
            line.sudo().write(
                {
                    "price_awaits_approval": False,
                    "price_approved": line._get_discounted_price(),
                    "price_approved_by_id": self.env.uid,
                }
            )

    def _prepare_price_approval(self):
        now = fields.Datetime.now()
        difference = self._get_discounted_price() - self._get_list_price()
        return {
            "kind": "price_change",
            "description": f"{self.order_id.name} · {self._describe_price_change()}",
            "company_id": self.company_id.id,
            "currency_id": self.currency_id.id,
            "amount": self.currency_id.round(abs(difference * self.product_uom_qty)),
            "requested_by_id": self.price_asked_by_id.id or self.env.uid,
            "approved_by_id": self.env.uid,
            "expires_at": now,
            "used_at": now,
            "res_model": "sale.order",
            "res_id": self.order_id.id,
        }
