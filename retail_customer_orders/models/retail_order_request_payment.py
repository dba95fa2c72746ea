from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.read_id import read_id


class RetailOrderRequest(models.Model):
    """What a register asks about payments by link.

    As for the other calls of a register: it is checked first, then one order of its
    company is looked at with superuser rights.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def get_payment_state_from_ui(self, config_id, order_id):
        """Say whether an order still waits for its payment (CO-15); made for polling.

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :return: {"state": "waiting", "paid", "withdrawn", "expired" or "" for orders
            that wait for nothing, "is_cancelled": bool, "until": UTC or ""}
        :raise UserError: there is no such order in this company
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = (
            self.env["sale.order"]
            .sudo()
            .search_fetch(
                [
                    ("id", "=", read_id(order_id)),
                    ("company_id", "=", config.company_id.id),
                    ("is_customer_order", "=", True),
                ],
                ["payment_link_state", "payment_link_until", "state"],
            )
        )
        if not order:
            raise UserError(self.env._("This order does not exist any more."))
        until = order.payment_link_until
        return {
            "state": order.payment_link_state or "",
            "is_cancelled": order.state == "cancel",
            "until": until.isoformat() if until else "",
        }

    @api.model
    def await_payment_from_ui(self, config_id, order_id, amount=0):
        """Let an order wait for a payment by link (CO-15).

        Asked again with the order waiting for that amount already, nothing changes.

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :param float amount: in the order's currency, all that is left to pay when 0
        :return: {"link", "qr": PNG in base 64, "amount", "until": UTC}
        :raise UserError: it cannot wait, and why
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = self._browse_order(config, order_id)
        is_number = isinstance(amount, int | float) and not isinstance(amount, bool)
        if not is_number:
            raise UserError(self.env._("Enter an amount above 0."))
        wanted = amount or order._get_most_by_link()
        is_waiting = order.payment_link_state == "waiting"
        compare = order.currency_id.compare_amounts
        if not is_waiting or compare(wanted, order.payment_link_amount):
            order._await_payment(wanted)
        return {
            "link": order.payment_link_url,
            "qr": order.payment_link_qr.decode(),
            "amount": order.payment_link_amount,
            "until": order.payment_link_until.isoformat(),
        }

    @api.model
    def withdraw_payment_from_ui(self, config_id, order_id):
        """Withdraw the payment link of an order.

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :return: as `get_payment_state_from_ui`
        :raise UserError: it was paid or cancelled meanwhile
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        self._browse_order(config, order_id).action_withdraw_payment_link()
        return self.get_payment_state_from_ui(config_id, order_id)
