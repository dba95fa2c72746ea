from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.retail_base.tools.judge import lock_records


class SaleOrder(models.Model):
    """The judge of who collects the goods. Runs with superuser rights."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    def _try_pickup_code(self, code, pickup_uuid, config=None):
        """Compare a code with the order's, and count the attempt.

        Nothing raises here for a wrong code: the row that counts it must be committed.

        :param str code: what the collector said
        :param str pickup_uuid: the pickup that a right code proves
        :param config: the `pos.config` that asks, none in the back office
        :return: {"ok", "message": why not, "attempts_left"}
        """
        order = lock_records(self)
        attempts = self.env["retail.pickup.attempt"]
        left, minutes = attempts._count_left(order)
        if not left:
            return order._answer_code(False, 0, minutes)
        success = order._is_pickup_code(code)
        attempts.create(order._prepare_attempt(pickup_uuid, config, success))
        if success:
            return order._answer_code(True, left, 0)
        return order._answer_code(False, *attempts._count_left(order))

    def _prepare_attempt(self, pickup_uuid, config, success):
        return {
            "order_id": self.id,
            "code_number": self.pickup_code_number,
            "pickup_uuid": pickup_uuid,
            "config_id": config.id if config else False,
            "requested_by_id": self.env.uid,
            "success": success,
        }

    def _is_pickup_code(self, code):
        context = self.env["res.users"]._crypt_context()
        if not self.pickup_code_hash or self.pickup_code_used:
            context.dummy_verify()
            return False
        return context.verify(code, self.pickup_code_hash)

    @api.model
    def _answer_code(self, success, left, minutes):
        message = ""
        if minutes:
            message = self.env._(
                "Too many wrong codes. Try again in %(minutes)s min, or let a manager "
                "approve.",
                minutes=minutes,
            )
        elif not success:
            message = self.env._("Wrong code. Attempts left: %(count)s.", count=left)
        return {"ok": success, "message": message, "attempts_left": left}

    def _is_pickup_proven(self, pickup_uuid):
        """Say whether the right code was given for a pickup, and is still valid."""
        self.ensure_one()
        if self.pickup_code_used or not pickup_uuid:
            return False
        proof = self.env["retail.pickup.attempt"].search_count(
            [
                ("order_id", "=", self.id),
                ("pickup_uuid", "=", pickup_uuid),
                ("code_number", "=", self.pickup_code_number),
                ("success", "=", True),
            ],
            limit=1,
        )
        return bool(proof)

    def _needs_proof(self, store, pickup_uuid):
        """Say whether a pickup still lacks a code, or somebody who may do without."""
        return (
            self._needs_pickup_code(store)
            and not self.env.user.has_group("retail_base.group_retail_manager")
            and not self._is_pickup_proven(pickup_uuid)
        )

    def _explain_missing_code(self):
        if self._get_pickup_code_state() == "valid":
            return self.env._(
                "Whoever collects %s must say the code that the customer got. Ask for "
                "it, or let a manager approve.",
                self.name,
            )
        return self.env._(
            "%s has no valid pickup code. Mail the customer a new one, or let a "
            "manager approve.",
            self.name,
        )

    def _describe_code(self, store):
        """Tell a register whether to ask for a code, see `read_order_from_ui`."""
        return {
            "required": self._needs_proof(store, None),
            "state": self._get_pickup_code_state(),
        }

    def _ensure_collector_of_ticket(self, ticket, pickup):
        """See that a ticket's collector said the code, or a manager approved.

        :param ticket: the `pos.order`
        :param dict pickup: as `parse_pickup` gives it
        :raise UserError: neither nor, and what to do
        """
        store, uuid = ticket.config_id.store_id, pickup["uuid"]
        if not self._needs_proof(store, uuid) or self._use_code_approval(ticket):
            return
        message = self._explain_missing_code()
        code = ticket._get_pickup_code()
        if code:
            answer = self._try_pickup_code(code, uuid, ticket.config_id)
            if answer["ok"]:
                return
            message = answer["message"]
            self.env["retail.pickup.attempt"]._create_afterwards(
                self._prepare_attempt(uuid, ticket.config_id, False)
            )
        raise UserError(message)

    def _use_code_approval(self, ticket):
        approvals = self.env["retail.approval"]
        try:
            return approvals._use("pickup_code", ticket.uuid, record=ticket)
        except UserError:
            return approvals
