from odoo import api, fields, models
from odoo.tools import SQL

PATTERNS = [
    ("customer", "Same Customer"),
    ("cashier", "Same Cashier"),
    ("pair", "Same Customer and Cashier"),
    ("no_sale", "Without a Sale"),
    ("cash", "Cash for a Card Sale"),
    ("quick", "Soon After the Sale"),
    ("approval", "Same Manager and Cashier"),
]


class RetailReturnSuspicion(models.Model):
    """Patterns of returns that somebody should look at.

    Nothing is stored: the list is what the returns of the last days say, with the
    numbers of the company's settings.
    """

    _name = "retail.return.suspicion"
    _description = "Suspicious Returns"
    _auto = False
    _order = "return_count desc, id"
    _depends = {
        "retail.return": ["state", "date", "store_id", "user_id", "partner_id"],
        "retail.return.line": ["company_amount", "is_linked", "sold_line_id"],
        "retail.approval": ["ticket_uuid", "requested_by_id", "approved_by_id"],
        "pos.payment": ["amount", "payment_method_id", "pos_order_id"],
        "pos.order": ["date_order", "uuid"],
        "res.company": [
            "retail_suspicion_days",
            "retail_suspicion_minutes",
            *(f"retail_suspicion_{pattern}" for pattern, _label in PATTERNS),
        ],
    }

    pattern = fields.Selection(selection=PATTERNS, readonly=True)
    description = fields.Char(
        string="What Is Suspicious", compute="_compute_description", compute_sudo=True
    )
    company_id = fields.Many2one(comodel_name="res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    store_id = fields.Many2one(
        comodel_name="stock.warehouse",
        readonly=True,
        help="Empty when it happened in several stores.",
    )
    user_id = fields.Many2one(comodel_name="res.users", string="Cashier", readonly=True)
    partner_id = fields.Many2one(
        comodel_name="res.partner", string="Customer", readonly=True
    )
    approver_id = fields.Many2one(
        comodel_name="res.users", string="Manager", readonly=True
    )
    return_count = fields.Integer(string="Returns", readonly=True)
    amount = fields.Monetary(
        string="Refunds", readonly=True, help="In the company's currency."
    )
    date = fields.Datetime(string="Last Return", readonly=True, aggregator="max")

    @api.depends("pattern", "return_count", "user_id", "partner_id", "approver_id")
    @api.depends_context("lang")
    def _compute_description(self):
        for suspicion in self:
            texts = suspicion._get_texts()
            suspicion.description = texts.get(suspicion.pattern)

    @api.depends("description")
    def _compute_display_name(self):
        for suspicion in self:
            suspicion.display_name = suspicion.description

    def _get_texts(self):
        self.ensure_one()
        values = {
            "count": self.return_count,
            "days": self.company_id.retail_suspicion_days,
            "cashier": self.user_id.name,
            "customer": self.partner_id.display_name,
        }
        return {
            "customer": self.env._(
                "%(customer)s brought goods back %(count)s × in %(days)s days.",
                **values,
            ),
            "cashier": self.env._(
                "%(cashier)s took goods back %(count)s × in %(days)s days.",
                **values,
            ),
            "pair": self.env._(
                "%(cashier)s took goods back from %(customer)s %(count)s × in "
                "%(days)s days.",
                **values,
            ),
            "no_sale": self.env._(
                "%(cashier)s took goods back without a sale %(count)s × in "
                "%(days)s days.",
                **values,
            ),
            "cash": self.env._(
                "%(cashier)s gave cash back %(count)s × in %(days)s days for "
                "sales that were paid without cash.",
                **values,
            ),
            "quick": self.env._(
                "%(cashier)s took goods back within %(minutes)s minutes of their sale "
                "%(count)s × in %(days)s days.",
                minutes=self.company_id.retail_suspicion_minutes,
                **values,
            ),
            "approval": self.env._(
                "%(manager)s approved returns of %(cashier)s %(count)s × in %(days)s "
                "days.",
                manager=self.approver_id.name,
                **values,
            ),
        }

    # === BUTTONS ===#

    def _get_returns(self):
        """Return the returns behind these rows, newest first."""
        returns = self.env["retail.return"]
        if not self:
            return returns
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "SELECT UNNEST(return_ids) FROM (%s) AS found WHERE id IN %s",
                self._table_query,
                tuple(self.ids),
            )
        )
        ids = [one for (one,) in self.env.cr.fetchall()]
        # The rules of returns decide which of them the user may see.
        return returns.search([("id", "in", ids)])

    def action_view_returns(self):
        """Open the returns behind this row."""
        self.ensure_one()
        # Its texts are computed in superuser mode, and a client may send any id.
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "retail_returns.retail_return_action"
        )
        action.update(
            {
                "name": self.description,
                "domain": [("id", "in", self._get_returns().ids)],
                "context": {},
            }
        )
        return action

    def action_follow_up(self):
        """Plan an activity on the newest of the returns, and open them.

        A second call finds the activity of the first.
        """
        self.ensure_one()
        self.check_access("read")
        newest = self._get_returns()[:1]
        summary = self.description
        own = newest.activity_ids.filtered(
            lambda one: one.summary == summary and one.user_id == self.env.user
        )
        if newest and not own:
            newest.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=summary,
                user_id=self.env.uid,
            )
        return self.action_view_returns()
