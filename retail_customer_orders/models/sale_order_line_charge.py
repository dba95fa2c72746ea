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
