from odoo import fields, models


class PosOrderLine(models.Model):
    """Lines of a refund beside the goods: charges given back, and fees kept."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    return_charge_line_id = fields.Many2one(
        comodel_name="sale.order.line",
        string="Charge Given Back",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The charge of an order that this line gives a share of back.",
    )
    return_fee_policy_id = fields.Many2one(
        comodel_name="retail.return.policy",
        string="Restocking Fee Of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The return policy that keeps this line's amount of the refund.",
    )

    def _get_return_refusal(self, special_products, left):
        """Override of `retail_returns`: fees are no goods, charges follow theirs."""
        refusal = super()._get_return_refusal(special_products, left)
        if refusal:
            return refusal
        if self.return_fee_policy_id:
            return self.env._("A restocking fee is not given back.")
        # A cashier may not read orders.
        sold = self.sudo().customer_order_line_id
        if sold.charge_code_id and sold.charged_line_ids:
            return self.env._("Given back with its goods, by their share.")
        return ""

    def _is_extra(self):
        """Say whether this line gives back a charge or keeps a fee."""
        self.ensure_one()
        return bool(self.return_charge_line_id or self.return_fee_policy_id)

    def _set_return_extra(self, extra):
        """Write what this line of a refund is for, as the register says.

        :param dict extra: see `read_return_extras`
        """
        self.ensure_one()
        charges = self.env["sale.order.line"].browse(extra["charge_line_id"]).exists()
        policies = self.env["retail.return.policy"]
        self.write(
            {
                "return_charge_line_id": charges.filtered("charge_code_id").id,
                "return_fee_policy_id": policies.browse(extra["fee_policy_id"])
                .exists()
                .id,
            }
        )
