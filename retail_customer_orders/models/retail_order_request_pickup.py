from odoo import api, models
from odoo.exceptions import UserError


class RetailOrderRequest(models.Model):
    """What a register asks about who collects the goods.

    As for the other calls of a register: it is checked first, then one order of its
    company is looked at with superuser rights.
    """

    _inherit = "retail.order.request"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def send_pickup_code_from_ui(self, config_id, order_id):
        """Mail the customer of an order a new code. Nobody at the register sees it.

        :param int config_id: the register
        :param int order_id: the `sale.order`
        :return: {"ok": bool, "message": for the cashier}
        :raise UserError: there is no such order in this company
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        order = self._browse_order(config, order_id)
        try:
            address = order._mail_pickup_code()
        except UserError as error:
            return {"ok": False, "message": str(error.args[0])}
        name, _at, domain = address.partition("@")
        message = self.env._(
            "A new code is on its way to %s.", f"{name[:1]}***@{domain}"
        )
        return {"ok": True, "message": message}

    @api.model
    def _answer_pickup_code(self, config, order, code, pickup_uuid):
        """Say whether a pickup needs a code, and whether this is the right one.

        :return: {"required", "ok", "message": why not, "attempts_left" (None where no
            code was given)}
        """
        required = order._needs_proof(config.store_id, pickup_uuid)
        answer = {"ok": not required, "message": "", "attempts_left": None}
        if required and code and pickup_uuid:
            answer = order._try_pickup_code(code, pickup_uuid, config)
        elif required:
            answer["message"] = order._explain_missing_code()
        return {"required": required, **answer}

    @api.model
    def undo_pickup_from_ui(self, config_id, ticket_uuid):
        """Say what a ticket that undoes a pickup looks like.

        The register sends it like any other ticket, in the session of the pickup,
        with "undo_pickup_of": `ticket_uuid` in its `pickup_payload`.

        :param int config_id: the register
        :param str ticket_uuid: the ticket that handed the goods out
        :return: {"order_id", "undo_pickup_of", "partner_id", "lines": as
            `prepare_pickup_from_ui` has them, with negative quantities, "deposit": to
            be taken back, "deposit_lines": the lines that do, "balance": to be paid,
            negative, "payments": [{"payment_method_id", "amount"}] of the pickup}
        :raise UserError: it cannot be undone at this register, and why
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        ticket = (
            self.env["pos.order"]
            .sudo()
            .search([("uuid", "=", ticket_uuid), ("uuid", "!=", False)], limit=1)
        )
        if not ticket.pickup_order_id or ticket.company_id != config.company_id:
            raise UserError(self.env._("The pickup to be undone is not known here."))
        obstacle = ticket._get_undo_obstacle(config.current_session_id)
        if obstacle:
            raise UserError(self.env._("The pickup cannot be undone: %s.", obstacle))
        order = ticket.pickup_order_id
        goods = [line._describe_undo() for line in ticket._get_handed_out_lines()]
        parts = ticket._get_applied_parts()
        deposit_lines = order._describe_deposit_parts(parts, 1)
        return {
            "order_id": order.id,
            "undo_pickup_of": ticket.uuid,
            "partner_id": ticket.partner_id.id,
            "lines": goods,
            "deposit": sum(ticket._get_applied_deposit().values()),
            "deposit_lines": deposit_lines,
            "balance": order._get_ticket_total(goods + deposit_lines),
            "payments": [
                {
                    "payment_method_id": payment.payment_method_id.id,
                    "amount": payment.amount,
                }
                for payment in ticket.payment_ids
            ],
        }
