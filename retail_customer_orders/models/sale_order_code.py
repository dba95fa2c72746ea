import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.retail_base.tools.judge import lock_records

DIGITS = 6
MANAGER = "retail_base.group_retail_manager"


class SaleOrder(models.Model):
    """The code that proves who may collect the goods of an order.

    It is made when it is mailed or shown, serves one pickup, and is stored as a salted
    hash only, as the PINs of managers are.
    """

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    pickup_code_hash = fields.Char(
        copy=False, prefetch=False, groups="base.group_system"
    )
    pickup_code_number = fields.Integer(
        readonly=True, copy=False, help="How many codes were made for this order."
    )
    pickup_code_used = fields.Boolean(readonly=True, copy=False)
    pickup_code_state = fields.Selection(
        selection=[
            ("missing", "No Code Yet"),
            ("valid", "Valid"),
            ("used", "Used"),
        ],
        string="Pickup Code",
        compute="_compute_pickup_code_state",
        help="Whether whoever collects the goods has a code to say. Empty where the "
        "stores of this order ask for none.",
    )
    pickup_attempt_ids = fields.One2many(
        comodel_name="retail.pickup.attempt",
        inverse_name="order_id",
        string="Code Attempts",
        readonly=True,
        groups=MANAGER,
    )

    @api.depends(
        "collector_name",
        "order_line.fulfilment_open_qty",
        "pickup_code_number",
        "pickup_code_used",
    )
    def _compute_pickup_code_state(self):
        for order in self:
            stores = order._get_pickup_stores()
            order.pickup_code_state = (
                any(order._needs_pickup_code(store) for store in stores)
                and order._get_pickup_code_state()
            )

    def _get_pickup_code_state(self):
        if not self.pickup_code_number:
            return "missing"
        return "used" if self.pickup_code_used else "valid"

    def _needs_pickup_code(self, store):
        """Say whether a store asks those who collect this order for a code."""
        self.ensure_one()
        # How a store works is no secret to those who work there.
        policy = store.sudo()._get_profile_value("pickup_code") or "never"
        return policy == "always" or bool(policy == "collector" and self.collector_name)

    # === MAKING ===#

    def _make_pickup_code(self):
        """Make a new code; the one before is not valid any more.

        :return: the code, to be told to the customer now: it cannot be read again
        """
        self.ensure_one()
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        context = self.env["res.users"]._crypt_context()
        # The hash is closed to everybody but the system.
        lock_records(self.sudo()).write(
            {
                "pickup_code_hash": context.hash(code),
                "pickup_code_number": self.pickup_code_number + 1,
                "pickup_code_used": False,
            }
        )
        return code

    def _spend_pickup_code(self):
        """A code serves one pickup: what is left of the order needs a new one."""
        if self.pickup_code_number:
            self.pickup_code_used = True

    def action_show_pickup_code(self):
        """Make a new code and show it, this once, to a manager.

        :raise AccessError: to others the code would be worth nothing as a proof
        """
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("Only retail managers see a code. Mail it to the customer.")
            )
        code = self._make_pickup_code()
        self.message_post(body=self.env._("A new pickup code was shown to a manager."))
        return self._notify_code(
            self.env._(
                "The pickup code is %s. Tell the customer now: it cannot be shown "
                "again.",
                code,
            )
        )

    def action_mail_pickup_code(self):
        """Make a new code and mail it to the customer.

        :raise UserError: there is no address to mail it to
        """
        self.ensure_one()
        self.check_access("write")
        address = self._mail_pickup_code()
        return self._notify_code(
            self.env._("A new pickup code is on its way to %s.", address)
        )

    def _mail_pickup_code(self):
        """Mail the customer a new code.

        :return: the address
        """
        address = self.partner_id.email
        if not address:
            raise UserError(
                self.env._(
                    "%s has no e-mail address. Enter one, or let a manager show the "
                    "code.",
                    self.partner_id.display_name,
                )
            )
        code = self._make_pickup_code()
        self._mail_pickup("retail_customer_orders.mail_template_pickup_code", code)
        return address

    def _notify_code(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "sticky": True,
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
