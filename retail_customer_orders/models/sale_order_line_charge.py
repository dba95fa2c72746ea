from odoo import fields, models


class SaleOrderLine(models.Model):
    """Charges are lines of the order, so they tax and print like goods (CH-06)."""

    _inherit = "sale.order.line"  # pylint: disable=consider-merging-classes-inherited

    charge_code_id = fields.Many2one(
        comodel_name="retail.charge.code",
        string="Charge Code",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Says that this line is a charge, and of which kind.",
    )

    def _get_charges(self, kind=None):
        """Return those of these lines that are charges.

        :param str kind: see `retail.charge.code`; all kinds when not given
        """
        return self.filtered(
            lambda line: line.charge_code_id
            and (not kind or line.charge_code_id.kind == kind)
        )

    def _get_price_of_total(self, total):
        """Return the unit price at which one of this line costs `total` with its taxes.

        :param float total: in the order's currency, taxes included
        """
        self.ensure_one()
        details = self.tax_ids._get_tax_details(
            price_unit=total,
            quantity=1,
            special_mode="total_included",
            product=self.product_id,
        )
        included = sum(
            data["tax_amount"]
            for data in details["taxes_data"]
            if data["tax"].price_include
        )
        return details["total_excluded"] + included
