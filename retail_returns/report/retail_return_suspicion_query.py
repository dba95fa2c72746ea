from odoo import models
from odoo.tools import SQL

from .retail_return_suspicion import PATTERNS

# By what the returns of a pattern are counted.
GROUPS = {
    "customer": ("partner_id",),
    "cashier": ("user_id",),
    "pair": ("partner_id", "user_id"),
    "no_sale": ("user_id",),
    "cash": ("user_id",),
    "quick": ("user_id",),
    "approval": ("user_id", "approver_id"),
}


class RetailReturnSuspicion(models.Model):
    """How patterns of returns are found: one query over the returns of some days."""

    _inherit = "retail.return.suspicion"  # pylint: disable=consider-merging-classes-inherited

    @property
    def _table_query(self):
        arms = [
            self._query_pattern(number, pattern)
            for number, (pattern, _label) in enumerate(PATTERNS)
        ]
        return SQL(
            "WITH recent AS (%s) %s",
            self._query_recent(),
            SQL(" UNION ALL ").join(arms),
        )

    def _query_recent(self):
        """Select the returns of the last days, with what patterns ask of them."""
        return SQL(
            """
            SELECT document.id,
                   document.company_id,
                   document.store_id,
                   document.user_id,
                   document.partner_id,
                   document.pos_order_id,
                   document.approved_by_id,
                   document.date,
                   lines.amount,
                   lines.has_no_sale,
                   lines.sold_at,
                   lines.was_paid_in_cash,
                   ticket.uuid AS ticket_uuid,
                   company.retail_suspicion_minutes AS minutes,
                   company.retail_suspicion_customer AS customer_limit,
                   company.retail_suspicion_cashier AS cashier_limit,
                   company.retail_suspicion_pair AS pair_limit,
                   company.retail_suspicion_no_sale AS no_sale_limit,
                   company.retail_suspicion_cash AS cash_limit,
                   company.retail_suspicion_quick AS quick_limit,
                   company.retail_suspicion_approval AS approval_limit
              FROM retail_return AS document
              JOIN res_company AS company ON company.id = document.company_id
              LEFT JOIN pos_order AS ticket ON ticket.id = document.pos_order_id
             CROSS JOIN LATERAL (
                   SELECT SUM(line.company_amount) AS amount,
                          BOOL_OR(line.is_linked IS NOT TRUE) AS has_no_sale,
                          MAX(sale.date_order) AS sold_at,
                          BOOL_OR(sale.id IS NULL OR EXISTS (%s)) AS was_paid_in_cash
                     FROM retail_return_line AS line
                     LEFT JOIN pos_order_line AS sold ON sold.id = line.sold_line_id
                     LEFT JOIN pos_order AS sale ON sale.id = sold.order_id
                    WHERE line.return_id = document.id
                   ) AS lines
             WHERE document.state IN ('received', 'refunded')
               AND document.date >= NOW() AT TIME ZONE 'UTC'
                   - company.retail_suspicion_days * INTERVAL '1 day'
            """,
            self._query_cash(SQL("sale.id"), SQL(">")),
        )

    def _query_cash(self, order_id, sign):
        """Select the cash payments of a ticket that took or gave money."""
        return SQL(
            """
            SELECT FROM pos_payment AS payment
              JOIN pos_payment_method AS method
                ON method.id = payment.payment_method_id
             WHERE payment.pos_order_id = %s
               AND payment.amount %s 0
               AND method.is_cash_count
            """,
            order_id,
            sign,
        )

    def _query_pattern(self, number, pattern):
        """Select the groups of returns of which a company has its number of a pattern.

        An id names the first return of the group, and the pattern.
        """
        groups = GROUPS[pattern]

        def column(name, nothing="NULL::integer"):
            return SQL.identifier(name) if name in groups else SQL(nothing)

        return SQL(
            """
            SELECT MIN(recent.id)::bigint * %(patterns)s + %(number)s AS id,
                   %(pattern)s AS pattern,
                   company_id,
                   CASE WHEN COUNT(DISTINCT store_id) = 1 THEN MIN(store_id) END
                       AS store_id,
                   %(user)s AS user_id,
                   %(partner)s AS partner_id,
                   %(approver)s AS approver_id,
                   COUNT(*) AS return_count,
                   SUM(amount) AS amount,
                   MAX(date) AS date,
                   ARRAY_AGG(recent.id) AS return_ids
              FROM recent %(more)s
             WHERE %(limit)s > 0 AND %(known)s AND %(condition)s
             GROUP BY company_id, %(groups)s
            HAVING COUNT(*) >= MIN(%(limit)s)
            """,
            patterns=len(PATTERNS),
            number=number,
            pattern=pattern,
            user=column("user_id"),
            partner=column("partner_id"),
            approver=column("approver_id"),
            more=self._query_approvals() if pattern == "approval" else SQL(""),
            limit=SQL.identifier(f"{pattern}_limit"),
            known=SQL(" AND ").join(
                SQL("%s IS NOT NULL", SQL.identifier(name)) for name in groups
            ),
            condition=self._query_condition(pattern),
            groups=SQL(", ").join(SQL.identifier(name) for name in groups),
        )

    def _query_approvals(self):
        """Join who approved a return; several approvals of one manager are one."""
        return SQL(
            """
            CROSS JOIN LATERAL (
                  SELECT approval.approved_by_id AS approver_id
                    FROM retail_approval AS approval
                   WHERE approval.ticket_uuid = recent.ticket_uuid
                     AND approval.used_at IS NOT NULL
                   UNION
                  SELECT recent.approved_by_id
                   WHERE recent.approved_by_id IS NOT NULL
                  ) AS approvers
            """
        )

    def _query_condition(self, pattern):
        conditions = {
            "no_sale": SQL("has_no_sale"),
            "quick": SQL("date <= sold_at + minutes * INTERVAL '1 minute'"),
            "cash": SQL(
                "NOT was_paid_in_cash AND EXISTS (%s)",
                self._query_cash(SQL("recent.pos_order_id"), SQL("<")),
            ),
        }
        return conditions.get(pattern, SQL("TRUE"))
