from odoo import api, models


class RetailOrderRequest(models.Model):
    """What a register asks about deposits."""

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def get_deposit_from_ui(self, config_id, payload, partner_id):
        """Say which deposit the rules ask for an order that a register prepares.

        :param int config_id: the register
        :param dict payload: as in `pos.order.customer_order_payload`
        :param partner_id: id of the customer, or False as long as there is none
        :return: {"deposit_required": amount in the register's currency,
            "deposit_explanation": the same in words}
        :raise UserError: the order cannot be read, or names what does not exist
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        # Everything that the order depends on is looked at, nothing is written.
        request = self.sudo().new(self._prepare_check(config, payload, partner_id))
        return request._describe_deposit(request._resolve()["deposit_terms"])

    @api.model
    def _describe_deposit(self, terms):
        return {
            "deposit_required": terms.get("required", 0.0),
            "deposit_explanation": terms.get("explanation", ""),
        }
