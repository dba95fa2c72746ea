from functools import partial

import psycopg2

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class SaleOrder(models.Model):
    """The clock of pickups: it finds what is ready, late, and not claimed."""

    _inherit = "sale.order"  # pylint: disable=consider-merging-classes-inherited

    @api.model
    def _cron_pickups(self, limit=100):
        """Tell, remind and give up, in that order; a batch of each.

        :param int limit: most groups (lines of one order in one store) of each kind
        """
        lines = self.env["sale.order.line"]
        for find, step in (
            (self._find_ready_lines, "_mark_ready"),
            (partial(self._find_late_lines, "reminder"), "_remind"),
            (partial(self._find_late_lines, "expiry"), "_give_up"),
        ):
            groups = [lines.browse(ids) for ids in find(limit)]
            for done, group in enumerate(groups, start=1):
                try:
                    getattr(group.order_id, step)(group)
                except psycopg2.OperationalError:
                    # Somebody works on this order: the next run looks again.
                    self.env.cr.rollback()
                    continue
                remaining = len(groups) - done
                if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                    return

    @api.model
    def _find_ready_lines(self, limit):
        """Find what became ready: all that an order picks up in a store is reserved.

        :return: list of lists of line ids, one for each order and store
        """
        self.env.flush_all()
        # Grouped by the database: only whole groups count, and the ones that wait for
        # goods must not stand in the way of the others, run after run.
        self.env.cr.execute(
            SQL(
                """
                SELECT array_agg(DISTINCT line.id)
                  FROM sale_order_line line
                  JOIN product_product product ON product.id = line.product_id
                  JOIN product_template template
                    ON template.id = product.product_tmpl_id
             LEFT JOIN (stock_move move
                        JOIN stock_location place
                          ON place.id = move.location_dest_id
                         AND place.usage = 'customer')
                    ON move.sale_line_id = line.id
                   AND move.state NOT IN ('done', 'cancel')
                 WHERE line.fulfilment = 'pickup'
                   AND line.fulfilment_open_qty > 0
                   AND line.fulfilment_store_id != ALL(%s)
              GROUP BY line.order_id, line.fulfilment_store_id
                HAVING bool_or(line.pickup_ready_date IS NULL
                               AND template.type != 'service')
                   AND bool_and(template.type = 'service'
                                OR line.pickup_ready_date IS NOT NULL
                                OR COALESCE(move.state = 'assigned', false))
              ORDER BY line.order_id
                 LIMIT %s
                """,
                self._get_stores_that_tell().ids,
                limit,
            )
        )
        return [ids for (ids,) in self.env.cr.fetchall()]

    @api.model
    def _get_stores_that_tell(self):
        """Return the stores where somebody says when goods are ready."""
        stores = self.env["stock.warehouse"].search([("is_store", "=", True)])
        return stores.filtered(
            lambda store: store._get_profile_value("pickup_ready") == "staged"
        )

    @api.model
    def _find_late_lines(self, kind, limit):
        """Find what is to be reminded of, or was not claimed in time.

        :param str kind: "reminder" or "expiry"
        :return: as `_find_ready_lines`
        """
        lines = self.env["sale.order.line"]
        domains = []
        waiting = [
            ("pickup_ready_date", "!=", False),
            ("fulfilment_open_qty", ">", 0),
        ]
        for (store,) in lines._read_group(waiting, ["fulfilment_store_id"]):
            company, today = store.company_id, store._get_local_today()
            if kind == "reminder" and company.retail_pickup_reminder_days:
                domains.append(
                    lines._get_waiting_domain(
                        store, company.retail_pickup_reminder_days
                    )
                    & Domain("pickup_reminded_date", "=", False)
                )
            elif kind == "expiry" and company.retail_pickup_days:
                kept = Domain("pickup_kept_until", "=", False)
                kept |= Domain("pickup_kept_until", "<", today)
                # The last day is one to pick up.
                days = company.retail_pickup_days + 1
                domains.append(lines._get_waiting_domain(store, days) & kept)
        if not domains:
            return []
        groups = lines._read_group(
            Domain.OR(domains),
            ["order_id", "fulfilment_store_id"],
            ["id:array_agg"],
            order="order_id",
            limit=limit,
        )
        return [ids for _order, _store, ids in groups]
