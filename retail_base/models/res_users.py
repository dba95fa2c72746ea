import hashlib
import hmac
import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

PIN_PATTERN = re.compile(r"[0-9]{4,12}")
BADGE_MIN_LENGTH = 6
SECRET_FIELDS = ["retail_pin", "retail_badge"]
SECRET_STATES = ["has_retail_pin", "has_retail_badge"]


class ResUsers(models.Model):
    """PIN and badge that a manager approves with at a register.

    Only hashes are stored, and no register ever loads them: unlike the employee PINs
    of `pos_hr`, which every till holds as unsalted SHA-1.
    """

    _inherit = "res.users"

    _retail_badge_unique = models.Constraint(
        "UNIQUE (retail_badge_hash)",
        "This badge belongs to another user already. Choose another badge.",
    )

    retail_pin_hash = fields.Char(
        copy=False, prefetch=False, groups="base.group_system"
    )
    retail_badge_hash = fields.Char(
        copy=False, prefetch=False, groups="base.group_system"
    )
    retail_pin = fields.Char(
        string="PIN at the Register",
        compute="_compute_retail_secrets",
        inverse="_inverse_retail_pin",
        help="4 to 12 digits that you type on a register to approve something. "
        "It cannot be shown again.",
    )
    retail_badge = fields.Char(
        string="Badge at the Register",
        compute="_compute_retail_secrets",
        inverse="_inverse_retail_badge",
        help="The barcode of the badge that you scan on a register to approve "
        "something. It cannot be shown again.",
    )
    has_retail_pin = fields.Boolean(
        string="Has a PIN", compute="_compute_has_retail_secrets", compute_sudo=True
    )
    has_retail_badge = fields.Boolean(
        string="Has a Badge", compute="_compute_has_retail_secrets", compute_sudo=True
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return super().SELF_READABLE_FIELDS + SECRET_FIELDS + SECRET_STATES

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return super().SELF_WRITEABLE_FIELDS + SECRET_FIELDS

    def _compute_retail_secrets(self):
        self.retail_pin = False
        self.retail_badge = False

    @api.depends("retail_pin_hash", "retail_badge_hash")
    def _compute_has_retail_secrets(self):
        for user in self:
            user.has_retail_pin = bool(user.retail_pin_hash)
            user.has_retail_badge = bool(user.retail_badge_hash)

    def _check_retail_secret_writer(self):
        """Refuse secrets of, and by, those who approve nothing.

        Otherwise a cashier could find out the badge of a manager by trying badges of
        their own until one is said to belong to somebody else.
        """
        writer = self.env.user
        if writer.has_group("base.group_erp_manager"):
            return
        if self != writer or not writer.has_group("retail_base.group_retail_manager"):
            raise AccessError(
                self.env._(
                    "Only retail managers have a PIN and a badge. Managers set their "
                    "own, an administrator sets those of others."
                )
            )

    def _inverse_retail_pin(self):
        self._check_retail_secret_writer()
        context = self._crypt_context()
        for user in self:
            if user.retail_pin and not PIN_PATTERN.fullmatch(user.retail_pin):
                raise ValidationError(
                    self.env._("The PIN must have 4 to 12 digits and nothing else.")
                )
            # Who may write the PIN was checked above; the hash itself is closed to
            # everybody but the system.
            user.sudo().retail_pin_hash = user.retail_pin and context.hash(
                user.retail_pin
            )

    def _inverse_retail_badge(self):
        self._check_retail_secret_writer()
        for user in self:
            badge = (user.retail_badge or "").strip()
            if badge and len(badge) < BADGE_MIN_LENGTH:
                raise ValidationError(
                    self.env._(
                        "The badge must have at least %(length)s characters.",
                        length=BADGE_MIN_LENGTH,
                    )
                )
            # As for the PIN: only the hash is out of the writer's reach.
            user.sudo().retail_badge_hash = badge and self._hash_retail_badge(badge)

    @api.model
    def _hash_retail_badge(self, badge):
        """Return the keyed hash that a scanned badge is looked up by."""
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        return hmac.new(secret.encode(), badge.encode(), hashlib.sha256).hexdigest()

    def _is_retail_approver(self, company):
        """Say whether this user may approve at the registers of `company`."""
        self.ensure_one()
        return (
            self.active
            and company in self.company_ids
            and self.has_group("retail_base.group_retail_manager")
        )

    def action_remove_retail_pin(self):
        """Forget the PIN of these users."""
        self.write({"retail_pin": False})

    def action_remove_retail_badge(self):
        """Forget the badge of these users."""
        self.write({"retail_badge": False})
