import uuid

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.judge import lock_records

UNUSED_DOMAIN = Domain("used_at", "=", False)


class RetailApproval(models.Model):
    """What a manager allowed a cashier at a register; the list is the audit."""

    _name = "retail.approval"
    _description = "Approval"
    _order = "create_date desc, id desc"
    _rec_name = "description"

    _uuid_unique = models.Constraint(
        "UNIQUE (uuid)", "This approval was recorded already."
    )
    _ticket_idx = models.Index("(ticket_uuid, kind)")

    uuid = fields.Char(
        string="Identifier",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: str(uuid.uuid4()),
    )
    company_id = fields.Many2one(
        comodel_name="res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    config_id = fields.Many2one(
        comodel_name="pos.config",
        string="Register",
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    store_id = fields.Many2one(related="config_id.store_id", store=True, index=True)
    kind = fields.Selection(
        selection=[
            ("other", "Other"),
            ("unsent_tickets", "Closing With Unsent Tickets"),
        ],
        required=True,
        readonly=True,
        index=True,
    )
    description = fields.Char(string="What", readonly=True)
    currency_id = fields.Many2one(
        comodel_name="res.currency",
        required=True,
        readonly=True,
        default=lambda self: self.env.company.currency_id,
    )
    amount = fields.Monetary(
        readonly=True, help="The highest amount that this approval covers."
    )
    reason_id = fields.Many2one(
        comodel_name="retail.reason.code",
        string="Reason",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    note = fields.Text(readonly=True)
    ticket_uuid = fields.Char(string="Ticket", readonly=True)
    requested_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Requested By",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    approved_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Approved By",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    is_own = fields.Boolean(
        string="Approved by the Requester",
        compute="_compute_is_own",
        store=True,
        help="A manager at the register approved an own request.",
    )
    method = fields.Selection(
        selection=[("pin", "PIN"), ("badge", "Badge")], readonly=True
    )
    expires_at = fields.Datetime(string="Valid Until", required=True, readonly=True)
    used_at = fields.Datetime(string="Used", readonly=True)
    res_model = fields.Char(string="Used By Model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Used By", model_field="res_model", readonly=True
    )
    used_by = fields.Reference(
        selection="_select_used_by",
        string="Used For",
        compute="_compute_used_by",
    )
    state = fields.Selection(
        selection=[("approved", "Approved"), ("used", "Used"), ("expired", "Expired")],
        compute="_compute_state",
        search="_search_state",
        help="An approval is used once, and expires when it is not used in time.",
    )

    @api.model
    def _select_used_by(self):
        groups = self.sudo()._read_group([("res_model", "!=", False)], ["res_model"])
        return [
            (name, self.env[name]._description)
            for (name,) in groups
            if name in self.env
        ]

    @api.depends("requested_by_id", "approved_by_id")
    def _compute_is_own(self):
        for approval in self:
            approval.is_own = approval.requested_by_id == approval.approved_by_id

    @api.depends("res_model", "res_id")
    def _compute_used_by(self):
        for approval in self:
            model = approval.res_model
            # The addon that used the approval may be gone.
            known = model in self.env and self.env[model].browse(approval.res_id)
            approval.used_by = known.exists() if known else False

    @api.depends("used_at", "expires_at")
    def _compute_state(self):
        now = fields.Datetime.now()
        for approval in self:
            if approval.used_at:
                approval.state = "used"
            else:
                approval.state = "approved" if approval.expires_at > now else "expired"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        now = fields.Datetime.now()
        by_state = {
            "used": ~UNUSED_DOMAIN,
            "approved": UNUSED_DOMAIN & Domain("expires_at", ">", now),
            "expired": UNUSED_DOMAIN & Domain("expires_at", "<=", now),
        }
        return Domain.OR(by_state[state] for state in value if state in by_state)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Approvals are kept for audit; none can be deleted.")
        )

    @api.model
    def _use(self, kind, ticket_uuid, record=None, amount=None, act=None):
        """Use up the approval that a ticket needs.

        :param str kind: what is approved, see the field `kind`
        :param str ticket_uuid: the ticket that asks
        :param record: the stored record that the approval is used for
        :param float amount: what is asked, in the currency of the approval;
            None when the approval is not about an amount
        :param str act: the description that was approved, for one act among others on
            a record that lives on: such an approval serves that act alone, and once
        :return: the `retail.approval`, used; asking again for the same record gives
            the same approval, unless it was for an act
        :raise UserError: no approval covers this
        """
        # The judge runs as the cashier, who may not see approvals at all.
        approvals = self.sudo()._find_for_ticket(kind, ticket_uuid, record)
        lock_records(approvals)
        if act:
            approvals = approvals.filtered(lambda one: one._is_for_act(act))
        used_here = approvals.filtered(lambda approval: approval._is_used_by(record))
        valid = approvals.filtered(lambda approval: approval.state == "approved")
        for approval in used_here or valid:
            if approval._covers(amount):
                if not approval.used_at:
                    approval._mark_used(record)
                return approval.sudo(False)
        raise UserError(approvals._explain_refusal(kind))

    @api.model
    def _find_for_ticket(self, kind, ticket_uuid, record):
        if not ticket_uuid:
            return self.browse()
        company = self.env.company
        if record and "company_id" in record:
            company = record.company_id or company
        return self.search(
            [
                ("kind", "=", kind),
                ("ticket_uuid", "=", ticket_uuid),
                ("company_id", "=", company.id),
            ],
            order="amount, id",
        )

    def _is_used_by(self, record):
        self.ensure_one()
        return bool(
            self.used_at
            and record
            and (self.res_model, self.res_id) == (record._name, record.id)
        )

    def _covers(self, amount):
        self.ensure_one()
        return (
            amount is None or self.currency_id.compare_amounts(self.amount, amount) >= 0
        )

    def _mark_used(self, record):
        self.ensure_one()
        self.write(
            {
                "used_at": fields.Datetime.now(),
                "res_model": record._name if record else False,
                "res_id": record.id if record else False,
            }
        )

    def _explain_refusal(self, kind):
        """Say why none of these approvals of a ticket serves, and what to do."""
        labels = dict(self._fields["kind"]._description_selection(self.env))
        what = labels.get(kind, kind)
        valid = self.filtered(lambda approval: approval.state == "approved")
        if valid:
            return self.env._(
                "Needs a manager's approval: %(what)s. The approval given covers only "
                "%(amount)s; ask for a new one.",
                what=what,
                amount=valid[-1].currency_id.format(valid[-1].amount),
            )
        if self and not self[-1].used_at:
            return self.env._(
                "Needs a manager's approval: %(what)s. The approval given has expired; "
                "ask for a new one.",
                what=what,
            )
        return self.env._(
            "Needs a manager's approval: %(what)s. Ask a manager to approve it on "
            "this register.",
            what=what,
        )

    @api.model
    def _get_expiry(self, company):
        return fields.Datetime.now() + relativedelta(
            minutes=company.retail_approval_minutes
        )
