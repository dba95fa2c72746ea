import math

from odoo import api, models
from odoo.exceptions import UserError

from ..tools.judge import lock_records
from ..tools.read_id import read_id

TEXT_FIELDS = {"uuid": 64, "description": 256, "note": 2000, "ticket_uuid": 64}


class RetailApproval(models.Model):
    """How a register asks for an approval."""

    _inherit = "retail.approval"

    @api.model
    def get_approvers_from_ui(self, config_id):
        """List who may approve on a register and has a PIN to do it with.

        :param int config_id: the register
        :return: list of {"login", "name"}, by name
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        # A cashier may not read the groups of others; only names leave here.
        group = self.env.ref("retail_base.group_retail_manager").sudo()
        users = group.all_user_ids.filtered(
            lambda user: user.retail_pin_hash
            and user._is_retail_approver(config.company_id)
        )
        return [
            {"login": user.login, "name": user.name} for user in users.sorted("name")
        ]

    @api.model
    def approve_from_ui(self, config_id, vals):
        """Let a manager approve something on a register.

        :param int config_id: the register
        :param dict vals: "uuid" (new for each approval; the same again gives the same
            answer), "kind", "description", "amount" (the highest that is allowed, in
            the register's currency), "reason_id", "note", "ticket_uuid", and either
            "login" with "pin" or "badge"
        :return: {"ok", "uuid", "approver" (name), "message", "attempts_left"}; a
            wrong PIN is an answer and not an error, so that it is counted
        :raise UserError: what is asked makes no sense
        :raise AccessError: the user may not use this register
        """
        config = self.env["pos.config"]._browse_from_ui(config_id)
        values = self._prepare_from_ui(config, vals)
        # From here on as superuser: a cashier can neither read nor write approvals.
        approvals = self.sudo()
        lock_records(config.sudo())
        known = approvals.search([("uuid", "=", values["uuid"])], limit=1)
        if known:
            return known._answer_repeated(values)
        approver, message, left = approvals.env["retail.approval.attempt"]._identify(
            config,
            login=self._read_text(vals, "login", 256),
            pin=self._read_text(vals, "pin", 256),
            badge=self._read_text(vals, "badge", 256),
        )
        if not approver:
            return self._prepare_answer(values["uuid"], "", message, left)
        approvals.create(
            {
                **values,
                "approved_by_id": approver.id,
                "method": "badge" if vals.get("badge") else "pin",
            }
        )
        return self._prepare_answer(values["uuid"], approver.name, "", left)

    @api.model
    def _read_text(self, vals, name, length):
        return str(vals.get(name) or "").strip()[:length]

    def _is_for_act(self, act):
        """Say whether this approval is unused, and given for what is described so."""
        self.ensure_one()
        length = TEXT_FIELDS["description"]
        known = self._read_text({"description": act}, "description", length)
        return not self.used_at and self.description == known

    @api.model
    def _prepare_from_ui(self, config, vals):
        """Check what a register sends and return the values of the approval."""
        values = {
            name: self._read_text(vals, name, length)
            for name, length in TEXT_FIELDS.items()
        }
        kind = vals.get("kind")
        if not values["uuid"] or kind not in self._fields["kind"].get_values(self.env):
            raise UserError(
                self.env._("The register asked for an approval that is not known here.")
            )
        return {
            **values,
            "kind": kind,
            "amount": self._read_amount(config, vals),
            "reason_id": self._read_reason(config, vals, values["note"]).id,
            "config_id": config.id,
            "company_id": config.company_id.id,
            "currency_id": config.currency_id.id,
            "requested_by_id": self.env.uid,
            "expires_at": self._get_expiry(config.company_id),
        }

    @api.model
    def _read_amount(self, config, vals):
        amount = vals.get("amount") or 0.0
        if not isinstance(amount, int | float) or not math.isfinite(amount):
            raise UserError(self.env._("The amount to approve is not a number."))
        return config.currency_id.round(amount)

    @api.model
    def _read_reason(self, config, vals, note):
        reason_id = vals.get("reason_id")
        reason = self.env["retail.reason.code"].browse(read_id(reason_id)).exists()
        company = reason.company_id or config.company_id
        if reason_id and not (reason.active and company == config.company_id):
            raise UserError(
                self.env._("This reason is not in use any more. Choose another one.")
            )
        if reason.note_required and not note:
            raise UserError(
                self.env._(
                    "The reason “%(reason)s” needs a note. Write one.",
                    reason=reason.name,
                )
            )
        return reason

    def _answer_repeated(self, values):
        """Answer a register that asks again, for example after a lost answer."""
        self.ensure_one()
        same = all(
            (self[name] or "") == values[name] for name in ("kind", "ticket_uuid")
        )
        if not same or self.config_id.id != values["config_id"]:
            raise UserError(
                self.env._("This approval was given for something else. Ask again.")
            )
        return self._prepare_answer(self.uuid, self.approved_by_id.name, "", None)

    @api.model
    def _prepare_answer(self, identifier, approver, message, attempts_left):
        return {
            "ok": bool(approver),
            "uuid": identifier,
            "approver": approver,
            "message": message,
            "attempts_left": attempts_left,
        }
