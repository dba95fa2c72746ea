from odoo import fields, models


class RetailChargeCode(models.Model):
    """Names a charge on an order; its product carries price, taxes and account."""

    _name = "retail.charge.code"
    _description = "Charge Code"
    _order = "kind, code, id"
    _rec_names_search = ["code", "name"]
    _check_company_auto = True

    _code_unique = models.Constraint(
        "UNIQUE (code, company_id)",
        "Another charge code of this company has the same code already.",
    )

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, copy=False)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    kind = fields.Selection(
        selection=[
            ("shipping", "Shipping"),
            ("cancellation", "Cancellation"),
            ("other", "Other"),
        ],
        required=True,
        default="other",
    )
    product_id = fields.Many2one(
        comodel_name="product.product",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain=[("type", "=", "service")],
        help="The charge is an order line with this product: "
        "its taxes and its income account apply.",
    )
    refundable = fields.Boolean(
        default=True,
        help="A charge of this kind is given back when goods are returned.",
    )
