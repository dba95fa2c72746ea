from odoo import api, models


class RetailOrderRequest(models.Model):
    """What a register says about payment before delivery (DP-06)."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    def _get_deposit_terms(self, parsed):
        """Override to say which goods are not paid later, and why."""
        terms = super()._get_deposit_terms(parsed)
        return {**terms, "payment_note": self._explain_payment_rule(parsed)}

    def _explain_payment_rule(self, parsed):
        stores = self.env["stock.warehouse"].union(
            *(line["store"] for line in parsed["lines"] if line["fulfilment"] == "ship")
        )
        strict = stores.filtered(
            lambda store: store._get_profile_value("payment_before_delivery") == "full"
        )
        if not strict:
            return ""
        return self.env._(
            "%s ships only what is paid in full. The rest cannot be paid later: take "
            "it now, or send a payment link.",
            ", ".join(strict.mapped("name")),
        )

    @api.model
    def _describe_deposit(self, terms):
        """Override to add "payment_note": a sentence, or empty."""
        note = terms.get("payment_note", "")
        return {**super()._describe_deposit(terms), "payment_note": note}
