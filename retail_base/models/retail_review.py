from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.judge import lock_records

TODO = "mail.mail_activity_data_todo"


class RetailReview(models.Model):
    """What somebody has to look into: the review list.

    Its rows are tickets that arrived silently and that a step refused, and tickets
    that never arrived at all and were uploaded when the register was closed.
    """

    _name = "retail.review"
    _description = "Review"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "state desc, create_date desc, id desc"

    _step_idx = models.UniqueIndex(
        "(pos_order_id, step) WHERE state = 'open' AND step IS NOT NULL"
    )
    _ticket_idx = models.UniqueIndex("(ticket_uuid) WHERE kind = 'unsent'")

    name = fields.Char(compute="_compute_name", store=True)
    kind = fields.Selection(
        selection=[
            ("judge", "Refused by a Check"),
            ("booking", "Not Booked"),
            ("unsent", "Ticket Not Received"),
            ("other", "Other"),
        ],
        required=True,
        readonly=True,
        default="other",
        index=True,
    )
    state = fields.Selection(
        selection=[("open", "Open"), ("done", "Done")],
        required=True,
        readonly=True,
        copy=False,
        default="open",
        index=True,
        tracking=True,
    )
    message = fields.Text(string="What Is Wrong", readonly=True)
    step = fields.Char(readonly=True, help="What is run again by Retry.")
    resolution = fields.Text(
        copy=False, tracking=True, help="What was done about it, and by whom."
    )
    pos_order_id = fields.Many2one(
        comodel_name="pos.order",
        string="Ticket",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    ticket_uuid = fields.Char(string="Ticket Identifier", readonly=True, index=True)
    ticket_name = fields.Char(string="Receipt Number", readonly=True)
    payload = fields.Json(
        readonly=True, copy=False, help="The ticket as the register had it."
    )
    config_id = fields.Many2one(
        comodel_name="pos.config",
        string="Register",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        string="Store",
        compute="_compute_store_id",
        store=True,
        index=True,
    )
    session_id = fields.Many2one(
        comodel_name="pos.session",
        string="Session",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    company_id = fields.Many2one(related="config_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="config_id.currency_id")
    amount_total = fields.Monetary(string="Total", readonly=True)
    user_id = fields.Many2one(
        comodel_name="res.users",
        string="Responsible",
        index=True,
        tracking=True,
        ondelete="restrict",
    )

    @api.depends("ticket_name", "ticket_uuid")
    def _compute_name(self):
        for review in self:
            review.name = (
                review.ticket_name or review.ticket_uuid or self.env._("Review")
            )

    @api.depends("config_id")
    def _compute_store_id(self):
        # Where it happened: a register that moves takes no old reviews with it.
        for review in self:
            review.store_id = review.config_id.store_id

    @api.model_create_multi
    def create(self, vals_list):
        """Override to give each review an owner, with an activity."""
        reviews = super().create(vals_list)
        for review in reviews:
            review.user_id = review.user_id or review._find_owner()
        reviews.filtered("user_id")._schedule_activity()
        return reviews

    def _find_owner(self):
        """Return the manager who looks after this review, if there is any.

        The store's own, else who approved on this register last, else who opened it
        last, else any manager of the company.
        """
        self.ensure_one()
        group = self.env.ref("retail_base.group_retail_manager")
        managers = group.all_user_ids.filtered(
            lambda user: user._is_retail_approver(self.company_id)
        )
        if self.store_id.manager_id in managers:
            return self.store_id.manager_id
        here = [("config_id", "=", self.config_id.id)]
        approval = self.env["retail.approval"].search(
            [*here, ("approved_by_id", "in", managers.ids)], limit=1
        )
        session = self.env["pos.session"].search(
            [*here, ("user_id", "in", managers.ids)], limit=1
        )
        # Administrators are managers, too, but not the first to ask.
        admins = self.env.ref("retail_base.group_retail_admin").all_user_ids
        return (
            approval.approved_by_id
            or session.user_id
            or (managers - admins)[:1]
            or managers[:1]
        )

    def _schedule_activity(self):
        for review in self:
            review.activity_schedule(
                TODO,
                summary=self.env._("Look into ticket %s", review.name),
                note=review.message,
                user_id=review.user_id.id,
            )

    def write(self, vals):
        """Override to hand the activity over with the review."""
        result = super().write(vals)
        if vals.get("user_id"):
            self.activity_reschedule([TODO], new_user_id=vals["user_id"])
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Reviews are kept for audit. Mark this one as done instead.")
        )

    def action_retry(self):
        """Run again what failed; done when it goes through now.

        :raise UserError: it fails again, and why
        """
        for review in self._lock_open():
            review._retry()
            review._close(self.env._("Tried again, and it went through."))

    def _retry(self):
        """Run the failed step, and the booking that waited for it."""
        self.ensure_one()
        if self.kind == "unsent":
            self._retry_unsent()
        elif not self.step:
            raise UserError(
                self.env._(
                    "There is nothing here that can be run again. Put it right, "
                    "then mark the review as done."
                )
            )
        else:
            steps = [self.step, *self._get_waiting_steps()]
            self.pos_order_id._run_retail_steps(steps)

    def action_accept(self):
        """Book in spite of what a check said.

        :raise UserError: the booking itself fails, and why
        """
        for review in self._lock_open():
            review.pos_order_id._run_retail_steps(review._get_waiting_steps())
            review._close(self.env._("Accepted as it is."))

    def action_done(self):
        """Close reviews that were settled by hand.

        :raise UserError: a resolution is missing
        """
        for review in self._lock_open():
            if not review.resolution:
                raise UserError(
                    self.env._(
                        "Write what was done about %s under “Resolution” first.",
                        review.name,
                    )
                )
            review._close(review.resolution)

    def _lock_open(self):
        # Two managers must not book the same ticket twice.
        self.check_access("write")
        return lock_records(self).filtered(lambda review: review.state == "open")

    def _get_waiting_steps(self):
        """List the booking step that the refused check held back."""
        self.ensure_one()
        return self.pos_order_id._get_waiting_steps([self.step] if self.step else [])

    def _close(self, resolution):
        self.ensure_one()
        self.write({"state": "done", "resolution": self.resolution or resolution})
        self.activity_feedback([TODO], feedback=resolution)
