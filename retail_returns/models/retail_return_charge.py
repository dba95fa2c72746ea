from odoo import api, fields, models

from .retail_return_line import RECEIVED_STATES


class RetailReturnCharge(models.Model):
    """The share of an order's charge that returned goods give back (CH-09 to CH-12)."""

    _name = "retail.return.charge"
    _description = "Charge Given Back"
    _order = "return_id desc, id"
    _rec_name = "charge_code_id"

    return_id = fields.Many2one(
        comodel_name="retail.return", required=True, index=True, ondelete="cascade"
    )
    return_line_id = fields.Many2one(
        comodel_name="retail.return.line",
        string="Returned Goods",
        required=True,
        index=True,
        ondelete="cascade",
    )
    charge_line_id = fields.Many2one(
        comodel_name="sale.order.line",
        string="Charge",
        required=True,
        index=True,
        ondelete="restrict",
    )
    charge_code_id = fields.Many2one(
        comodel_name="retail.charge.code", required=True, ondelete="restrict"
    )
    product_id = fields.Many2one(related="return_line_id.product_id")
    company_id = fields.Many2one(related="return_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="return_id.currency_id")
    amount = fields.Monetary(required=True)

    @api.model
    def _sum_shipping(self, order):
        """Add up what returns gave back of the shipping charges of an order."""
        groups = self._read_group(
            [
                ("charge_line_id.order_id", "=", order.id),
                ("charge_code_id.kind", "=", "shipping"),
                ("return_id.state", "in", RECEIVED_STATES),
            ],
            [],
            ["amount:sum"],
        )
        ((amount,),) = groups
        return amount or 0.0

    def _prepare_credit_item(self):
        """Return the values of the line of a credit note that gives this back."""
        self.ensure_one()
        charge = self.charge_line_id
        return {
            "product_id": self.charge_code_id.product_id.id,
            "name": charge.name,
            "quantity": 1,
            "price_unit": charge._get_price_of_total(self.amount),
            "tax_ids": charge.tax_ids.ids,
        }
