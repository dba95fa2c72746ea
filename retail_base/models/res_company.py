from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

PERCENTAGES = ["retail_deposit_percent", "retail_cancellation_charge_percent"]
MINIMUMS = {
    "retail_refund_shipping_limit": 0,
    "retail_approval_attempts": 1,
    "retail_approval_minutes": 1,
}


class ResCompany(models.Model):
    _inherit = "res.company"

    retail_profile_id = fields.Many2one(
        comodel_name="retail.profile",
        string="Default Functionality Profile",
        domain="[('company_id', '=', id)]",
        ondelete="restrict",
        help="Applies to stores without a profile of their own, and where the "
        "profile of a store says nothing.",
    )
    retail_inventory_profile_id = fields.Many2one(
        comodel_name="retail.inventory.profile",
        string="Default Inventory Profile",
        domain="[('company_id', '=', id)]",
        ondelete="restrict",
        help="What customers are told of the stock of products for which neither "
        "product nor category says it.",
    )
    retail_default_order_type = fields.Selection(
        selection=[("customer_order", "Customer Order"), ("quote", "Quote")],
        string="Default Order Type",
        default="customer_order",
        required=True,
        help="What a register proposes when lines are to be picked up or shipped.",
    )
    retail_deposit_percent = fields.Float(
        string="Default Deposit Percentage",
        default=10.0,
        help="Share of an order's total that the customer pays when ordering.",
    )
    retail_cancellation_charge_percent = fields.Float(
        string="Cancellation Charge Percentage",
        help="Share of the cancelled amount that the customer is charged.",
    )
    retail_cancellation_charge_code_id = fields.Many2one(
        comodel_name="retail.charge.code",
        string="Cancellation Charge Code",
        domain="[('company_id', '=', id), ('kind', '=', 'cancellation')]",
        ondelete="restrict",
    )
    retail_shipping_charge_code_id = fields.Many2one(
        comodel_name="retail.charge.code",
        string="Shipping Charge Code",
        domain="[('company_id', '=', id), ('kind', '=', 'shipping')]",
        ondelete="restrict",
    )
    retail_refund_shipping_charges = fields.Boolean(
        string="Refund Shipping Charges",
        help="Shipping charges are given back when goods are returned.",
    )
    retail_refund_shipping_limit = fields.Monetary(
        string="Maximum Shipping Refund Without Approval",
        help="A higher shipping refund needs a manager's approval.",
    )
    retail_approval_attempts = fields.Integer(
        string="Attempts Before Lock-Out",
        default=5,
        help="After so many wrong PINs or badges for one manager, or on one register, "
        "no more are tried for some minutes.",
    )
    retail_approval_minutes = fields.Integer(
        string="Minutes of an Approval",
        default=10,
        help="An approval must be used within so many minutes, and a lock-out after "
        "wrong PINs lasts as long.",
    )

    @api.constrains(*PERCENTAGES)
    def _check_retail_percentages(self):
        for company in self:
            for name in PERCENTAGES:
                if not 0 <= company[name] <= 100:
                    raise ValidationError(
                        self.env._(
                            "%(field)s must lie between 0 and 100.",
                            field=self._get_retail_label(name),
                        )
                    )

    @api.constrains(*MINIMUMS)
    def _check_retail_minimums(self):
        for company in self:
            for name, minimum in MINIMUMS.items():
                if company[name] < minimum:
                    raise ValidationError(
                        self.env._(
                            "%(field)s must be %(minimum)s or more.",
                            field=self._get_retail_label(name),
                            minimum=minimum,
                        )
                    )

    @api.constrains(
        "retail_profile_id",
        "retail_inventory_profile_id",
        "retail_cancellation_charge_code_id",
        "retail_shipping_charge_code_id",
    )
    def _check_retail_companies(self):
        for company in self:
            for record in (
                company.retail_profile_id,
                company.retail_inventory_profile_id,
                company.retail_cancellation_charge_code_id,
                company.retail_shipping_charge_code_id,
            ):
                if record and record.company_id != company:
                    raise ValidationError(
                        self.env._(
                            "“%(record)s” belongs to another company. Choose one of "
                            "%(company)s.",
                            record=record.display_name,
                            company=company.name,
                        )
                    )

    @api.model
    def _get_retail_label(self, name):
        return self._fields[name]._description_string(self.env)

    def _ensure_retail_charge_codes(self):
        """Give each company the usual charge codes and products where it has none.

        Calling it again changes nothing.
        """
        # Whoever sets up retail need not administer products.
        for company in self.sudo():
            for kind, code, label, field in (
                (
                    "shipping",
                    "SHIP",
                    self.env._("Shipping charge"),
                    "retail_shipping_charge_code_id",
                ),
                (
                    "cancellation",
                    "CANCEL",
                    self.env._("Cancellation charge"),
                    "retail_cancellation_charge_code_id",
                ),
            ):
                if not company[field]:
                    company[field] = company._get_retail_charge_code(kind, code, label)

    def _get_retail_charge_code(self, kind, code, label):
        self.ensure_one()
        charge_codes = self.env["retail.charge.code"].with_company(self)
        domain = Domain("company_id", "=", self.id) & Domain("kind", "=", kind)
        found = charge_codes.search(domain, limit=1)
        if found:
            return found
        product = (
            self.env["product.product"]
            .with_company(self)
            .create(
                {
                    "name": label,
                    "type": "service",
                    "company_id": self.id,
                    "list_price": 0.0,
                    "available_in_pos": False,
                    "purchase_ok": False,
                    "taxes_id": [(6, 0, self.account_sale_tax_id.ids)],
                }
            )
        )
        return charge_codes.create(
            {
                "name": label,
                "code": code,
                "kind": kind,
                "company_id": self.id,
                "product_id": product.id,
            }
        )
