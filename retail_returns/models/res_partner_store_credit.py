from odoo import fields, models


class ResPartner(models.Model):
    """What a customer may redeem in the stores of the company."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    retail_store_credit = fields.Monetary(
        string="Store Credit",
        compute="_compute_retail_store_credit",
        groups="retail_base.group_retail_user",
    )

    def _compute_retail_store_credit(self):
        credits = self.env["retail.store.credit"].search(
            [
                ("partner_id", "in", self.commercial_partner_id.ids),
                ("company_id", "=", self.env.company.id),
            ]
        )
        balances = {credit.partner_id: credit.balance for credit in credits}
        for partner in self:
            partner.retail_store_credit = balances.get(
                partner.commercial_partner_id, 0.0
            )

    def action_view_retail_store_credit(self):
        """Open what this customer got and redeemed."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_returns.retail_store_credit_action"
        )
        partner = self.commercial_partner_id
        return {**action, "domain": [("partner_id", "=", partner.id)], "context": {}}
