from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.retail_base.tools.judge import lock_records

from ..tools.context import drop_defaults

OPEN_STATES = ("requested", "approved")
# What nobody may change by hand: the buttons do. `readonly` binds the forms alone.
SERVER_FIELDS = {
    "state",
    "uuid",
    "name",
    "date",
    "company_id",
    "currency_id",
    "user_id",
    "config_id",
    "pos_order_id",
    "origin_order_id",
    "origin_store_id",
    "approved_by_id",
    "policy_note",
    "rejection_note",
    "fee_waived",
    "is_online",
    "is_exchange",
    "is_offline",
    "amount_total",
    "is_other_store",
}


class RetailReturn(models.Model):
    """From the request to the refund, without a ticket."""

    _inherit = "retail.return"  # pylint: disable=consider-merging-classes-inherited

    approved_by_id = fields.Many2one(
        comodel_name="res.users",
        string="Approved By",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    rejection_note = fields.Char(readonly=True, copy=False, tracking=True)
    approval_note = fields.Char(
        string="Needs Approval",
        compute="_compute_approval_note",
        compute_sudo=True,
        help="Why a manager has to approve this return before goods are received.",
    )

    @api.depends("line_ids", "line_ids.is_linked", "state")
    def _compute_approval_note(self):
        for record in self:
            notes = record._get_approval_notes() if record.state == "requested" else []
            record.approval_note = " ".join(notes)

    def _get_approval_notes(self):
        """List why this return needs the approval of a manager, as sentences."""
        self.ensure_one()
        unlinked = self.line_ids.filtered(lambda line: not line.is_linked)
        if not unlinked:
            return []
        return [
            self.env._(
                "No sale is known of %(products)s.",
                products=", ".join(unlinked.product_id.mapped("display_name")),
            )
        ]

    # === RIGHTS ===#

    @api.model_create_multi
    def create(self, vals_list):
        """Override of `base` to number returns, and to begin each as a request."""
        taken = set() if self.env.su else SERVER_FIELDS
        records = self if self.env.su else drop_defaults(self, SERVER_FIELDS)
        return super(RetailReturn, records).create(
            [
                {
                    "name": self.env["ir.sequence"].next_by_code("retail.return"),
                    **{
                        name: value for name, value in vals.items() if name not in taken
                    },
                }
                for vals in vals_list
            ]
        )

    def write(self, vals):
        """Override of `base` to leave what was decided as it is."""
        if not self.env.su and self._get_locked_fields() & vals.keys():
            raise UserError(self.env._("A return is changed with its buttons only."))
        return super().write(vals)

    def _get_locked_fields(self):
        """Return the names of what nobody may change of these returns by hand.

        An approval is of this customer and of these goods in this store.
        """
        decided = self.filtered(lambda record: record.state != "requested")
        # Whom to pay may have to be said when the goods are here already.
        named = decided.filtered(
            lambda record: record.partner_id
            or record.state not in (*OPEN_STATES, "received")
        )
        return (
            SERVER_FIELDS
            | ({"store_id", "line_ids"} if decided else set())
            | ({"partner_id"} if named else set())
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_requests(self):
        # The server may clear what nobody was to keep.
        kept = self.filtered(lambda one: one.state not in ("requested", "rejected"))
        if kept and not self.env.su:
            raise UserError(
                self.env._("Only requests and rejected returns can be deleted.")
            )

    def _ensure_manager(self):
        if not self.env.user.has_group("retail_base.group_retail_manager"):
            raise AccessError(
                self.env._("Only a manager may approve or reject a return.")
            )

    def _ensure_state(self, *states):
        self.ensure_one()
        self.check_access("write")
        lock_records(self)
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(number)s is %(state)s: somebody was faster. Reload the page.",
                    number=self.name,
                    state=labels[self.state].lower(),
                )
            )
        if not self.line_ids:
            raise UserError(self.env._("Add what comes back first."))

    # === BUTTONS ===#

    def action_approve(self):
        """Let this return go on, although something of it needs an approval.

        :raise UserError: more is asked than can come back
        :raise AccessError: the user is no manager
        """
        self._ensure_manager()
        self._ensure_state("requested")
        # The right is checked; what was sold in other stores is read.
        record = self.sudo()
        record.line_ids._judge()
        record.write({"state": "approved", "approved_by_id": self.env.uid})

    def action_reject(self, note=None):
        """Refuse this return.

        :param str note: why
        """
        self._ensure_manager()
        self._ensure_state(*OPEN_STATES)
        self.sudo().write({"state": "rejected", "rejection_note": note})

    def action_receive(self):
        """Take the goods in; from now on nobody else can take them back.

        :raise UserError: a manager has to approve first, or more is asked than can
            come back
        """
        self._ensure_state(*OPEN_STATES)
        if self.approval_note:
            raise UserError(
                self.env._(
                    "A manager has to approve this first. %s", self.approval_note
                )
            )
        if not self.store_id:
            raise UserError(self.env._("Choose the store that takes the goods back."))
        # The right is checked; stock and sales of all stores are read and written.
        record = self.sudo()
        record.line_ids._judge()
        record.line_ids._set_disposition()
        record._receive()
        record.write({"state": "received", "date": fields.Datetime.now()})

    def action_refund(self):
        """Give the money back with credit notes, set off against what is unpaid.

        :raise UserError: the goods were not received, or nobody is known to credit
        """
        self._ensure_state("received")
        # The right is checked; who takes goods back need not keep books.
        self.sudo()._credit()
        self.sudo().state = "refunded"

    def action_open_reject(self):
        """Ask why this return is rejected."""
        self.ensure_one()
        self._ensure_manager()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reject the Return"),
            "res_model": "retail.return.reject",
            "view_mode": "form",
            "target": "new",
            "context": {"default_return_id": self.id},
        }
