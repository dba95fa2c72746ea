from odoo import fields, models
from odoo.exceptions import UserError


class PosOrderLine(models.Model):
    """A ticket line that takes goods back of which nobody knows the sale (RT-11)."""

    _inherit = "pos.order.line"  # pylint: disable=consider-merging-classes-inherited

    # What a product was sold for lately, see `product.product._get_lowest_prices`.
    _product_written_idx = models.Index("(product_id, create_date)")

    return_no_receipt = fields.Boolean(
        string="Without Receipt",
        readonly=True,
        copy=False,
        help="Taken back with “Without receipt” in Returns: nobody knows the sale.",
    )

    def _set_return_source(self, source):
        """Override of `retail_returns` to mark what comes back without receipt."""
        if not source.get("no_receipt"):
            return super()._set_return_source(source)
        reason = self.env["retail.reason.code"].browse(source["reason_id"]).exists()
        return self.write(
            {
                "return_no_receipt": True,
                "return_reason_id": reason.id,
                "return_note": source["note"],
                "return_condition": source["condition"],
            }
        )

    def _judge_no_receipt_line(self):
        """Refuse what is no product of the store, other taxes, no lot or no reason.

        :raise UserError: what is refused, and what the cashier can do
        """
        self.ensure_one()
        product, config = self.product_id, self.order_id.config_id
        name = product.display_name
        # Amounts of their own are for what a known sale was booked with.
        if self._get_return_source() or self.qty >= 0 or self.extra_tax_data:
            raise UserError(
                self.env._(
                    "%(product)s is on the ticket in a wrong way. Begin the return "
                    "without receipt again in Returns.",
                    product=name,
                )
            )
        if not product._can_come_back_without_receipt(config) or self.price_unit < 0:
            raise UserError(product._get_no_receipt_refusal())
        taxes = product.taxes_id._filter_taxes_by_company(config.company_id)
        if self.tax_ids != taxes:
            raise UserError(
                self.env._(
                    "%(product)s must be given back with its own taxes. Begin the "
                    "return again in Returns.",
                    product=name,
                )
            )
        self._judge_no_receipt_lots(name)
        self._judge_return_reason(name)

    def _judge_no_receipt_lots(self, name):
        tracking = self.product_id.tracking
        names = {lot for lot in self.pack_lot_ids.mapped("lot_name") if lot}
        needed = {"none": 0, "lot": 1, "serial": -self.qty}[tracking]
        if len(names) < needed:
            raise UserError(
                self.env._(
                    "Enter the lot or serial number of %(product)s.", product=name
                )
            )
