import math

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from ..tools.judge import lock_records

LOGIN_LENGTH = 64


class RetailApprovalAttempt(models.Model):
    """Every PIN and badge tried at a register: what the lock-out counts.

    Wrong tries count against the register and against the manager's name, whichever
    comes first: neither one register trying all managers nor all registers trying one
    manager gets through the ten thousand PINs of four digits. A right one starts the
    count anew.
    """

    _name = "retail.approval.attempt"
    _description = "Approval Attempt"
    _order = "id desc"
    _rec_name = "login"

    _config_idx = models.Index("(config_id, attempted_at)")
    _login_idx = models.Index("(login, attempted_at)")

    config_id = fields.Many2one(
        comodel_name="pos.config",
        string="Register",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="config_id.company_id", store=True, index=True)
    login = fields.Char(string="Manager", readonly=True)
    requested_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Requested By",
        readonly=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    attempted_at = fields.Datetime(
        string="Tried", required=True, readonly=True, default=fields.Datetime.now
    )
    success = fields.Boolean(string="Right", readonly=True)

    @api.model
    def _identify(self, config, login="", pin="", badge=""):
        """Find the manager that a PIN or a badge proves, and count the try.

        Nothing raises here for a wrong PIN: the row that counts it must be committed.
        An unknown name is answered like a wrong PIN, in about the same time. The caller
        holds the lock of the register, so that two tries at once count as two.

        :param config: the `pos.config` that it is typed on
        :param str login: the manager's log-in, with `pin`
        :param str badge: what was scanned, instead of log-in and PIN
        :return: (`res.users` in superuser mode, empty when refused; message for the
            cashier, empty when accepted; attempts left)
        """
        login = (login or "").strip()[:LOGIN_LENGTH]
        user = self._find_user(login, badge)
        # Tries for one manager on two registers at once must count as two as well.
        lock_records(user)
        left, minutes = self._count_left(config, login)
        if not left:
            return user.browse(), self._explain_lock_out(minutes), 0
        approved = self._verify(user, config.company_id, pin, badge)
        self.create(
            {
                "config_id": config.id,
                "login": user.login if approved else login or False,
                "requested_by_id": self.env.uid,
                "success": approved,
            }
        )
        if approved:
            return user, "", left
        left, minutes = self._count_left(config, login)
        if not left:
            return user.browse(), self._explain_lock_out(minutes), 0
        message = self.env._(
            "Wrong name, PIN or badge. Attempts left: %(count)s.", count=left
        )
        return user.browse(), message, left

    @api.model
    def _find_user(self, login, badge):
        users = self.env["res.users"].sudo()
        if badge:
            code = users._hash_retail_badge(badge.strip())
            return users.search([("retail_badge_hash", "=", code)], limit=1)
        return users.search([("login", "=", login)], limit=1)

    @api.model
    def _verify(self, user, company, pin, badge):
        if not badge:
            context = user._crypt_context()
            if not (user.retail_pin_hash and pin):
                context.dummy_verify()
                return False
            if not context.verify(pin, user.retail_pin_hash):
                return False
        return bool(user) and user._is_retail_approver(company)

    @api.model
    def _count_left(self, config, login):
        """Return the attempts left, and the minutes to wait when there are none."""
        company = config.company_id
        limit = company.retail_approval_attempts
        window = relativedelta(minutes=company.retail_approval_minutes)
        now = fields.Datetime.now()
        left, unlock_at = limit, now
        keys = [("config_id", "=", config.id)], login and [("login", "=", login)]
        for key in filter(None, keys):
            success = self.search([*key, ("success", "=", True)], limit=1)
            failures = self.search(
                [
                    *key,
                    ("id", ">", success.id or 0),
                    ("attempted_at", ">", now - window),
                ],
                limit=limit,
            )
            left = min(left, limit - len(failures))
            if len(failures) == limit:
                unlock_at = max(unlock_at, failures[-1].attempted_at + window)
        return left, math.ceil((unlock_at - now).total_seconds() / 60)

    @api.model
    def _explain_lock_out(self, minutes):
        return self.env._(
            "Too many wrong attempts. Try again in %(minutes)s min.",
            minutes=max(minutes, 1),
        )
