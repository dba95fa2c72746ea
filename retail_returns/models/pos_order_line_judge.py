from odoo import api, fields, models
from odoo.exceptions import UserError


class PosOrderLine(models.Model):
    """What a single line of a return may look like."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    needs_return_reason = fields.Boolean(compute="_compute_needs_return_reason")

    @api.depends("price_unit", "product_id", "order_id.config_id.store_id")
    def _compute_needs_return_reason(self):
        for line in self:
            line.needs_return_reason = line._needs_return_reason()

    def _judge_return_line(self):
        """Refuse another product, other taxes or no reason.

        :raise UserError: what is refused, and what the cashier can do
        """
        self.ensure_one()
        sold = self.refunded_orderline_id
        name = sold.product_id.display_name
        if self.product_id != sold.product_id:
            raise UserError(
                self.env._(
                    "%(other)s cannot be returned as %(product)s.",
                    other=self.product_id.display_name,
                    product=name,
                )
            )
        if self.tax_ids_after_fiscal_position != sold.tax_ids_after_fiscal_position:
            raise UserError(
                self.env._(
                    "%(product)s must be given back with the taxes that it was sold "
                    "with. Begin the return again in Returns.",
                    product=name,
                )
            )
        if self._needs_return_reason():
            self._judge_return_reason(name)

    def _needs_return_reason(self):
        """Say whether goods come back to a store: no combo's title and no discount.

        A register outside the stores works as without this addon.
        """
        self.ensure_one()
        is_goods = self.product_id.type != "combo" and self.price_unit >= 0
        return is_goods and self.order_id.config_id.store_id.is_store

    def _judge_return_reason(self, name):
        reason = self.return_reason_id
        companies = (self.company_id, self.env["res.company"])
        if reason.kind != "return" or reason.company_id not in companies:
            raise UserError(
                self.env._("Choose why %(product)s is returned.", product=name)
            )
        if reason.note_required and not (self.return_note or "").strip():
            raise UserError(
                self.env._(
                    "Write a note on why %(product)s is returned: the reason "
                    '"%(reason)s" asks for one.',
                    product=name,
                    reason=reason.name,
                )
            )

    def _get_over_return_message(self, asked, values):
        """Say that this sold line cannot give back as much as is asked."""
        self.ensure_one()
        all_back = self.product_uom_id.compare(values["returned"], values["sold"]) >= 0
        if values["why_not"] and not all_back:
            return self.env._(
                "%(product)s cannot be returned. %(why)s",
                product=self.product_id.display_name,
                why=values["why_not"],
            )
        return self.env._(
            "%(product)s: %(asked)g would be returned, but only %(left)g of %(sold)g "
            "can still be: %(returned)g came back already.",
            product=self.product_id.display_name,
            asked=asked,
            left=values["returnable"],
            sold=values["sold"],
            returned=values["returned"],
        )

    def _get_over_refund_message(self, given, paid):
        """Say that this line gives back more than was paid."""
        self.ensure_one()
        return self.env._(
            "%(product)s: %(given)s would be given back, but only %(paid)s was paid.",
            product=self.product_id.display_name,
            given=self.currency_id.format(given),
            paid=self.currency_id.format(paid),
        )
