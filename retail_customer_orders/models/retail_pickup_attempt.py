import math

from dateutil.relativedelta import relativedelta

from odoo import SUPERUSER_ID, api, fields, models


class RetailPickupAttempt(models.Model):
    """Every code that was tried for an order: what the lock-out counts.

    A right code proves one pickup, named by its uuid: the register need not keep the
    code until the ticket is paid. Apart from approvals, whose tries lock a register:
    a customer who mixes up codes must not keep the manager from approving.
    """

    _name = "retail.pickup.attempt"
    _description = "Pickup Code Attempt"
    _order = "id desc"
    _rec_name = "order_id"

    _order_idx = models.Index("(order_id, attempted_at)")

    order_id = fields.Many2one(
        comodel_name="sale.order", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    code_number = fields.Integer(
        readonly=True, help="Which of the order's codes was valid then."
    )
    pickup_uuid = fields.Char(string="Pickup", readonly=True)
    config_id = fields.Many2one(
        comodel_name="pos.config",
        string="Register",
        readonly=True,
        ondelete="set null",
        help="Empty where it was tried in the back office.",
    )
    requested_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Asked By",
        readonly=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    attempted_at = fields.Datetime(
        string="Tried", required=True, readonly=True, default=fields.Datetime.now
    )
    success = fields.Boolean(string="Right", readonly=True)

    @api.model
    def _count_left(self, order):
        """Return the attempts left, and the minutes to wait when there are none.

        The bounds are those of approvals at the register.
        """
        company = order.company_id
        limit = company.retail_approval_attempts
        window = relativedelta(minutes=company.retail_approval_minutes)
        now = fields.Datetime.now()
        mine = [("order_id", "=", order.id)]
        success = self.search([*mine, ("success", "=", True)], limit=1)
        failures = self.search(
            [*mine, ("id", ">", success.id or 0), ("attempted_at", ">", now - window)],
            limit=limit,
        )
        if len(failures) < limit:
            return limit - len(failures), 0
        wait = failures[-1].attempted_at + window - now
        return 0, max(math.ceil(wait.total_seconds() / 60), 1)

    @api.model
    def _create_afterwards(self, values):
        """Count an attempt whose refusal takes back all that this transaction wrote.

        It is counted in a transaction of its own, whether this one is committed (a
        silent ticket, refused in a savepoint) or not.
        """
        registry = self.env.registry

        def count():
            with registry.cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {})
                if env["sale.order"].browse(values["order_id"]).exists():
                    env["retail.pickup.attempt"].create(values)

        self.env.cr.postcommit.add(count)
        self.env.cr.postrollback.add(count)
