from odoo import fields, models


class RetailReturnLine(models.Model):
    """The restocking fee of returned goods."""

    _inherit = "retail.return.line"  # pylint: disable=consider-merging-classes-inherited

    fee_amount = fields.Monetary(
        string="Fee",
        readonly=True,
        copy=False,
        help="What is kept of the money, taxes included; fixed when the goods are "
        "received.",
    )
    fee_policy_id = fields.Many2one(
        comodel_name="retail.return.policy",
        string="Fee Of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )

    def _get_policy_case(self):
        """Describe these goods to the return policies."""
        self.ensure_one()
        return {
            "product": self.product_id,
            "sold": self._get_sold_line(),
            "reason": self.reason_id,
            "condition": self.condition,
            "amount": self.amount,
            "currency": self.currency_id,
            "date": self.return_id.date,
        }

    def _find_fee(self):
        """Return the policy that asks a fee for these goods, and the fee."""
        self.ensure_one()
        record = self.return_id
        policies = self.env["retail.return.policy"].sudo()
        if record.fee_waived or not record.store_id:
            return policies.browse(), 0.0
        return policies._find_fee(
            record.store_id, record.partner_id, self._get_policy_case(), self.qty
        )

    def _prepare_fee_item(self):
        """Return the values of the line of a credit note that keeps the fee."""
        self.ensure_one()
        code = self.fee_policy_id.fee_code_id
        product = code.product_id
        taxes = product.taxes_id._filter_taxes_by_company(self.company_id)
        price = self._get_price_with_taxes(self.fee_amount, taxes, product)
        return {
            "product_id": product.id,
            "name": code.name,
            "quantity": -1,
            "price_unit": price,
            "tax_ids": taxes.ids,
        }
