from odoo import api, models
from odoo.exceptions import UserError

from ..tools.read import is_uuid


class RetailOrderRequest(models.Model):
    """What a register shows of a payment link, and sends of it (CO-15).

    As for the other calls of a register: it is checked first, then one order of its
    company is looked at with superuser rights.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def read_payment_link_from_ui(self, config_id, order_id=None, uuid=None):
        """Read the payment link of an order, however it was made.

        :param int config_id: the register
        :param int order_id: the `sale.order`, or
        :param str uuid: the "uuid" of the order that a ticket took
        :return: {"order_id", "reference", "state", "is_cancelled": as
            `get_payment_state_from_ui`, "amount": still to be paid, "total": of the
            order, "link": empty unless it waits, "seconds": left to pay, "email": of
            the customer}
        :raise UserError: there is no such order, or it was not made yet
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = self._browse_order(config, order_id or self._find_order(config, uuid))
        return order._describe_payment_link()

    @api.model
    def _find_order(self, config, uuid):
        # A cashier sees no requests; this register's company made it.
        request = self.sudo().search(
            [
                ("uuid", "=", uuid if is_uuid(uuid) else ""),
                ("company_id", "=", config.company_id.id),
                ("state", "!=", "conflict"),
            ],
            limit=1,
        )
        if not request.order_id:
            raise UserError(
                request.error
                or self.env._(
                    "The order is not made yet. Look for it in Find Order in a minute."
                )
            )
        return request.order_id.id

    @api.model
    def mail_payment_link_from_ui(self, config_id, order_id):
        """Mail the customer the payment link of an order.

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :return: {"message": for the cashier}
        :raise UserError: it waits for no payment, or there is no address
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = self._browse_order(config, order_id)
        order.action_mail_payment_link()
        address = order.partner_id.email
        return {"message": self.env._("The link is on its way to %s.", address)}

    def _check_deposit(self, parsed):
        """Override to take no order to be paid by link that nobody could pay."""
        result = super()._check_deposit(parsed)
        if parsed["link_amount"]:
            orders = self.env["sale.order"].new({"company_id": self.company_id.id})
            orders._ensure_online_provider()
        return result
